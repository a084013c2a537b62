import { parentPort, workerData } from 'node:worker_threads';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import { allRows, type FileRows } from '../../engine/plan.ts';
import { loadPartFormat } from '../../formats/index.ts';
import { loadMakers } from './load-makers.ts';
import type { WriteFailure, WriteRequest, WriteSettings } from './protocol.ts';
import { Turns } from './turns.ts';
import type { WrittenPart } from './turn-queue.ts';
import { writeParts } from './write-parts.ts';

const settings: WriteSettings = workerData;
const turns = new Turns(settings.turns);
await loadPartFormat(settings.format);

/**
 * Writes this thread's share of files. Answers when nothing is left to do, or why it had to stop; others have then stopped, too.
 */
export default async function write({ model, files: named }: WriteRequest): Promise<WriteFailure | null> {
  try {
    const loaded = await loadMakers({ ...settings, model });
    const files = filesOf(loaded.entities, named);
    for (const step of writeParts(files, loaded, turns, false)) {
      if (turns.stopped) return null;
      if (typeof step === 'number') turns.sleep(step);
      else if (loaded.format.partBatches !== undefined) tell(step);
    }
    return null;
  } catch (error) {
    turns.stop();
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    return { message: error.message, code: String(error.code), syscall: String(error.syscall) };
  }
}

function filesOf(entities: readonly CompiledEntity[], named: WriteRequest['files']): readonly FileRows[] {
  if (named === null) return entities.map(allRows);
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  return named.flatMap(({ entity: name, ...rows }) => {
    const entity = byName.get(name);
    return entity === undefined ? [] : [{ ...rows, entity }];
  });
}

function tell(part: WrittenPart): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a rule for windows
  parentPort?.postMessage(part);
}
