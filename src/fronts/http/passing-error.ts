import { StoreError } from '../../artifacts/store-error.ts';
import { isDatabaseAway } from '../../entities/database/database-away.ts';
import { isStoreFull } from '../../entities/database/store-full.ts';
import { HostFailure } from '../../workers/host/model-host.ts';

/** What callers are told of an error that may be over when they try again. */
export interface PassingError {
  readonly code: string;
  readonly message: string;
  /** The status of HTTP. */
  readonly status: 429 | 503;
  /** Seconds until then, as a header's value. */
  readonly retryAfter: string;
}

/** Null where an error is of another kind. */
export function passingError(error: unknown): PassingError | null {
  const soon = { status: 503, retryAfter: '5' } as const;
  // Its cause may be a connection that was refused, as that of a database.
  if (error instanceof StoreError && error.code !== 'ENOENT') {
    const message = 'The store of artifacts is currently unavailable. Try again in a few seconds.';
    return { code: 'STORE_UNAVAILABLE', message, ...soon };
  }
  if (isDatabaseAway(error)) {
    const message = 'The database is currently unavailable. Try again in a few seconds.';
    return { code: 'DATABASE_UNAVAILABLE', message, ...soon };
  }
  if (isStoreFull(error)) {
    const message = 'The disk of the gateway is full: nothing was changed. Try again after its operator has made room.';
    return { code: 'STORE_FULL', message, status: 503, retryAfter: '60' };
  }
  if (!(error instanceof HostFailure)) return null;
  if (error.reason === 'busy') {
    return { code: 'BUSY', message: 'The gateway is busy with other models. Try again in a few seconds.', ...soon };
  }
  if (error.reason !== 'spent') return null;
  const retryAfter = String(error.retryAfter);
  const message = `This API key has used up its time for checking models. Try again in ${retryAfter} s, with smaller models.`;
  return { code: 'RATE_LIMITED', message, status: 429, retryAfter };
}
