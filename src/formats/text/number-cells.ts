import type { DecimalVector, Int32Vector, Int53Vector } from '../../engine/vector.ts';
import { cell, type Cell, type Leaf } from './cell.ts';
import {
  decimalWidth,
  int32Width,
  integerWidth,
  NUMBER_OVERRUN,
  putCents,
  putDecimal,
  putInt32,
  putInteger,
} from './digits.ts';
import { putByte } from './put-byte.ts';
import { rendered } from './rendered.ts';
import { plainWriter } from './writer.ts';

/** Numbers without nulls, written as digits straight into the row. */
export function numberLeaf(vector: Int32Vector | Int53Vector | DecimalVector): Leaf {
  const least = vector.kind === 'decimal' && vector.scale > 0 ? vector.scale + 2 : 1;
  return {
    least,
    bind: (room) => (room < NUMBER_OVERRUN ? rendered(plainWriter(vector), least).bind(room) : numberCell(vector)),
  };
}

function numberCell(vector: Int32Vector | Int53Vector | DecimalVector): Cell {
  if (vector.kind === 'int32') return cell(vector, measureInt32, scatterInt32);
  if (vector.kind === 'int53') return cell(vector, measureInt53, scatterInt53);
  return vector.scale === 2 ? cell(vector, measureCents, scatterCents) : cell(vector, measureDecimal, scatterDecimal);
}

function measureInt32({ values }: Int32Vector, length: number, widths: Int32Array): number {
  for (let i = 0; i < length; i++) widths[i] += int32Width(values[i]);
  return 0;
}

function scatterInt32(
  { values }: Int32Vector,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) positions[i] = putByte(view, putInt32(view, positions[i], values[i]), after);
}

function measureInt53({ values }: Int53Vector, length: number, widths: Int32Array): number {
  for (let i = 0; i < length; i++) widths[i] += integerWidth(values[i]);
  return 0;
}

function scatterInt53(
  { values }: Int53Vector,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) positions[i] = putByte(view, putInteger(view, positions[i], values[i]), after);
}

function measureCents({ values }: DecimalVector, length: number, widths: Int32Array): number {
  for (let i = 0; i < length; i++) {
    const value = values[i];
    const size = value < 0 ? -value : value;
    const whole = size < 2_147_483_648 ? ((size | 0) / 100) | 0 : Math.floor(size / 100);
    widths[i] += (value < 0 ? 1 : 0) + integerWidth(whole);
  }
  return 3;
}

function scatterCents(
  { values }: DecimalVector,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) positions[i] = putByte(view, putCents(view, positions[i], values[i]), after);
}

function measureDecimal({ values, scale }: DecimalVector, length: number, widths: Int32Array): number {
  for (let i = 0; i < length; i++) widths[i] += decimalWidth(values[i], scale);
  return 0;
}

function scatterDecimal(
  { values, scale }: DecimalVector,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) {
    positions[i] = putByte(view, putDecimal(view, positions[i], values[i], scale), after);
  }
}
