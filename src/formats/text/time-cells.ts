import type { DateVector, TimestampVector, TimeVector } from '../../engine/vector.ts';
import { daysTabled, momentsTabled, putDay, putMoment, putTime, timeWidth } from './calendar.ts';
import { cell, type Cell, type Leaf } from './cell.ts';
import { putByte } from './put-byte.ts';
import { rendered } from './rendered.ts';
import { plainWriter } from './writer.ts';

/** Values that a table holds the text of, or, in batches in which one lies outside of it, another cell. */
interface Tabled<Values> {
  readonly values: Values;
  readonly other: Cell;
  inside: boolean;
}

/** Times of day without nulls. */
export function timeLeaf(vector: TimeVector): Leaf {
  return { least: 8, bind: () => cell(vector, measureTimes, scatterTimes) };
}

/** Dates without nulls: from a table, but for batches in which a date lies outside of it. */
export function dateLeaf(vector: DateVector): Leaf {
  return {
    least: 10,
    bind: (room) => cell(tabled(vector, 10, room), measureDays, scatterDays),
  };
}

/** Timestamps without nulls: from tables, but for batches in which one lies outside of them. */
export function timestampLeaf(vector: TimestampVector): Leaf {
  return {
    least: 24,
    bind: (room) => cell(tabled(vector, 24, room), measureMoments, scatterMoments),
  };
}

function tabled<V extends DateVector | TimestampVector>(vector: V, least: number, room: number): Tabled<V['values']> {
  return { values: vector.values, other: rendered(plainWriter(vector), least).bind(room), inside: true };
}

function measureDays(source: Tabled<Int32Array>, length: number, widths: Int32Array): number {
  const { values, other } = source;
  source.inside = daysTabled(values, length);
  return source.inside ? 10 : other.measure(other.source, length, widths);
}

function scatterDays(
  { values, other, inside }: Tabled<Int32Array>,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  if (!inside) return other.scatter(other.source, view, length, positions, after);
  for (let i = 0; i < length; i++) positions[i] = putByte(view, putDay(view, positions[i], values[i]), after);
}

function measureMoments(source: Tabled<Float64Array>, length: number, widths: Int32Array): number {
  const { values, other } = source;
  source.inside = momentsTabled(values, length);
  return source.inside ? 24 : other.measure(other.source, length, widths);
}

function scatterMoments(
  { values, other, inside }: Tabled<Float64Array>,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  if (!inside) return other.scatter(other.source, view, length, positions, after);
  for (let i = 0; i < length; i++) {
    positions[i] = putByte(view, putMoment(view, positions[i], values[i]), after);
  }
}

function measureTimes({ values }: TimeVector, length: number, widths: Int32Array): number {
  for (let i = 0; i < length; i++) widths[i] += timeWidth(values[i]);
  return 0;
}

function scatterTimes(
  { values }: TimeVector,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) positions[i] = putByte(view, putTime(view, positions[i], values[i]), after);
}
