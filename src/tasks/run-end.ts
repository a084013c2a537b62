import { StoreError } from '../artifacts/store-error.ts';
import type { TaskError } from '../entities/task.ts';
import { isPassing, TargetFailure } from '../targets/index.ts';
import { HostFailure } from '../workers/host/model-host.ts';

/** Why a run ends before all its parts are made. Thrown, and the reason of its abort signal. */
export type RunEndReason =
  /** A user wants the task no more. */
  | 'canceled'
  /** The node is being stopped. */
  | 'stopped'
  /** Somebody else has claimed the task. */
  | 'lost'
  | { readonly failure: TaskError }
  /** Nothing is wrong with the task, and nothing was done: it may succeed when it is begun again a little later. */
  | { readonly setback: TaskError };

export class RunEnd extends Error {
  readonly reason: RunEndReason;

  constructor(reason: RunEndReason, options?: ErrorOptions) {
    super(messageOf(reason), options);
    this.name = 'RunEnd';
    this.reason = reason;
  }
}

function messageOf(reason: RunEndReason): string {
  if (typeof reason === 'string') return `the run was ${reason}`;
  return 'setback' in reason ? reason.setback.message : reason.failure.message;
}

/** A failure for the owner of a task: without data and without secrets. */
export const failed = (code: string, message: string, options?: ErrorOptions): RunEnd =>
  new RunEnd({ failure: { code, message } }, options);

export const INTERNAL = 'an internal error ended the task: the operator can find it in the log';

const STORAGE = 'the store is full, or cannot be read or written: contact the operator';

/** Errors of the file system name a path; those of connections to databases do not. */
const isOfStore = (error: unknown): boolean =>
  error instanceof StoreError || (error instanceof Error && 'syscall' in error && 'path' in error);

/** What an error of a run means for its task. */
export function runEndOf(error: unknown): RunEnd {
  if (error instanceof RunEnd) return error;
  const options = { cause: error };
  if (error instanceof TargetFailure) {
    const { code, message, problems } = error;
    const failure = { code, message, ...(problems.length > 0 ? { problems } : {}) };
    return new RunEnd(isPassing(code) ? { setback: failure } : { failure }, options);
  }
  if (isOfStore(error)) return failed('STORAGE', STORAGE, options);
  if (!(error instanceof HostFailure)) return failed('INTERNAL', INTERNAL, options);
  switch (error.reason) {
    case 'closed':
      return new RunEnd('stopped', options);
    case 'too-large':
      return failed('PART_TOO_LARGE', error.message, options);
    case 'storage':
      return failed('STORAGE', STORAGE, options);
    case 'timeout':
      return failed('PART_TIMEOUT', 'a part of the task took too long to generate', options);
    case 'crashed':
      return failed(
        'CRASH_LOOP',
        'the process that generated a part crashed repeatedly: make the rows smaller',
        options,
      );
    case 'busy':
    case 'failed':
    case 'spent':
      return failed('INTERNAL', INTERNAL, options);
  }
}
