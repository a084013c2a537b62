import { Dictionary } from '../../src/engine/dictionary.ts';
import type { BytesVector, Column, ColumnType, Vector } from '../../src/engine/vector.ts';

const encoder = new TextEncoder();

/** Whatever a cell may hold, as a test writes it. */
type Cells<T> = readonly (T | null)[];

function validityOf(values: Cells<unknown>): Uint8Array | null {
  return values.includes(null) ? Uint8Array.from(values, (value) => (value === null ? 0 : 1)) : null;
}

/** Vectors made by hand. At a null row stands some other value, as it may in the engine. */
export const make = {
  int32: (values: Cells<number>): Vector => ({
    kind: 'int32',
    values: Int32Array.from(values, (value) => value ?? 77),
    validity: validityOf(values),
  }),
  int53: (values: Cells<number>): Vector => ({
    kind: 'int53',
    values: Float64Array.from(values, (value) => value ?? 77),
    validity: validityOf(values),
  }),
  float64: (values: Cells<number>): Vector => ({
    kind: 'float64',
    values: Float64Array.from(values, (value) => value ?? 7.7),
    validity: validityOf(values),
  }),
  decimal: (scale: number, values: Cells<number>): Vector => ({
    kind: 'decimal',
    scale,
    values: Float64Array.from(values, (value) => value ?? 77),
    validity: validityOf(values),
  }),
  decimal64: (scale: number, values: Cells<bigint>): Vector => ({
    kind: 'decimal64',
    scale,
    values: BigInt64Array.from(values, (value) => value ?? 77n),
    validity: validityOf(values),
  }),
  date: (values: Cells<number>): Vector => ({
    kind: 'date',
    values: Int32Array.from(values, (value) => value ?? 77),
    validity: validityOf(values),
  }),
  timestamp: (values: Cells<number>): Vector => ({
    kind: 'timestamp',
    values: Float64Array.from(values, (value) => value ?? 77),
    validity: validityOf(values),
  }),
  time: (values: Cells<number>): Vector => ({
    kind: 'time',
    values: Int32Array.from(values, (value) => value ?? 77),
    validity: validityOf(values),
  }),
  bool: (values: Cells<boolean>): Vector => ({
    kind: 'bool',
    values: Uint8Array.from(values, (value) => (value === true ? 1 : 0)),
    validity: validityOf(values),
  }),
  uuid: (values: Cells<string>): Vector => ({
    kind: 'uuid',
    values: Uint32Array.from(
      values.flatMap((value) => (value ?? 'f'.repeat(32)).replaceAll('-', '').match(/.{8}/g) ?? []),
      (word) => Number.parseInt(word, 16),
    ),
    validity: validityOf(values),
  }),
  dictionary: (values: Cells<string>): Vector => {
    const entries = [...new Set(values.filter((value) => value !== null)), 'never, "used"'];
    return {
      kind: 'dictionary',
      values: Int32Array.from(values, (value) => (value === null ? 0 : entries.indexOf(value))),
      dictionary: Dictionary.from(entries),
      validity: validityOf(values),
    };
  },
  /** A dictionary of these entries only, for tests of what is decided from the entries. */
  entries: (values: readonly string[]): Vector => ({
    kind: 'dictionary',
    values: Int32Array.from(values, (_, i) => i),
    dictionary: Dictionary.from(values),
    validity: null,
  }),
  utf8: (values: Cells<string>): Vector => texts('utf8', values),
  json: (values: Cells<string>): Vector => texts('json', values),
  binary: (values: Cells<Uint8Array>): Vector => packed('binary', values),
  concat: (parts: readonly (string | Vector)[], validity: Uint8Array | null = null): Vector => ({
    kind: 'concat',
    parts: parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part)),
    validity,
  }),
  /** `lengths` of the lists, whose items stand end to end. */
  list: (lengths: Cells<number>, items: Vector): Vector => ({
    kind: 'list',
    offsets: ends(lengths.map((length) => length ?? 0)),
    items,
    validity: validityOf(lengths),
  }),
  struct: (members: readonly Vector[], validity: Uint8Array | null = null): Vector => ({
    kind: 'struct',
    members,
    validity,
  }),
};

function ends(lengths: readonly number[]): Int32Array {
  const offsets = new Int32Array(lengths.length + 1);
  for (const [i, length] of lengths.entries()) offsets[i + 1] = offsets[i] + length;
  return offsets;
}

function texts(kind: 'utf8' | 'json', values: Cells<string>): BytesVector {
  return packed(
    kind,
    values.map((value) => (value === null ? null : encoder.encode(value))),
  );
}

/** Without a spare byte behind the last one: formats must not rely on any. */
function packed(kind: BytesVector['kind'], values: Cells<Uint8Array>): BytesVector {
  const cells = values.map((value) => value ?? encoder.encode('"?'));
  const offsets = ends(cells.map((cell) => cell.length));
  const bytes = new Uint8Array(offsets[cells.length]);
  for (const [i, cell] of cells.entries()) bytes.set(cell, offsets[i]);
  return { kind, offsets, bytes, validity: validityOf(values) };
}

/** A column of a type named by its kind alone, or spelled out. */
export function column(name: string, type: ColumnType['kind'] | ColumnType, vector: Vector): Column {
  const nullable = vector.validity !== null;
  return { name, type: typeof type === 'string' ? simple(type, vector) : type, nullable, vector };
}

function simple(kind: ColumnType['kind'], vector: Vector): ColumnType {
  switch (kind) {
    case 'decimal':
      return { kind, precision: 18, scale: 'scale' in vector ? vector.scale : 2 };
    case 'enum':
      return { kind, values: [] };
    case 'list':
    case 'struct':
      throw new Error('spell this type out');
    case 'binary':
    case 'boolean':
    case 'date':
    case 'integer':
    case 'json':
    case 'number':
    case 'string':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return { kind };
  }
}

/** The same columns as a reader of small batches holds them: `move` puts other rows into the very same vectors. */
export function windowed(
  columns: readonly Column[],
  capacity: number,
): { columns: Column[]; move(first: number): void } {
  const copies = structuredClone(columns.map((whole) => whole.vector));
  return {
    columns: columns.map((whole, k) => ({ ...whole, vector: copies[k] })),
    move: (first) => columns.forEach((whole, k) => moveRows(copies[k], whole.vector, first, first + capacity)),
  };
}

/** Puts rows first … end - 1 of a vector into the beginning of its copy. */
function moveRows(to: Vector, from: Vector, first: number, end: number): void {
  if (from.validity !== null) to.validity?.set(from.validity.subarray(first, end));
  if (from.kind === 'concat' && to.kind === 'concat') {
    for (const [k, part] of from.parts.entries()) {
      const copy = to.parts[k];
      if (!(part instanceof Uint8Array || copy instanceof Uint8Array)) moveRows(copy, part, first, end);
    }
  } else if (from.kind === 'struct' && to.kind === 'struct') {
    for (const [k, member] of from.members.entries()) moveRows(to.members[k], member, first, end);
  } else if ('offsets' in from && 'offsets' in to) {
    to.offsets.set(from.offsets.subarray(first, end + 1));
    // Another array for each batch, as when a batch needs more room.
    if ('bytes' in from && 'bytes' in to) to.bytes = from.bytes.slice();
  } else if (from.kind === 'decimal64' && to.kind === 'decimal64') {
    to.values.set(from.values.subarray(first, end));
  } else if (from.kind === 'uuid' && to.kind === 'uuid') {
    to.values.set(from.values.subarray(4 * first, 4 * end));
  } else if (isNumbers(from) && isNumbers(to)) {
    to.values.set(from.values.subarray(first, end));
  }
}

type Numbers = Exclude<
  Vector,
  { kind: 'concat' | 'struct' | 'list' | 'utf8' | 'json' | 'binary' | 'decimal64' | 'uuid' }
>;

function isNumbers(vector: Vector): vector is Numbers {
  return 'values' in vector && vector.kind !== 'decimal64' && vector.kind !== 'uuid';
}
