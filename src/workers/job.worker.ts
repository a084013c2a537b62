import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../artifacts/open-store.ts';
import { partFormatNames, loadPartFormat } from '../formats/index.ts';
import type { Work, WorkResult } from './host-messages.ts';
import { inspect } from './inspect.ts';
import { jobFailure } from './job-failure.ts';
import { type LoadedSpec, LoadedSpecs } from './loaded-specs.ts';
import type { PartResult } from './model-host.ts';
import { PartState } from './part-state.ts';
import { previewRows } from './preview-rows.ts';
import { resources } from './resources.ts';
import { storePart } from './store-part.ts';
import { loadEntities } from './load-entities.ts';
import type { ThreadAnswer, ThreadJob, ThreadNews, ThreadSettings } from './thread-messages.ts';

const settings: ThreadSettings = workerData;
const store = openStore(settings.store);
const specs = new LoadedSpecs();

// Whatever a first job would load is loaded now.
await Promise.all(partFormatNames.map(loadPartFormat));
resources.words();
resources.places();
module.flushCompileCache?.();
tell({ kind: 'loaded' });

/** Does one job in this thread. Every failure is an answer. */
export default async function run({ id, spec, work, state }: ThreadJob): Promise<ThreadAnswer> {
  try {
    return { ok: true, result: await resultOf(id, work, await specs.get(spec), new PartState(state)) };
  } catch (error) {
    return { ok: false, failure: jobFailure(error) };
  }
}

async function resultOf(id: number, work: Work, loaded: LoadedSpec, state: PartState): Promise<WorkResult> {
  switch (work.kind) {
    case 'inspect': {
      const inspection = inspect(loaded);
      return { kind: 'inspect', inspection, size: JSON.stringify(inspection).length };
    }
    case 'preview':
      return { kind: 'preview', preview: previewRows(loaded, work) };
    case 'part':
      return { kind: 'part', part: await partOf(id, work, loaded, state) };
    case 'load':
      await loadEntities(work, loaded, state, (transaction) => tell({ kind: 'committing', id, transaction }));
      return { kind: 'load' };
  }
}

async function partOf(
  id: number,
  work: Extract<Work, { kind: 'part' }>,
  { makers }: LoadedSpec,
  state: PartState,
): Promise<PartResult> {
  const maker = makers.of(work.entity);
  const writer = store.writer(work.key);
  try {
    storePart(maker, work, writer, state);
    // Nothing of this part is left in the thread's hands but the file.
    tell({ kind: 'made', id });
    return { rows: work.rows, ...(await writer.finish()) };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function tell(news: ThreadNews): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a rule for windows
  parentPort?.postMessage(news);
}
