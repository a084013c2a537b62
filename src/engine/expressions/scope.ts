import type { Span } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import type { Key } from '../random/key.ts';
import type { ColumnType } from '../vector.ts';

/** What is around an expression: the names it may use, and what it is wanted for. */
export interface ExpressionScope {
  /**
   * The recipe of a field of the row, or of a parent by path; else the closest name where there is one; null for a field
   * that has problems of its own, which are reported already.
   */
  resolve(path: readonly string[]): Recipe | { readonly unknown: true; readonly near: string | null } | null;
  /** A variable of the model; undefined if there is none of that name. */
  variable(name: string): null | boolean | string | { readonly value: number; readonly text: string } | undefined;
  readonly variableNames: readonly string[];
  /** The key of a random stream of the field, by purpose. */
  key(purpose: string): Key;
  /** What "now" is, in milliseconds since 1970. */
  readonly now: number;
  /** The type that the field declares; null if it takes whatever the expression gives. */
  readonly expected: ColumnType | null;
}

/** What can be wrong with an expression besides its syntax. */
export type ExpressionCode = 'EXPRESSION_NAME' | 'EXPRESSION_TYPE' | 'EXPRESSION_FUNCTION';

/** Takes a problem with the part of an expression at `at`. */
export type ExpressionReport = (at: Span, code: ExpressionCode, message: string, hint: string) => void;
