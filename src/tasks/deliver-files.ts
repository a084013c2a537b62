import { manifestOf } from '../artifacts/manifest.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import { deliver, socketsFor } from '../buckets/index.ts';
import type { Task, TaskDestination } from '../entities/task.ts';
import { loadFormat } from '../formats/index.ts';
import { TargetFailure, type TargetPolicy } from '../targets/index.ts';
import { version } from '../version.ts';
import { newArtifact } from './new-artifact.ts';
import { partKey, type StoredPart } from './stored-parts.ts';

/**
 * Writes the files of a task, all of whose parts are stored, to its destination. It may be done again, and by anybody: the bytes are
 * the same, and a file that is there already is not written again. Throws a TargetFailure, the error of the store, or the reason
 * of the signal.
 * @param partsOf the parts of a file of the plan, in order.
 */
export async function deliverFiles(
  task: Task,
  destination: TaskDestination,
  partsOf: (file: number) => readonly StoredPart[],
  { store, targets }: { readonly store: ArtifactStore; readonly targets: TargetPolicy },
  signal: AbortSignal,
): Promise<void> {
  const { vault, networks } = targets;
  if (vault === null)
    throw new TargetFailure('PASSWORD_UNREADABLE', 'stored passwords cannot be read without ROWMILL_SECRET_KEY');
  const place = { ...destination, secretAccessKey: vault.open(destination.secretAccessKey, task.id) };
  const { mediaType } = await loadFormat(task.format);
  const files = task.plan.files.map((file, at) => {
    const { entity, rows, bytes, crc32, contentType } = newArtifact(file, at, partsOf(at), mediaType);
    const pieces = partsOf(at).map((part) => ({ key: partKey(task.id, part), bytes: part.bytes }));
    return { name: file.name, entity, rows, bytes, digest: crc32, contentType, pieces };
  });
  const manifest = manifestOf(
    { format: task.format, rowmill: version(), engine: task.engineVersion, seed: task.seed },
    files.map(({ name, entity, rows, bytes, digest }) => ({ entity, path: name, rows, bytes, crc32: digest })),
  );
  const makeSocket = socketsFor(place, networks);
  await deliver(place, { store, files, manifest, task: task.id }, { makeSocket, signal });
}
