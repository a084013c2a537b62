import { isDatabaseAway } from '../../entities/database-away.ts';
import { HostFailure } from '../../workers/host/model-host.ts';

/** What callers are told of an error that may be over when they try again. */
export interface PassingError {
  readonly code: string;
  readonly message: string;
  /** Of HTTP. */
  readonly status: 429 | 503;
  /** Seconds until then, as a header's value. */
  readonly retryAfter: string;
}

/** Null where an error is of another kind. */
export function passingError(error: unknown): PassingError | null {
  const passing = (code: string, what: string): PassingError => {
    return { code, message: `${what} Try again in a few seconds.`, status: 503, retryAfter: '5' };
  };
  if (isDatabaseAway(error)) return passing('DATABASE_UNAVAILABLE', 'The database cannot be reached now.');
  if (!(error instanceof HostFailure)) return null;
  if (error.reason === 'busy') return passing('BUSY', 'Models of others are being looked at now.');
  if (error.reason !== 'spent') return null;
  const retryAfter = String(error.retryAfter);
  const message = `This key has used up its time for looking at models. Try again in ${retryAfter} s, with smaller models.`;
  return { code: 'RATE_LIMITED', message, status: 429, retryAfter };
}
