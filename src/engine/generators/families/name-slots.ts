import { fillBelow } from '../../random/fill.ts';
import type { FamilyRecord } from '../generator.ts';
import { type NumberSource, sharedNumbers } from './numbers.ts';

/** No list has fewer slots, so that the most common name of a short one has its share. */
const MIN_SLOTS = 1024;
/** What a list has for each of its names, at least, so that rare ones take an eighth of the slots at most. */
const SLOTS_A_NAME = 8;

/** One weight for each name of a list whose first ones have weights; the last weight is that of all others. */
export function nameWeights(names: number, weights: readonly number[] = []): Float64Array {
  const rest = weights.length === 0 ? 1 : weights[weights.length - 1];
  return Float64Array.from({ length: names }, (_, i) => (i < weights.length - 1 ? weights[i] : rest));
}

/**
 * A table in which each position stands as often as its weight says, and at least once: a look-up of a uniform number then
 * costs less than the alias method, which needs two. Positions begin at `low`.
 */
export function slotTable(weights: Float64Array, low = 0): Int32Array {
  const names = weights.length;
  const isEven = weights.every((weight) => weight === weights[0]);
  if (isEven) return Int32Array.from(weights, (_, i) => low + i);
  let slots = MIN_SLOTS;
  while (slots < SLOTS_A_NAME * names) slots *= 2;
  const table = new Int32Array(slots);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  let at = 0;
  for (let i = 0; i < names; i++) {
    sum += weights[i];
    const end = i + 1 + Math.round((sum / total) * (slots - names));
    table.fill(low + i, at, end);
    at = end;
  }
  return table;
}

/** A column of a record whose numbers are entries of a table. */
export function slotNumbers(record: FamilyRecord, column: string, name: string, table: Int32Array): NumberSource {
  const key = record.key(column);
  return sharedNumbers(`${record.id}:${column}:${name}`, (out) => (rows) => {
    fillBelow(out, key, rows, table.length, 0);
    lookUp(out, table, rows.length);
  });
}

function lookUp(values: Int32Array, table: Int32Array, length: number): void {
  for (let i = 0; i < length; i++) values[i] = table[values[i]];
}
