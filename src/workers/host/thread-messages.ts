import type { StoreSettings } from '../../artifacts/store.ts';
import type { TransactionId } from '../../targets/index.ts';
import type { WorkResult, Work } from './messages.ts';
import type { JobFailure } from './job-failure.ts';
import type { SharedSpec } from '../programs/loaded-specs.ts';

/** What a thread is started with. */
export interface ThreadSettings {
  readonly store: StoreSettings;
}

/** A job as a thread gets it. */
export interface ThreadJob {
  readonly id: number;
  readonly spec: SharedSpec;
  readonly work: Work;
  /** Memory of the job's PartState. */
  readonly state: SharedArrayBuffer;
}

export type ThreadAnswer =
  | { readonly ok: true; readonly result: WorkResult }
  | { readonly ok: false; readonly failure: JobFailure };

/** What a thread says beside its answers. */
export type ThreadNews =
  /** It has loaded its modules. */
  | { readonly kind: 'loaded' }
  /** The rows of a part are made and written: while the disk syncs them the thread can do something else. */
  | { readonly kind: 'made'; readonly id: number }
  /** All rows of a load are there: it waits for its state to permit the commit. */
  | { readonly kind: 'committing'; readonly id: number; readonly transaction: TransactionId };
