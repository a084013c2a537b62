import { TargetFailure } from './failure.ts';

/** What is said of a key that two rows share, before it is known which ones. */
export const KEY_TAKEN = 'two rows have the same key';

/** What is said of a row that an exclusion constraint does not allow beside another. */
export const EXCLUDED =
  'a row violates an exclusion constraint: times of a parent that do not overlap are made by $slot, as stay: { $slot: room_id, $span: 2025-01-01..2025-12-31, $length: 1h }';

/** What is said of a reference that leads nowhere. A row that is there may lack another column of the reference. */
export const MISSING_ROW =
  'a reference refers to a row that does not exist: load its table as well; where it is loaded, take all columns of the reference from one row, as $ref: { a: Entity.a, b: Entity.b } and $lookup do, or let it refer to rows that fit, as { $ref: User.id, $where: "tenant_id = tenant_id" } does';

/** What is known of a key that two rows share. */
export interface TakenKey {
  /** Whether the table had rows when the load began; null where nobody knows. */
  readonly hadRows: boolean | null;
  /** Its columns, where they are known. */
  readonly columns: readonly string[];
  /** Whether it is a single integer. */
  readonly isNumber: boolean;
}

/** A failure whose key is taken with what to do about it; any other comes back as it is. */
export function withAdvice(failure: unknown, { hadRows, columns, isNumber }: TakenKey): unknown {
  if (!(failure instanceof TargetFailure) || failure.code !== 'KEY_TAKEN') return failure;
  const start = isNumber ? `, such as a sequence that starts higher: $options: { start: … } of ${columns[0]}` : '';
  const perhaps = `an existing row may have the key: load with mode truncate, or rows with other keys${start}`;
  const unique = uniqueBy(columns);
  const repeated = `the table was empty before, so rows of this load repeat a key: ${unique}`;
  const unknown = `${perhaps}; in an empty table, rows of this load repeat a key: ${unique}`;
  const advice = hadRows === null ? unknown : hadRows ? perhaps : repeated;
  const { code, message, problems, table, constraint } = failure;
  const place = columns.length === 0 ? '' : ` on ${columns.join(', ')}`;
  return new TargetFailure(code, `${message}${place}: ${advice}`, problems, table, constraint);
}

function uniqueBy(columns: readonly string[]): string {
  if (columns.length === 1) return `mark its field unique in the model: ${columns[0]}: { …, $unique: true }`;
  if (columns.length === 0) return 'mark its field unique in the model, or make its fields the $key';
  const list = `[${columns.join(', ')}]`;
  return `mark its field unique in the model, or make its fields the $key: ${list}, or write $unique: ${list}`;
}
