import { UnfitValue } from '../../formats/index.ts';
import { type TargetCode, TargetFailure, type TargetProblem } from '../../targets/index.ts';
import { StoreError } from '../../artifacts/store-error.ts';
import type { HostFailureReason } from './model-host.ts';

/** Why a thread has no result: plain data, for errors lose their properties between threads. */
export interface JobFailure {
  readonly reason: HostFailureReason | 'canceled';
  /** For callers: no data, no paths. */
  readonly message: string;
  /** For the log: the whole error. */
  readonly detail?: string;
  /** Of a TargetFailure. */
  readonly target?: { readonly code: TargetCode; readonly problems: readonly TargetProblem[] };
}

/** Ends a job with a reason that is known. */
export class JobStopped extends Error {
  readonly reason: JobFailure['reason'];

  constructor(reason: JobFailure['reason'], message: string) {
    super(message);
    this.name = 'JobStopped';
    this.reason = reason;
  }
}

/** What an error means to whoever asked for the job. */
export function jobFailure(error: unknown): JobFailure {
  if (error instanceof JobStopped) return { reason: error.reason, message: error.message };
  if (error instanceof UnfitValue) return { reason: 'failed', message: error.message };
  if (error instanceof TargetFailure) {
    const { message, code, problems } = error;
    return { reason: 'failed', message, target: { code, problems } };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (error instanceof StoreError) {
    return { reason: 'storage', message: `the part could not be stored (${error.code})`, detail };
  }
  if (error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string') {
    return { reason: 'storage', message: `the part could not be stored (${error.code})`, detail };
  }
  if (error instanceof RangeError && error.message.includes('allocation failed')) {
    return { reason: 'too-large', message: 'there is not enough memory for the rows: make them smaller', detail };
  }
  return { reason: 'failed', message: 'an internal error: see the log', detail };
}
