import { parentPort, workerData } from 'node:worker_threads';
import { loadMakers } from './load-makers.ts';
import type { WriteFailure, WriteSettings } from './protocol.ts';
import { Turns } from './turns.ts';
import type { WrittenPart } from './turn-queue.ts';
import { writeParts } from './write-parts.ts';

const settings: WriteSettings = workerData;
const turns = new Turns(settings.turns);
const loaded = await loadMakers(settings);
const byName = new Map(loaded.entities.map((entity) => [entity.name, entity]));
const files = settings.files.flatMap(({ entity: name, ...rows }) => {
  const entity = byName.get(name);
  return entity === undefined ? [] : [{ ...rows, entity }];
});

/** Writes this thread's share of the files. Answers when nothing is left to do, or why it had to stop; others have then stopped, too. */
export default function write(): WriteFailure | null {
  try {
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

function tell(part: WrittenPart): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a rule for windows
  parentPort?.postMessage(part);
}
