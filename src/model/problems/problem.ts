/** Where something stands in the document: 1-based line and column, and the range of UTF-16 offsets. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** Where a problem stands that has no place in the document. */
export const BEGINNING: Span = { line: 1, column: 1, start: 0, end: 0 };

/** Something wrong, or doubtful, with a model. Messages name what the user wrote as names, never values of data. */
export interface Problem {
  /** Stable, upper snake case; every code stands in `problem-codes.ts`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
  /** Of the thing in question, such as `Order.user_id`; empty for the document. */
  readonly path: string;
  readonly message: string;
  /** What to try; empty where the message says it all. */
  readonly hint: string;
}
