import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../../artifacts/open-store.ts';
import { formatNames, loadFormat } from '../../formats/index.ts';
import type { Work, WorkResult } from './messages.ts';
import { faultsOf } from '../making/faults-of.ts';
import { inspect } from '../making/inspect.ts';
import { jobFailure } from './job-failure.ts';
import type { ImportRequest } from './model-host.ts';
import type { FabricateRequest } from '../../dialects/index.ts';
import { type LoadedSpec, LoadedSpecs } from '../programs/loaded-specs.ts';
import { makePiece } from '../making/make-piece.ts';
import { PartState } from '../making/part-state.ts';
import { previewRows } from '../making/preview-rows.ts';
import { inlinedModel } from '../making/inlined-model.ts';
import { resources } from '../programs/resources.ts';
import { loadEntities } from '../making/load-entities.ts';
import type { ThreadAnswer, ThreadJob, ThreadNews, ThreadSettings } from './thread-messages.ts';

type ImportKind = 'fabricate' | 'import';

const settings: ThreadSettings = workerData;
const store = openStore(settings.store);
const specs = new LoadedSpecs();

// Whatever a first job would load is loaded now.
await Promise.all(formatNames.map(loadFormat));
resources.words();
resources.places();
module.flushCompileCache?.();
tell({ kind: 'loaded' });

/** Does one job in this thread. Every failure is an answer. */
export default async function run({ id, spec, work, state }: ThreadJob): Promise<ThreadAnswer> {
  try {
    const result =
      work.kind === 'fabricate' || work.kind === 'import'
        ? await importOf(work.kind, Buffer.from(spec.json).toString())
        : await resultOf(id, work, await specs.get(spec), new PartState(state));
    return { ok: true, result };
  } catch (error) {
    return { ok: false, failure: jobFailure(error) };
  }
}

/** Few threads ever import anything: what that takes is loaded by the first. */
async function importOf(kind: ImportKind, spec: string): Promise<WorkResult> {
  if (kind === 'fabricate') {
    const { readFabricate } = await import('../../dialects/index.ts');
    const request: FabricateRequest = JSON.parse(spec);
    return { kind, read: readFabricate(request) };
  }
  const { importedText } = await import('../making/imported-text.ts');
  const request: ImportRequest = JSON.parse(spec);
  return { kind, imported: await importedText(request) };
}

async function resultOf(
  id: number,
  work: Exclude<Work, { kind: ImportKind }>,
  loaded: LoadedSpec,
  state: PartState,
): Promise<WorkResult> {
  switch (work.kind) {
    case 'inspect': {
      const inspection = inspect(loaded, () => store.file(work.key).path);
      return { kind: 'inspect', inspection, size: JSON.stringify(inspection).length };
    }
    case 'faults':
      return { kind: 'faults', faults: faultsOf(loaded, work.entities) };
    case 'inline':
      return { kind: 'inline', inlined: inlinedModel(loaded, work.kept) };
    case 'preview':
      if (loaded.piece !== 'part') throw new Error('a preview is of a format of parts');
      return { kind: 'preview', preview: previewRows(loaded, work) };
    case 'part':
      // Nothing of a part that is made is left in the thread's hands but the file.
      return { kind: 'part', part: await makePiece(work, loaded, store, state, () => tell({ kind: 'made', id })) };
    case 'load':
      if (loaded.piece !== 'part') throw new Error('a load is of a format of parts');
      await loadEntities(work, loaded, state, (transaction) => tell({ kind: 'committing', id, transaction }));
      return { kind: 'load' };
  }
}

function tell(news: ThreadNews): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a rule for windows
  parentPort?.postMessage(news);
}
