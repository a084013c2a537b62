import { bound, columnNode } from '../expressions/node.ts';
import { DECIMAL_LIMIT, digits, MAX_INTEGER, powerOfTen, valueType } from '../expressions/value-type.ts';
import type { BoundColumn, Frame, Recipe } from '../frame.ts';
import { rowAt } from '../rows.ts';
import type { ColumnType, Vector } from '../vector.ts';
import { childWalk } from './child-walk.ts';
import type { ChildRanges } from './children.ts';

const LIMIT = BigInt(DECIMAL_LIMIT);

/**
 * How many children each row has.
 * @param least the fewest children a parent can have. @param most the most.
 */
export function countOfChildren(children: () => ChildRanges, least: number, most: number): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: 8,
    magnitude: most,
    interval: [least, most],
    bind(frame) {
      const values = frame.arena.float64(frame.capacity);
      const counts = children();
      return {
        vector: { kind: 'int53', values, validity: null },
        fill(rows) {
          for (let i = 0; i < rows.length; i++) values[i] = counts.count(rowAt(rows, i));
        },
      };
    },
  };
}

/** How many children of each row meet a condition. */
export function countOfChildrenWhere(children: () => ChildRanges, condition: Recipe, most: number): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: 8,
    magnitude: most,
    interval: [0, most],
    bind(frame) {
      const counts = frame.arena.float64(frame.capacity);
      const shared = childWalk(children(), frame);
      const column = shared.value.frame.column(condition);
      const { vector } = column.value;
      if (vector.kind !== 'bool') throw new TypeError('a condition must be a boolean column');
      const { values, validity } = vector;
      shared.value.add({
        begin: (length) => counts.fill(0, 0, length),
        take(count, owners) {
          column.ensure();
          for (let i = 0; i < count; i++) counts[owners[i]] += values[i] & (validity?.[i] ?? 1);
        },
      });
      return { vector: { kind: 'int53', values: counts, validity: null }, fill: () => shared.ensure() };
    },
  };
}

/**
 * The sum of a numeric child field over the children of each row; nulls count as 0. Sums of integers and decimals are
 * exact, and null if, on the way, they pass what their type holds: 2^53 - 1, or 18 digits.
 * @param most the most children a parent can have.
 */
export function sumOfChildren(children: () => ChildRanges, child: Recipe, most: number): Recipe {
  const { type } = child;
  const largest = bound(columnNode(child, valueType(type)));
  const magnitude = Math.min(largest * most, limitOf(type));
  return {
    type: type.kind === 'decimal' ? { ...type, precision: Math.max(type.precision, digits(magnitude)) } : type,
    nullable: mayFail(type, largest, most),
    width: 24,
    ...(magnitude < Infinity ? { magnitude } : {}),
    bind: (frame) => bindSum(children(), child, largest * most, mayFail(type, largest, most), frame),
  };
}

/** The largest sum that a type holds. */
export function limitOf({ kind }: ColumnType): number {
  if (kind === 'integer') return MAX_INTEGER;
  return kind === 'decimal' ? DECIMAL_LIMIT - 1 : Infinity;
}

/** Whether a sum of so many values, each at most the largest, can pass what its type holds. */
export function mayFail(type: ColumnType, largest: number, most: number): boolean {
  if (type.kind === 'integer') return largest * most > MAX_INTEGER;
  if (type.kind === 'decimal') return largest * most >= DECIMAL_LIMIT;
  // A column declared as plain number may hold decimals, of at most 2^53 unscaled.
  return !(largest * most < Infinity) || Math.min(MAX_INTEGER, largest * powerOfTen(12)) * most >= DECIMAL_LIMIT;
}

function bindSum(children: ChildRanges, child: Recipe, magnitude: number, canFail: boolean, frame: Frame): BoundColumn {
  const shared = childWalk(children, frame);
  const column = shared.value.frame.column(child);
  const validity = canFail ? frame.arena.uint8(frame.capacity) : null;
  const sum = accumulator(column.value.vector, child.type, magnitude, validity, frame);
  shared.value.add({
    begin(length) {
      validity?.fill(1, 0, length);
      if (sum.sums instanceof Float64Array) sum.sums.fill(0, 0, length);
      else sum.sums.fill(0n, 0, length);
    },
    take(count, owners) {
      column.ensure();
      sum.add(count, owners);
    },
  });
  return { vector: sum.vector, fill: () => shared.ensure() };
}

interface Accumulator {
  readonly vector: Vector;
  readonly sums: Float64Array | BigInt64Array;
  /** Adds the first `count` cells of the child's column, each to the sum of its owner. */
  add(count: number, owners: Int32Array): void;
}

/** @param validity of the sums, 0 from where one fails; null if none can. */
function accumulator(
  source: Vector,
  type: ColumnType,
  magnitude: number,
  validity: Uint8Array | null,
  frame: Frame,
): Accumulator {
  const doubles = (make: (values: Float64Array) => Vector, values: Int32Array | Float64Array): Accumulator => {
    const sums = frame.arena.float64(frame.capacity);
    const limit = source.kind === 'float64' ? Number.MAX_VALUE : MAX_INTEGER;
    const add =
      validity === null
        ? adder(values, source.validity, sums)
        : checkedAdder(values, source.validity, sums, limit, validity);
    return { vector: make(sums), sums, add };
  };
  const wides = (scale: number, values: Float64Array | BigInt64Array): Accumulator => {
    const sums = frame.arena.bigint64(frame.capacity);
    const add = wideAdder(values, source.validity, sums, validity);
    return { vector: { kind: 'decimal64', scale, values: sums, validity }, sums, add };
  };
  switch (source.kind) {
    case 'int32':
    case 'int53':
      return doubles((values) => ({ kind: 'int53', values, validity }), source.values);
    case 'float64':
      return doubles((values) => ({ kind: 'float64', values, validity }), source.values);
    case 'decimal': {
      const { scale } = source;
      const unscaled = type.kind === 'number' ? magnitude * powerOfTen(scale) : magnitude;
      if (!(unscaled <= MAX_INTEGER)) return wides(scale, source.values);
      return doubles((values) => ({ kind: 'decimal', scale, values, validity }), source.values);
    }
    case 'decimal64':
      return wides(source.scale, source.values);
    case 'binary':
    case 'bool':
    case 'concat':
    case 'date':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'utf8':
    case 'uuid':
      throw new TypeError(`a ${source.kind} column cannot be summed`);
  }
}

function adder(values: Int32Array | Float64Array, validity: Uint8Array | null, sums: Float64Array): Accumulator['add'] {
  if (validity === null) {
    return (count, owners) => {
      for (let i = 0; i < count; i++) sums[owners[i]] += values[i];
    };
  }
  return (count, owners) => {
    for (let i = 0; i < count; i++) if (validity[i] === 1) sums[owners[i]] += values[i];
  };
}

/** As `adder`; a sum that passes the limit is null from then on. */
function checkedAdder(
  values: Int32Array | Float64Array,
  present: Uint8Array | null,
  sums: Float64Array,
  limit: number,
  validity: Uint8Array,
): Accumulator['add'] {
  return (count, owners) => {
    for (let i = 0; i < count; i++) {
      if (present !== null && present[i] === 0) continue;
      const owner = owners[i];
      sums[owner] += values[i];
      if (Math.abs(sums[owner]) <= limit) continue;
      sums[owner] = 0;
      validity[owner] = 0;
    }
  };
}

/** As `checkedAdder` for 18 digits, where there is a `validity`. Two of them cannot pass 64 bits. */
function wideAdder(
  values: Float64Array | BigInt64Array,
  present: Uint8Array | null,
  sums: BigInt64Array,
  validity: Uint8Array | null,
): Accumulator['add'] {
  return (count, owners) => {
    for (let i = 0; i < count; i++) {
      if (present !== null && present[i] === 0) continue;
      const owner = owners[i];
      const sum = sums[owner] + BigInt(values[i]);
      const fits = validity === null || (sum < LIMIT && sum > -LIMIT);
      sums[owner] = fits ? sum : 0n;
      if (!fits) validity[owner] = 0;
    }
  };
}
