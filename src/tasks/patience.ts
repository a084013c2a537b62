import { setTimeout as wait } from 'node:timers/promises';
import { isDatabaseAway } from '../entities/database/database-away.ts';
import { RunEnd } from './run-end.ts';

/** Milliseconds between two tries. */
const FIRST = 50;
const MAX_PAUSE = 5000;
/** Tries of what fails for a reason that nobody knows: it may pass, and must not be waited for for ever. */
const MAX_DOUBTS = 8;

/** Classes of SQLSTATE that pass: the connection, resources, an operator's doing, a conflict of two transactions. */
const PASSING = ['08', '40', '53', '55', '57', '58'];
/** A statement that took too long, or that somebody ended: it may take as long each time. */
const ENDED = '57014';

/** Whether the same may succeed later; `doubtful` where nothing is known of the error. */
export function passes(error: unknown): 'yes' | 'no' | 'doubtful' {
  const isOurs = [TypeError, RangeError, SyntaxError, RunEnd].some((type) => error instanceof type);
  if (isOurs) return 'no';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Some of the system's codes, such as EPIPE, have five letters as well.
  const isState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);
  if (isState && code !== ENDED) return PASSING.includes(code.slice(0, 2)) ? 'yes' : 'no';
  return isDatabaseAway(error) ? 'yes' : 'doubtful';
}

/**
 * Does something with the database until it succeeds, with pauses that grow. Throws what does not pass, and the signal's reason
 * where a try fails after it was aborted.
 * @param report gets each error that is waited out.
 */
export async function patiently<T>(
  act: () => Promise<T>,
  signal: AbortSignal,
  report: (error: unknown) => void,
): Promise<T> {
  let doubts = 0;
  for (let pause = FIRST; ; pause = Math.min(MAX_PAUSE, pause * 2)) {
    try {
      return await act();
    } catch (error) {
      const answer = passes(error);
      if (answer === 'doubtful') doubts++;
      if (answer === 'no' || doubts > MAX_DOUBTS) throw error;
      report(error);
      signal.throwIfAborted();
      await wait(pause, undefined, { signal });
    }
  }
}
