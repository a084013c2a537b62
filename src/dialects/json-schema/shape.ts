import type { Draft } from '../draft.ts';
import type { Json } from './json.ts';

export type JsonScalar = null | boolean | number | string;

/**
 * A set of values that the model can generate, or that can be written out: what a schema is solved to. Every schema is compared with
 * it as a whole, see `Check`.
 */
export type Shape =
  /** One of several scalars. */
  | { readonly kind: 'scalars'; readonly values: readonly JsonScalar[] }
  | TextShape
  | NumberShape
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Shape> }
  /** A list in which each place has values of its own. */
  | { readonly kind: 'tuple'; readonly items: readonly Shape[] }
  /** A list of `min` to `max` items. */
  | { readonly kind: 'list'; readonly item: Shape; readonly min: number; readonly max: number }
  /** One of several sets. */
  | { readonly kind: 'choice'; readonly of: readonly Shape[] }
  /** Null now and then. */
  | { readonly kind: 'nullable'; readonly of: Shape };

export interface TextShape {
  readonly kind: 'text';
  /** Characters. */
  readonly min: number;
  readonly max: number;
  /** What it can be: all of them meet what it is made for. */
  readonly samples: readonly string[];
  /** How the model generates it. */
  readonly field: Draft;
  /** The format that it is made for, if any. */
  readonly format: string | null;
}

export interface NumberShape {
  readonly kind: 'number';
  readonly isInteger: boolean;
  readonly min: number;
  readonly max: number;
  /** Every value is a multiple of it; null if that is not known. */
  readonly step: number | null;
  /** How the model generates it. */
  readonly field: Draft;
}

/** The set of one value. */
export function exactly(value: Json): Shape {
  if (value instanceof Map)
    return { kind: 'object', fields: new Map([...value].map(([name, inner]) => [name, exactly(inner)])) };
  if (value !== null && typeof value === 'object') return { kind: 'tuple', items: [...listOf(value)].map(exactly) };
  return { kind: 'scalars', values: [value] };
}

function listOf(value: object): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Numbers between 0 and 1 that are the same in every run. */
export class Dice {
  #state = 0x9e3779b9;

  /** A whole number below a limit. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
}

/** One value of a set. */
export function sampleOf(shape: Shape, dice: Dice): Json {
  switch (shape.kind) {
    case 'scalars':
      return shape.values[dice.below(shape.values.length)];
    case 'text':
      return shape.samples[dice.below(shape.samples.length)];
    case 'number':
      return numberOf(shape, dice);
    case 'object':
      return new Map([...shape.fields].map(([name, field]) => [name, sampleOf(field, dice)]));
    case 'tuple':
      return shape.items.map((item) => sampleOf(item, dice));
    case 'list': {
      const length = shape.min + dice.below(shape.max - shape.min + 1);
      return Array.from({ length }, () => sampleOf(shape.item, dice));
    }
    case 'choice':
      return sampleOf(shape.of[dice.below(shape.of.length)], dice);
    case 'nullable':
      return dice.below(10) === 0 ? null : sampleOf(shape.of, dice);
  }
}

function numberOf({ isInteger, min, max, step }: NumberShape, dice: Dice): number {
  if (step === null && isInteger) return min + dice.below(Math.min(max - min, 1_000_000) + 1);
  if (step === null)
    return dice.below(10) === 0
      ? min
      : Math.min(max, Number((min + ((max - min) * dice.below(100)) / 100).toFixed(12)));
  const first = Math.ceil(min / step);
  const last = Math.floor(max / step);
  return (first + dice.below(Math.min(last - first, 1_000_000) + 1)) * step;
}
