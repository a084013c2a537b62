import type { Frame } from '../../frame.ts';
import type { Key } from '../../random/key.ts';
import { fillBelow } from '../../random/fill.ts';
import type { Rows } from '../../rows.ts';
import { drawFrom, fillInt32 } from '../draw.ts';
import type { FamilyRecord, GeneratorInput } from '../generator.ts';

/** A whole number below 2^31 for each row of a batch. */
export interface Numbers {
  readonly values: Int32Array;
  fill(rows: Rows): void;
}

/** Numbers before a frame is known. */
export type NumberSource = (frame: Frame) => Numbers;

/** Numbers that are made once a batch for everybody in the frame who asks under this name. */
export function sharedNumbers(
  name: string,
  bind: (out: Int32Array, frame: Frame) => (rows: Rows) => void,
): NumberSource {
  return (frame) => {
    const shared = frame.share(name, () => {
      const values = frame.arena.int32(frame.capacity);
      return { values, fill: bind(values, frame) };
    });
    return { values: shared.value.values, fill: () => shared.ensure() };
  };
}

/** Nothing but 0. */
export const zeros: NumberSource = (frame) => ({ values: frame.arena.int32(frame.capacity), fill() {} });

/** A column of a family's record: low … low + size - 1, uniform. Members that narrow it differently draw apart. */
export function recordNumbers(record: FamilyRecord, column: string, size: number, low = 0): NumberSource {
  const key = record.key(column);
  return sharedNumbers(
    `${record.id}:${column}:${low}:${size}`,
    (out) => (rows) => fillBelow(out, key, rows, size, low),
  );
}

/** The field's own numbers low … low + size - 1, all different where the field is unique. */
export function ownNumbers(input: GeneratorInput, size: number, low = 0): NumberSource {
  const draw = drawFrom(input, size, low, null);
  return sharedNumbers(`${keyName(input.key('value'))}:${size}`, (out, frame) => fillInt32(draw, out, frame));
}

/** A column of the family's record, or the field's own numbers where they must all be different. */
export function memberNumbers(input: GeneratorInput, family: string, column: string, size: number): NumberSource {
  return input.distinct === null ? recordNumbers(input.record(family), column, size) : ownNumbers(input, size);
}

/** `table[number]` for each number. */
export function mapped(numbers: NumberSource, table: Int32Array): NumberSource {
  return (frame) => {
    const source = numbers(frame);
    const values = frame.arena.int32(frame.capacity);
    return {
      values,
      fill(rows) {
        source.fill(rows);
        gather(values, table, source.values, rows.length);
      },
    };
  };
}

/** floor(number / divisor) mod size: one digit of a number in a mixed radix. */
export function digit(numbers: NumberSource, divisor: number, size: number): NumberSource {
  return (frame) => {
    const source = numbers(frame);
    const values = frame.arena.int32(frame.capacity);
    return {
      values,
      fill(rows) {
        source.fill(rows);
        takeDigit(values, source.values, divisor, size, rows.length);
      },
    };
  };
}

/** high × size + low: the number in a table of rows of `size` entries. */
export function combined(high: NumberSource, low: NumberSource, size: number): NumberSource {
  return (frame) => {
    const above = high(frame);
    const below = low(frame);
    const values = frame.arena.int32(frame.capacity);
    return {
      values,
      fill(rows) {
        above.fill(rows);
        below.fill(rows);
        combine(values, above.values, size, below.values, rows.length);
      },
    };
  };
}

/** A name no other stream has. */
export function keyName(key: Key): string {
  return `${key.k0},${key.k1}`;
}

function gather(out: Int32Array, table: Int32Array, index: Int32Array, length: number): void {
  for (let i = 0; i < length; i++) out[i] = table[index[i]];
}

function takeDigit(out: Int32Array, numbers: Int32Array, divisor: number, size: number, length: number): void {
  divisor = divisor | 0;
  size = size | 0;
  for (let i = 0; i < length; i++) out[i] = ((numbers[i] / divisor) | 0) % size;
}

function combine(out: Int32Array, high: Int32Array, size: number, low: Int32Array, length: number): void {
  size = size | 0;
  for (let i = 0; i < length; i++) out[i] = Math.imul(high[i], size) + low[i];
}
