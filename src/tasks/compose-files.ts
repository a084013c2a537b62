import type { ArtifactStore, WholeObjects } from '../artifacts/store.ts';
import type { Task } from '../entities/task.ts';
import { loadFormat } from '../formats/index.ts';
import { newArtifact } from './new-artifact.ts';
import { partKey, type StoredPart, wholeKey } from './stored-parts.ts';

/** Files that are made at once. Each has a part of an upload in memory. */
const MAX_FILES = 4;

/** Whether one node has something to do with the files of a task when all their parts are stored. */
export const hasLastStep = (
  { destination, target }: Pick<Task, 'destination' | 'target'>,
  { wholes }: Pick<ArtifactStore, 'wholes'>,
): boolean => Boolean(destination) || (!target && wholes !== undefined);

/**
 * Makes single objects of the files of a task, all of whose parts are stored. It may be done again: what is there stays.
 * @param partsOf the parts of a file of the plan, in order.
 */
export async function composeFiles(
  task: Task,
  wholes: WholeObjects,
  partsOf: (file: number) => readonly StoredPart[],
  signal: AbortSignal,
): Promise<void> {
  const { mediaType } = await loadFormat(task.format);
  const files = task.plan.files.entries();
  const lane = async (): Promise<void> => {
    for (const [at, file] of files) {
      signal.throwIfAborted();
      const { bytes, crc32, contentType } = newArtifact(file, at, partsOf(at), mediaType);
      const pieces = partsOf(at).map((part) => ({ key: partKey(task.id, part), bytes: part.bytes }));
      const whole = { name: file.name, contentType, bytes, digest: crc32, pieces };
      await wholes.compose(wholeKey(task.id, at), whole, signal);
    }
  };
  await Promise.all(Array.from({ length: MAX_FILES }, lane));
}
