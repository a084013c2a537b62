import { isDatabaseAway } from '../entities/database-away.ts';
import type { Log } from '../log.ts';

/** Logs the whole of what callers are not told; a database that is away is no error of ours. */
export function logError(log: Log, err: unknown, message: string): void {
  if (isDatabaseAway(err)) log.warn({ err }, 'the database cannot be reached');
  else log.error({ err }, message);
}
