import { isDatabaseAway } from '../../entities/database-away.ts';
import { isStoreFull } from '../../entities/store-full.ts';
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
  const soon = { retryAfter: '5' };
  if (isDatabaseAway(error)) {
    const message = 'The database cannot be reached now. Try again in a few seconds.';
    return { code: 'DATABASE_UNAVAILABLE', message, ...soon };
  }
  if (isStoreFull(error)) {
    const message =
      'The disk of the gateway is full: nothing was changed. Try again when whoever runs it has made room.';
    return { code: 'STORE_FULL', message, retryAfter: '60' };
  }
  if (!(error instanceof HostFailure && error.reason === 'busy')) return null;
  return { code: 'BUSY', message: 'Models of others are being looked at now. Try again in a few seconds.', ...soon };
}
