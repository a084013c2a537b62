import type { Log } from '../../log.ts';
import { passingError } from './passing-error.ts';

/** Statuses that requests are refused with. */
export type RefusedStatus = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;

/** A request that is refused. Middleware throws it, and the `onError` of each front answers it in the form of that front. */
export class Refused extends Error {
  readonly status: RefusedStatus;
  /** Stable and in upper case, for programs. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: RefusedStatus, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** What the client is told of any error. One that nobody foresaw is logged, and nothing of it is told. */
export function refusalOf(error: unknown, log: Log): Refused {
  if (error instanceof Refused) return error;
  logError(log, error, 'a request failed');
  const passing = passingError(error);
  if (passing === null) return new Refused(500, 'INTERNAL', 'Something went wrong here, and was logged.');
  return new Refused(passing.status, passing.code, passing.message, { 'retry-after': passing.retryAfter });
}

/**
 * Logs the whole of what callers are not told. What may be over soon, such as a database that is away, is no error of ours; that a
 * client left before its request was read is nobody's.
 */
export function logError(log: Log, err: unknown, message: string): void {
  if (isClientGone(err)) return;
  const passing = passingError(err);
  if (passing === null) log.error({ err }, message);
  else log.warn({ err }, passing.message);
}

/** In Node's words, and in those of Hono's adapter. A database that breaks its connection says more than that. */
function isClientGone(error: unknown): boolean {
  return error instanceof Error && /^(?:aborted|Client connection prematurely closed\.)$/.test(error.message);
}
