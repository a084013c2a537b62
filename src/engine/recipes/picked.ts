import { MAX_ENTRIES, textReader } from '../expressions/read.ts';
import type { Recipe } from '../frame.ts';
import type { PositionFill } from '../generators/picks.ts';
import { fillUnit } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import type { Vector } from '../vector.ts';
import { worldColumn } from './within.ts';

export interface PickedOptions {
  /** One for each value, in its text form; null for null, which differs from everything. */
  readonly texts: readonly (string | null)[];
  readonly weights: readonly number[];
  readonly conditions: readonly Recipe[];
  /** By world, whether a value can be picked. */
  readonly allowed: ReadonlyMap<number, readonly boolean[]>;
  /** Columns whose values the picked one differs from, in the worlds with all bits of `mask`. */
  readonly excluded: readonly { readonly recipe: Recipe; readonly mask: number }[];
  readonly key: Key;
}

/** Picks positions among the values that the rest of the row leaves, as often as their weights say. */
export function pickedPositions(options: PickedOptions): PositionFill {
  const { texts, weights, excluded, key } = options;
  const tables = new Map([...options.allowed].map(([world, allowed]) => [world, sums(weights, allowed)]));
  const [fallback] = tables.values();
  const places = new Map<string, number[]>();
  for (const [at, text] of texts.entries()) if (text !== null) places.set(text, [...(places.get(text) ?? []), at]);
  return (out, frame) => {
    const world = worldColumn(frame, options.conditions);
    const drawn = frame.arena.float64(frame.capacity);
    const others = excluded.map(({ recipe, mask }) => {
      const column = frame.column(recipe);
      const { vector } = column.value;
      return { column, vector, mask, placesOf: placesIn(vector, places) };
    });
    const taken: number[] = [];
    return (rows) => {
      world.fill(rows);
      for (const { column } of others) column.ensure();
      fillUnit(drawn, key, rows, 0);
      for (let i = 0; i < rows.length; i++) {
        const table = tables.get(world.values[i]) ?? fallback;
        taken.length = 0;
        for (const { vector, mask, placesOf } of others) {
          if ((world.values[i] & mask) !== mask || (vector.validity !== null && vector.validity[i] === 0)) continue;
          for (const at of placesOf(i)) if (!taken.includes(at)) taken.push(at);
        }
        if (taken.length > 1) taken.sort((a, b) => a - b);
        let left = table[texts.length];
        for (const at of taken) left -= table[at + 1] - table[at];
        let u = drawn[i] * left;
        for (const at of taken) if (u >= table[at]) u += table[at + 1] - table[at];
        out[i] = placeOf(table, u, taken);
      }
    };
  };
}

const NOWHERE: readonly number[] = [];

/** The places of the value that a column has in a row; those of the texts of a small dictionary are looked up once. */
function placesIn(vector: Vector, places: ReadonlyMap<string, readonly number[]>): (row: number) => readonly number[] {
  if (vector.kind === 'dictionary' && vector.dictionary.length <= MAX_ENTRIES) {
    const known = vector.dictionary.texts().map((text) => places.get(text) ?? NOWHERE);
    return (row) => known[vector.values[row]];
  }
  const read = textReader(vector);
  return (row) => places.get(read(row)) ?? NOWHERE;
}

/** Sums of the weights before each value; those that cannot be picked add nothing. */
function sums(weights: readonly number[], allowed: readonly boolean[]): Float64Array {
  const table = new Float64Array(weights.length + 1);
  for (const [at, weight] of weights.entries()) table[at + 1] = table[at] + (allowed[at] ? weight : 0);
  return table;
}

/** The value whose weight covers u; the nearest one that can be picked, where u was rounded. */
function placeOf(table: Float64Array, u: number, taken: readonly number[]): number {
  let [low, high] = [0, table.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (table[middle] <= u) low = middle;
    else high = middle - 1;
  }
  const isFree = (at: number): boolean => table[at + 1] > table[at] && !taken.includes(at);
  for (let away = 0; away < table.length; away++) {
    if (low - away >= 0 && isFree(low - away)) return low - away;
    if (low + away < table.length - 1 && isFree(low + away)) return low + away;
  }
  return low;
}
