import type { DeclaredType, Distribution, Inference, NumberText } from '../../model/index.ts';
import { log } from '../random/elementary.ts';

export type TypeName = Exclude<DeclaredType['kind'], 'enum'>;

/** What fields of some names get, where the user says nothing. */
export interface Rule {
  /**
   * Names in snake case. One that begins with `_` represents names that end so and have words before it; one that ends
   * with `_` for names that begin so.
   */
  readonly names: readonly string[];
  /** Declared types that it is for. */
  readonly types: readonly TypeName[];
  /** Kinds of the thing that has the field, see `kinds.ts`; null if it does not matter. */
  readonly kinds: readonly string[] | null;
  readonly gives: Inference;
}

/** How numbers are spread, and in what steps. */
interface Law {
  readonly distribution?: Distribution;
  readonly step?: number;
}

export const TEXT: readonly TypeName[] = ['string'];
export const WHOLE: readonly TypeName[] = ['integer', 'number', 'decimal', 'string'];
export const NUMERIC: readonly TypeName[] = ['number', 'decimal', 'integer', 'string'];
/** Numbers whose names may mean something else in a text. */
export const COUNTED: readonly TypeName[] = ['integer', 'number', 'decimal'];
export const FRACTION: readonly TypeName[] = ['number', 'decimal', 'string'];
export const BOOLEAN: readonly TypeName[] = ['boolean'];

/** The kinds that are people. */
const PEOPLE = 'person student child';

/** A rule; `names` and `kinds` are words with blanks between them. */
export function rule(names: string, types: readonly TypeName[], gives: Inference, kinds = ''): Rule {
  return { names: split(names), types, kinds: kinds === '' ? null : split(kinds.replace(/\bperson\b/, PEOPLE)), gives };
}

/** A generator of the registry by its canonical name. */
export function generator(name: string, options: Readonly<Record<string, number | string>> = {}): Inference {
  return { kind: 'generator', name, options, few: false };
}

/** A generator of so few values that a unique field needs another. */
export function few(name: string): Inference {
  return { kind: 'generator', name, options: {}, few: true };
}

/** Numbers with bounds as the user would write them: `36.0` has one decimal. */
export function numbers(min: string, max: string, { distribution, step }: Law = {}): Inference {
  const bound = (text: string): NumberText => ({ value: Number(text), text });
  return { kind: 'numbers', min: bound(min), max: bound(max), step: step ?? null, distribution: distribution ?? null };
}

/** Texts and their weights: `open 70, in progress 30`. */
export function choice(weighted: string): Inference {
  const pairs = weighted.split(',').map((pair) => /^\s*(.+) (\d+(?:\.\d+)?)\s*$/.exec(pair) ?? [pair, pair, '1']);
  return {
    kind: 'values',
    values: pairs.map(([, text]) => text),
    weights: pairs.map(([, , weight]) => Number(weight)),
  };
}

/** Numbers and their weights: `5 40, 4 30`. */
export function numberChoice(weighted: string): Inference {
  const pairs = weighted.split(',').map((pair) => pair.trim().split(' '));
  return {
    kind: 'values',
    values: pairs.map(([text]) => ({ value: Number(text), text })),
    weights: pairs.map(([, weight]) => Number(weight)),
  };
}

/** A text with `{@generator}` in it. */
export function template(text: string): Inference {
  return {
    kind: 'template',
    parts: text.split(/(\{@\w+\})/).flatMap((part) => {
      if (part === '') return [];
      return [part.startsWith('{@') ? { generator: part.slice(2, -1) } : { text: part }];
    }),
  };
}

/** An expression of the model language. */
export function expression(text: string): Inference {
  return { kind: 'expression', text };
}

/** In steps, all alike. */
export const even = (step: number): Law => ({ step });

export const normal = (mean: number, stddev: number, step?: number): Law => {
  return { distribution: { name: 'normal', mean, stddev }, ...(step === undefined ? {} : { step }) };
};

/** Skewed to the right around a median; `sigma` is of the logarithms. */
export const skewed = (median: number, sigma: number, step?: number): Law => {
  return { distribution: { name: 'lognormal', mean: log(median), sigma }, ...(step === undefined ? {} : { step }) };
};

/** Falls from the lower bound on; `mean` is counted from there. */
export const falling = (mean: number, step?: number): Law => {
  return { distribution: { name: 'exponential', mean }, ...(step === undefined ? {} : { step }) };
};

export const split = (words: string): readonly string[] => words.trim().split(/\s+/);
