import type { JobFailure } from './job-failure.ts';
import type { FabricateResult } from '../../dialects/index.ts';
import type { TransactionId } from '../../targets/index.ts';
import type {
  ImportedText,
  Inspection,
  LoadJob,
  ModelHostSettings,
  PartResult,
  PartWork,
  Preview,
  PreviewRequest,
  InlinedModel,
  KeptOutside,
} from './model-host.ts';

/** What is asked of a thread, the model left out. */
export type Work =
  /** `key` is where the store has room for a sample. */
  | { readonly kind: 'inspect'; readonly key: string }
  | { readonly kind: 'faults'; readonly entities: readonly string[] }
  | { readonly kind: 'inline'; readonly kept: KeptOutside }
  /** Its spec is a FabricateRequest. */
  | { readonly kind: 'fabricate' }
  /** Its spec is an ImportRequest. */
  | { readonly kind: 'import' }
  | ({ readonly kind: 'preview' } & Omit<PreviewRequest, 'model'>)
  | ({ readonly kind: 'part' } & PartWork)
  | ({ readonly kind: 'load' } & Omit<LoadJob, 'spec'>);

/** What comes of it, by the kind of work. `size` is the length of the inspection's JSON. */
export type WorkResult =
  | { readonly kind: 'inspect'; readonly inspection: Inspection; readonly size: number }
  | { readonly kind: 'faults'; readonly faults: readonly string[] }
  | { readonly kind: 'inline'; readonly inlined: InlinedModel }
  | { readonly kind: 'fabricate'; readonly read: FabricateResult }
  | { readonly kind: 'import'; readonly imported: ImportedText }
  | { readonly kind: 'preview'; readonly preview: Preview }
  | { readonly kind: 'part'; readonly part: PartResult }
  | { readonly kind: 'load' };

/** What the gateway tells the host's process. */
export type ToChild =
  /** The first message. */
  | { readonly kind: 'open'; readonly settings: ModelHostSettings }
  /** `slow` where it is a call for the threads of a lower priority. */
  | { readonly kind: 'run'; readonly id: number; readonly spec: string; readonly work: Work; readonly slow: boolean }
  /** The answer to `want`, or `cancel` where nobody waits for the job any more. */
  | { readonly kind: 'spec'; readonly job: number; readonly json: Uint8Array }
  | { readonly kind: 'cancel'; readonly id: number }
  /** The answer to `committing`, or `cancel` where the load shall not be. */
  | { readonly kind: 'commit'; readonly id: number };

/** What the host's process tells the gateway. */
export type FromChild =
  /**
   * So many threads have loaded their modules, and so many of those for slow calls: told when all of the first have, and whenever
   * one of the numbers changes afterwards.
   */
  | { readonly kind: 'ready'; readonly threads: number; readonly slow: number }
  /** A spec that a job names is not known, or no longer. */
  | { readonly kind: 'want'; readonly job: number }
  /** From now on the job is at risk, and a risk. */
  | { readonly kind: 'started'; readonly id: number }
  /** Rows done, of the parts where they changed. */
  | { readonly kind: 'progress'; readonly rows: readonly (readonly [id: number, rows: number])[] }
  /** How long a thread has worked on a call so far, in milliseconds of a processor. */
  | { readonly kind: 'used'; readonly id: number; readonly milliseconds: number }
  /** All rows of a load are there, and wait. */
  | { readonly kind: 'committing'; readonly id: number; readonly transaction: TransactionId }
  | { readonly kind: 'done'; readonly id: number; readonly result: WorkResult }
  /** `lost` where its thread is gone. */
  | { readonly kind: 'failed'; readonly id: number; readonly failure: JobFailure; readonly lost: boolean };
