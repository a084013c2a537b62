import type { Log } from '../../log.ts';
import { passingError } from '../graphql/passing-error.ts';

/** Logs the whole of what callers are not told; what may be over soon, such as a database that is away, is no error of ours. */
export function logError(log: Log, err: unknown, message: string): void {
  const passing = passingError(err);
  if (passing === null) log.error({ err }, message);
  else log.warn({ err }, passing.message);
}
