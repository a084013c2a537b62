import { Arena } from '../../../src/engine/arena.ts';
import { formatDate, formatInstant, formatTime } from '../../../src/engine/calendar.ts';
import { Frame, type Recipe } from '../../../src/engine/frame.ts';
import type { ColumnType, Vector } from '../../../src/engine/vector.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
const ROWS = 512;

/** Of one reader after the other: its buffers cost more than the rows that most tests read. */
const arena = new Arena();

/** Rows to look at: the first `n`, or these row numbers. */
export type Wanted = number | readonly number[] | { readonly first: number; readonly length: number };

/**
 * The values of some rows of a recipe, as `readValues` gives them. Reads 512 rows at a time, so that a long column goes
 * over several batches of one frame.
 */
export function makeColumn(recipe: Recipe, rows: Wanted): unknown[] {
  arena.reset();
  const frame = new Frame(arena, ROWS);
  const column = frame.column(recipe);
  const values: unknown[] = [];
  const read = (length: number): void => {
    column.ensure();
    values.push(...readValues(column.value.vector, length, recipe.type));
  };
  if (typeof rows === 'object' && !('first' in rows)) {
    for (let i = 0; i < rows.length; i += ROWS) {
      const part = rows.slice(i, i + ROWS);
      frame.select(Float64Array.from(part), part.length);
      read(part.length);
    }
    return values;
  }
  const { first, length } = typeof rows === 'number' ? { first: 0, length: rows } : rows;
  for (let i = 0; i < length; i += ROWS) {
    const count = Math.min(ROWS, length - i);
    frame.range(first + i, count);
    read(count);
  }
  return values;
}

/**
 * The first `length` cells of a vector as JavaScript values: numbers; booleans; null; text; `2026-01-31`, `09:30:00`,
 * `2026-01-31T09:30:00.000Z`; decimals as text with all their digits (`12.50`); uuids as text; json parsed; binary as
 * lower-case hex; lists as arrays; objects as objects where `type` names the members, else as arrays.
 * Throws where the vector is not well formed.
 */
export function readValues(vector: Vector, length: number, type?: ColumnType): unknown[] {
  if (vector.kind === 'list') {
    const { offsets } = vector;
    const items = readValues(vector.items, offsets[length], type?.kind === 'list' ? type.item : undefined);
    return cells(vector, length, (i) => {
      if (offsets[i] > offsets[i + 1]) throw new Error(`the offsets of list ${i} descend`);
      return items.slice(offsets[i], offsets[i + 1]);
    });
  }
  if (vector.kind === 'struct') {
    const schema = type?.kind === 'struct' ? type.members : null;
    const members = vector.members.map((member, k) => readValues(member, length, schema?.[k].type));
    return cells(vector, length, (i) => {
      if (schema === null) return members.map((values) => values[i]);
      return Object.fromEntries(schema.map(({ name }, k) => [name, members[k][i]]));
    });
  }
  return cells(vector, length, reader(vector));
}

function cells(vector: Vector, length: number, read: (i: number) => unknown): unknown[] {
  // Cells under a null are read as well: they must be well formed.
  return Array.from({ length }, (_, i) => {
    const value = read(i);
    return vector.validity !== null && vector.validity[i] === 0 ? null : value;
  });
}

function reader(vector: Exclude<Vector, { kind: 'list' | 'struct' }>): (i: number) => unknown {
  switch (vector.kind) {
    case 'int32':
      return (i) => vector.values[i];
    case 'int53':
      return (i) => {
        if (!Number.isSafeInteger(vector.values[i])) throw new Error(`${vector.values[i]} is no safe integer`);
        return vector.values[i];
      };
    case 'float64':
      return (i) => {
        const value = vector.values[i];
        if (!Number.isFinite(value) || Object.is(value, -0))
          throw new Error(`${value} is not a value of a float64 vector`);
        return value;
      };
    case 'bool':
      return (i) => {
        if (vector.values[i] > 1) throw new Error(`${vector.values[i]} is no boolean`);
        return vector.values[i] === 1;
      };
    case 'decimal':
      return (i) => {
        if (!Number.isSafeInteger(vector.values[i])) throw new Error(`${vector.values[i]} is no safe integer`);
        return decimalText(BigInt(vector.values[i]), vector.scale);
      };
    case 'decimal64':
      return (i) => decimalText(vector.values[i], vector.scale);
    case 'date':
      return (i) => formatDate(vector.values[i]);
    case 'time':
      return (i) => {
        if (vector.values[i] < 0 || vector.values[i] >= 86_400_000)
          throw new Error(`${vector.values[i]} is no time of day`);
        return formatTime(vector.values[i]);
      };
    case 'timestamp':
      return (i) => {
        if (!Number.isSafeInteger(vector.values[i])) throw new Error(`${vector.values[i]} is no timestamp`);
        return formatInstant(vector.values[i]);
      };
    case 'uuid':
      return (i) => uuidText(vector.values.subarray(i * 4, i * 4 + 4));
    case 'dictionary':
      return (i) => {
        const index = vector.values[i];
        if (!(index >= 0 && index < vector.dictionary.length)) throw new Error(`no entry ${index} in the dictionary`);
        return decoder.decode(
          vector.dictionary.bytes.subarray(vector.dictionary.offsets[index], vector.dictionary.offsets[index + 1]),
        );
      };
    case 'utf8':
    case 'json':
    case 'binary':
      return (i) => {
        const { offsets, bytes, kind } = vector;
        if (!(offsets[i] <= offsets[i + 1] && offsets[i + 1] <= bytes.length))
          throw new Error(`bad offsets at cell ${i}`);
        const cell = bytes.subarray(offsets[i], offsets[i + 1]);
        if (kind === 'binary') return Array.from(cell, (byte) => byte.toString(16).padStart(2, '0')).join('');
        const text = decoder.decode(cell);
        return kind === 'json' ? (JSON.parse(text) as unknown) : text;
      };
    case 'concat':
      break;
  }
  const parts = vector.parts.map((part) => {
    if (part instanceof Uint8Array) return () => decoder.decode(part);
    if (part.kind === 'list' || part.kind === 'struct') throw new Error(`a ${part.kind} is no part of a text`);
    const read = reader(part);
    return (i: number) => String(read(i));
  });
  return (i) => parts.map((part) => part(i)).join('');
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return unscaled < 0n ? `-${text}` : text;
}

function uuidText(words: Uint32Array): string {
  const hex = Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
