import { isDatabaseAway } from '../../entities/database-away.ts';
import { HostFailure } from '../../workers/host/model-host.ts';

/** What callers are told, with HTTP 503, of an error that may be over when they try again. */
export interface PassingError {
  readonly code: string;
  readonly message: string;
  /** Seconds until then, as a header's value. */
  readonly retryAfter: string;
}

/** Null where an error is of another kind. */
export function passingError(error: unknown): PassingError | null {
  const passing = (code: string, what: string): PassingError => {
    return { code, message: `${what} Try again in a few seconds.`, retryAfter: '5' };
  };
  if (isDatabaseAway(error)) return passing('DATABASE_UNAVAILABLE', 'The database is currently unavailable.');
  if (!(error instanceof HostFailure && error.reason === 'busy')) return null;
  return passing('BUSY', 'The gateway is busy with other models.');
}
