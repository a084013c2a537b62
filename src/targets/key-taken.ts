import { TargetFailure } from './failure.ts';

/** What is said of a key that two rows share, before it is known which ones. */
export const KEY_TAKEN = 'two rows have the same key';

/** What is said of a reference that leads nowhere. A row that is there may lack another column of the reference. */
export const MISSING_ROW =
  'a reference refers to a row that does not exist: load its table as well; where it is loaded, take all columns of the reference from one row, as $ref: { a: Entity.a, b: Entity.b } and $lookup do';

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
