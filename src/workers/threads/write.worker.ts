import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { loadPartFormat } from '../../formats/index.ts';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { FileRows } from '../../engine/plan.ts';
import { loadMakers } from './load-makers.ts';
import type { FilesToWrite, NamedRows, WriteFailure, WriteRequest, WriteSettings } from './protocol.ts';
import { Turns } from './turns.ts';
import type { WrittenPart } from './turn-queue.ts';
import { type WrittenWhole, writeWholeFiles } from './whole-files.ts';
import { writeParts } from './write-parts.ts';

const settings: WriteSettings = workerData;
const turns = new Turns(settings.turns);
await loadPartFormat(settings.format);

/**
 * Writes this thread's share of files. Answers when nothing is left to do, or why it had to stop; others have then stopped, too.
 */
export default async function write({ model, port }: WriteRequest): Promise<WriteFailure | null> {
  try {
    const asked = once(port, 'message');
    const loaded = await loadMakers({ ...settings, model });
    const [files]: FilesToWrite<NamedRows>[] = await asked;
    port.close();
    const { whole, shared } = filesOf(loaded.entityOf, files);
    for (const file of writeWholeFiles(whole, loaded, turns)) {
      if (file !== null) tell(file);
      if (turns.stopped) return null;
    }
    for (const step of writeParts(shared, loaded, turns, false)) {
      if (turns.stopped) return null;
      if (typeof step === 'number') turns.sleep(step);
      else if (loaded.format.partBatches !== undefined) tell(step);
    }
    return null;
  } catch (error) {
    turns.stop();
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    const failure = { message: error.message, code: String(error.code), syscall: String(error.syscall) };
    return 'file' in error ? { ...failure, file: String(error.file) } : failure;
  }
}

function filesOf(
  entityOf: (name: string) => CompiledEntity | undefined,
  { whole, shared }: FilesToWrite<NamedRows>,
): FilesToWrite {
  const rowsOf = ({ entity: name, ...rows }: NamedRows): FileRows => {
    const entity = entityOf(name);
    if (entity === undefined) throw new Error('a file of an unknown entity was asked for');
    return { ...rows, entity };
  };
  return {
    whole: whole.map(({ rows, path }) => ({
      path,
      // Most files are taken by other threads, which compile their entities.
      get rows() {
        return rowsOf(rows);
      },
    })),
    shared: shared.map(rowsOf),
  };
}

function tell(written: WrittenPart | WrittenWhole): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a rule for windows
  parentPort?.postMessage(written);
}
