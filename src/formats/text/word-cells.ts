import type { BoolVector, UuidVector } from '../../engine/vector.ts';
import { putBool } from './bool.ts';
import { cell, type Leaf } from './cell.ts';
import { putByte } from './put-byte.ts';
import { rendered } from './rendered.ts';
import { putUuid } from './uuid.ts';
import { plainWriter } from './writer.ts';

/** UUIDs without nulls. */
export function uuidLeaf(vector: UuidVector): Leaf {
  return { least: 36, bind: () => cell(vector, measureUuids, scatterUuids) };
}

/** Booleans without nulls: `true`, `false`. */
export function boolLeaf(vector: BoolVector): Leaf {
  return {
    least: 4,
    bind: (room) => (room < 1 ? rendered(plainWriter(vector), 4).bind(room) : cell(vector, measureBools, scatterBools)),
  };
}

function measureUuids(): number {
  return 36;
}

function scatterUuids(
  { values }: UuidVector,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) positions[i] = putByte(view, putUuid(view, positions[i], values, 4 * i), after);
}

function measureBools({ values }: BoolVector, length: number, widths: Int32Array): number {
  for (let i = 0; i < length; i++) widths[i] -= values[i];
  return 5;
}

function scatterBools(
  { values }: BoolVector,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) positions[i] = putByte(view, putBool(view, positions[i], values[i]), after);
}
