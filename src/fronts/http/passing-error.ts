import { isDatabaseAway } from '../../entities/database-away.ts';
import { isStoreFull } from '../../entities/store-full.ts';
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
  if (isDatabaseAway(error)) {
    const message = 'The database cannot be reached now. Try again in a few seconds.';
    return { code: 'DATABASE_UNAVAILABLE', message, ...soon };
  }
  if (isStoreFull(error)) {
    const message =
      'The disk of the gateway is full: nothing was changed. Try again when whoever runs it has made room.';
    return { code: 'STORE_FULL', message, status: 503, retryAfter: '60' };
  }
  if (!(error instanceof HostFailure)) return null;
  if (error.reason === 'busy') {
    return { code: 'BUSY', message: 'Models of others are being looked at now. Try again in a few seconds.', ...soon };
  }
  if (error.reason !== 'spent') return null;
  const retryAfter = String(error.retryAfter);
  const message = `This key has used up its time for looking at models. Try again in ${retryAfter} s, with smaller models.`;
  return { code: 'RATE_LIMITED', message, status: 429, retryAfter };
}
