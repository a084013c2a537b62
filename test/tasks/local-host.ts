import { randomUUID } from 'node:crypto';
import type { ArtifactStore } from '../../src/artifacts/store.ts';
import { faultsOf } from '../../src/workers/making/faults-of.ts';
import { inspect } from '../../src/workers/making/inspect.ts';
import type { TransactionId } from '../../src/targets/index.ts';
import { loadEntities } from '../../src/workers/making/load-entities.ts';
import { LoadedSpecs, type LoadedParts, type LoadedSpec } from '../../src/workers/programs/loaded-specs.ts';
import { makePiece } from '../../src/workers/making/make-piece.ts';
import type {
  GenerationSpec,
  ImportedText,
  ImportRequest,
  InlinedModel,
  KeptOutside,
  Inspection,
  LoadEvents,
  LoadJob,
  ModelHost,
  PartJob,
  PartResult,
  Preview,
  PreviewRequest,
} from '../../src/workers/host/model-host.ts';
import { type FabricateRequest, type FabricateResult, readFabricate } from '../../src/dialects/index.ts';
import { importedText } from '../../src/workers/making/imported-text.ts';
import { inlinedModel } from '../../src/workers/making/inlined-model.ts';
import type { ModelRequest } from '../../src/workers/programs/model-request.ts';
import { PartState } from '../../src/workers/making/part-state.ts';
import { previewRows } from '../../src/workers/making/preview-rows.ts';
import { specText } from '../../src/workers/host/spec-text.ts';

/** A host without a child process: the same bytes, made here, with hooks for whatever may happen to a part. */
export class LocalHost implements ModelHost {
  readonly threads = 2;
  readonly pid = undefined;
  /** Keys of parts that were made, in the order they began. */
  readonly begun: string[] = [];
  /** Called before a part is made: it may wait, or throw. */
  before: (job: PartJob, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  /** Calls in flight. */
  inFlight = 0;
  readonly #store: ArtifactStore;
  readonly #specs = new LoadedSpecs();
  readonly #partRows: number;

  /** @param partRows rows of a part. */
  constructor(store: ArtifactStore, partRows: number) {
    this.#store = store;
    this.#partRows = partRows;
  }

  async inspect(spec: GenerationSpec): Promise<Inspection> {
    const inspection = inspect(await this.#load(spec), () => this.#store.file(`samples/${randomUUID()}`).path);
    return { ...inspection, entities: inspection.entities.map((entity) => ({ ...entity, partRows: this.#partRows })) };
  }

  async preview({ model, ...range }: PreviewRequest): Promise<Preview> {
    return previewRows(await this.#loadParts({ model, format: 'jsonl', options: {} }), range);
  }

  async faults(spec: GenerationSpec, entities: readonly string[]): Promise<readonly string[]> {
    return faultsOf(await this.#load(spec), entities);
  }

  async readFabricate(request: FabricateRequest): Promise<FabricateResult> {
    return await Promise.resolve(readFabricate(request));
  }

  async inline(model: ModelRequest, kept: KeptOutside): Promise<InlinedModel> {
    return inlinedModel(await this.#load({ model, format: 'csv', options: {} }), kept);
  }

  async importText(request: ImportRequest): Promise<ImportedText> {
    return await importedText(request);
  }

  async makePart(job: PartJob, progress: (rows: number) => void, signal: AbortSignal): Promise<PartResult> {
    this.begun.push(job.key);
    this.inFlight++;
    try {
      signal.throwIfAborted();
      await Promise.race([this.before(job, signal), aborted(signal)]);
      const made = await makePiece(job, await this.#load(job.spec), this.#store, new PartState(), () => undefined);
      progress(made.rows);
      signal.throwIfAborted();
      return made;
    } finally {
      this.inFlight--;
    }
  }

  async load(job: LoadJob, events: LoadEvents, signal: AbortSignal): Promise<void> {
    const state = new PartState();
    signal.addEventListener('abort', () => state.cancel());
    const ask = async (transaction: TransactionId): Promise<void> => {
      try {
        await events.committing(transaction);
        state.permit();
      } catch {
        state.cancel();
      }
    };
    try {
      await loadEntities(job, await this.#loadParts(job.spec), state, (transaction) => void ask(transaction));
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #loadParts(spec: GenerationSpec): Promise<LoadedParts> {
    const loaded = await this.#load(spec);
    if (loaded.piece !== 'part') throw new Error('a format of parts was expected');
    return loaded;
  }

  async #load(spec: GenerationSpec): Promise<LoadedSpec> {
    const { id, json } = specText(spec);
    const shared = new SharedArrayBuffer(json.length);
    new Uint8Array(shared).set(json);
    return await this.#specs.get({ id, json: shared });
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
