import { TargetFailure } from './failure.ts';

/** What is said of a key that two rows share, before it is known which ones. */
export const KEY_TAKEN = 'two rows have the same key';

const UNIQUE = 'mark its field unique in the model, or make its fields the $key';
const REPEATED = `the table was empty before, so rows of this load repeat a key: ${UNIQUE}`;
const PERHAPS_THERE = 'an existing row may have the key: load with mode truncate, or rows with other keys';
const UNKNOWN = `${PERHAPS_THERE}; in an empty table, rows of this load repeat a key: ${UNIQUE}`;

/**
 * A failure whose key is taken with what to do about it; any other comes back as it is.
 * @param hadRows whether the table had rows when the load began; null where nobody knows.
 */
export function withAdvice(failure: unknown, hadRows: boolean | null): unknown {
  if (!(failure instanceof TargetFailure) || failure.code !== 'KEY_TAKEN') return failure;
  const advice = hadRows === null ? UNKNOWN : hadRows ? PERHAPS_THERE : REPEATED;
  return new TargetFailure(failure.code, `${failure.message}: ${advice}`, failure.problems, failure.table);
}
