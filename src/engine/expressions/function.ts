import type { Key } from '../random/key.ts';
import type { ExpressionNode } from './node.ts';
import type { ValueType } from './value-type.ts';

/** What a parameter takes. */
export interface Accepted {
  /** For problems: `a text`. */
  readonly words: string;
  readonly kinds: readonly ValueType['kind'][];
  /** Must be known before the rows. */
  readonly constant?: boolean;
}

export const TEXT: Accepted = { words: 'a text', kinds: ['text', 'uuid'] };
export const CONSTANT_TEXT: Accepted = { ...TEXT, words: 'a text in quotes', constant: true };
export const NUMBER: Accepted = { words: 'a number', kinds: ['integer', 'decimal', 'float'] };
export const INTEGER: Accepted = { words: 'an integer', kinds: ['integer'] };
export const CONSTANT_INTEGER: Accepted = { ...INTEGER, words: 'an integer written as such', constant: true };
export const BOOLEAN: Accepted = { words: 'true or false', kinds: ['boolean'] };
export const DAY: Accepted = { words: 'a date or timestamp', kinds: ['date', 'timestamp'] };
export const MOMENT: Accepted = { words: 'a timestamp or time', kinds: ['timestamp', 'time'] };
export const CALENDAR: Accepted = { words: 'a date, timestamp or time', kinds: ['date', 'timestamp', 'time'] };
export const DAY_OR_TEXT: Accepted = { words: 'a date, timestamp or text', kinds: ['date', 'timestamp', 'text'] };
export const NUMBER_OR_TEXT: Accepted = { words: 'a number or text', kinds: ['integer', 'decimal', 'float', 'text'] };
/** Everything that has a text form. */
export const SCALAR: Accepted = {
  words: 'a single value',
  kinds: ['integer', 'decimal', 'float', 'text', 'uuid', 'boolean', 'date', 'timestamp', 'time'],
};
/** SCALAR, durations and null. */
export const CHOICE: Accepted = { ...SCALAR, kinds: [...SCALAR.kinds, 'duration', 'months', 'null'] };

/** One use of a function. */
export interface FunctionCall {
  /** Reports a problem with one argument and gives null. */
  fail(argument: number, message: string, hint: string): null;
  /** The arguments from the given one on as values of one type; null, and a problem, where they do not fit together. */
  align(args: readonly ExpressionNode[], from: number): ExpressionNode[] | null;
  /** A random stream of this use's own. */
  key(): Key;
  /** What "now" is, in milliseconds since 1970. */
  readonly now: number;
}

/** A function of the expression language. */
export interface ExpressionFunction {
  readonly name: string;
  /** By name, in order. A name with `?` may be left out, one with `…` may stand any number of times; both come last. */
  readonly parameters: Readonly<Record<string, Accepted>>;
  readonly summary: string;
  /** An expression without fields, and its value as text. */
  readonly example: readonly [expression: string, result: string];
  /** Arguments are counted and of accepted kinds; none is the literal null unless that is accepted. */
  build(args: readonly ExpressionNode[], call: FunctionCall): ExpressionNode | null;
}

/** How a function is called: `substring(text, start, length?)`. */
export function signature(entry: ExpressionFunction): string {
  return `${entry.name}(${Object.keys(entry.parameters).join(', ')})`;
}
