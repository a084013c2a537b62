import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two tries. */
const FIRST = 50;
const LONGEST = 5000;

/** Classes of SQLSTATE that pass: the connection, resources, an operator's doing, a conflict of two transactions. */
const PASSING = ['08', '40', '53', '55', '57', '58'];

/** Whether the same may succeed later. Errors without an SQLSTATE are of the connection, unless they are ours. */
export function passes(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return false;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Some of the system's codes, such as EPIPE, have five letters as well.
  const isState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);
  return !isState || PASSING.includes(code.slice(0, 2));
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
  for (let pause = FIRST; ; pause = Math.min(LONGEST, pause * 2)) {
    try {
      return await act();
    } catch (error) {
      if (!passes(error)) throw error;
      report(error);
      signal.throwIfAborted();
      await wait(pause, undefined, { signal });
    }
  }
}
