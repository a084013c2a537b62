import { bound, columnNode } from '../expressions/node.ts';
import { DECIMAL_LIMIT, digits, MAX_INTEGER, powerOfTen, valueType } from '../expressions/value-type.ts';
import type { BoundColumn, Frame, Recipe } from '../frame.ts';
import type { ColumnType, Vector } from '../vector.ts';
import { limitOf, mayFail } from './aggregate.ts';
import type { Link } from './link.ts';
import { siblingScan, type SiblingScan } from './siblings.ts';

const LIMIT = BigInt(DECIMAL_LIMIT);

/**
 * The sum of a number over the rows of a parent up to the row itself; nulls count as 0. As exact as the sum of children, and null
 * from where it passes what its type holds.
 * @param link one with `$per`.
 * @param most the most children a parent can have.
 */
export function runningSum(link: Link, value: Recipe, most: number): Recipe {
  const { type } = value;
  const largest = bound(columnNode(value, valueType(type)));
  const magnitude = Math.min(largest * most, limitOf(type));
  const canFail = mayFail(type, largest, most);
  return {
    type: type.kind === 'decimal' ? { ...type, precision: Math.max(type.precision, digits(magnitude)) } : type,
    nullable: canFail,
    width: 24,
    ...(magnitude < Infinity ? { magnitude } : {}),
    bind: (frame) => bindRunning(link, value, largest * most, canFail, most, frame),
  };
}

function bindRunning(
  link: Link,
  value: Recipe,
  magnitude: number,
  canFail: boolean,
  most: number,
  frame: Frame,
): BoundColumn {
  const validity = canFail ? frame.arena.uint8(frame.capacity) : null;
  const shared = siblingScan(link, frame, most);
  const scan = shared.value;
  const column = scan.frame.column(value);
  const sum = running(column.value.vector, value.type, magnitude, validity, scan, frame);
  scan.add((count, served) => {
    column.ensure();
    sum.add(count, served);
  });
  return { vector: sum.vector, fill: () => shared.ensure() };
}

interface Running {
  readonly vector: Vector;
  add(count: number, served: number): void;
}

function running(
  source: Vector,
  type: ColumnType,
  magnitude: number,
  validity: Uint8Array | null,
  scan: SiblingScan,
  { arena, capacity }: Frame,
): Running {
  switch (source.kind) {
    case 'int32':
    case 'int53': {
      const values = arena.float64(capacity);
      const add = doubles(source.values, source.validity, values, validity, MAX_INTEGER, scan);
      return { vector: { kind: 'int53', values, validity }, add };
    }
    case 'float64': {
      const values = arena.float64(capacity);
      const add = doubles(source.values, source.validity, values, validity, Number.MAX_VALUE, scan);
      return { vector: { kind: 'float64', values, validity }, add };
    }
    case 'decimal':
    case 'decimal64': {
      const { scale } = source;
      const unscaled = type.kind === 'number' ? magnitude * powerOfTen(scale) : magnitude;
      if (source.kind === 'decimal64' || !(unscaled <= MAX_INTEGER)) {
        const values = arena.bigint64(capacity);
        const add = wides(source.values, source.validity, values, validity, scan);
        return { vector: { kind: 'decimal64', scale, values, validity }, add };
      }
      const values = arena.float64(capacity);
      const add = doubles(source.values, source.validity, values, validity, MAX_INTEGER, scan);
      return { vector: { kind: 'decimal', scale, values, validity }, add };
    }
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

function doubles(
  values: Int32Array | Float64Array,
  present: Uint8Array | null,
  out: Float64Array,
  validity: Uint8Array | null,
  limit: number,
  { order, starts, ends }: SiblingScan,
): Running['add'] {
  let sum = 0;
  let isValid = 1;
  return (count, served) => {
    let next = served;
    for (let i = 0; i < count; i++) {
      if (starts[i] === 1) {
        sum = 0;
        isValid = 1;
      }
      if (present === null || present[i] === 1) sum += values[i];
      if (Math.abs(sum) > limit) {
        sum = 0;
        isValid = 0;
      }
      for (; next < ends[i]; next++) {
        out[order[next]] = sum;
        if (validity !== null) validity[order[next]] = isValid;
      }
    }
  };
}

function wides(
  values: Float64Array | BigInt64Array,
  present: Uint8Array | null,
  out: BigInt64Array,
  validity: Uint8Array | null,
  { order, starts, ends }: SiblingScan,
): Running['add'] {
  let sum = 0n;
  let isValid = 1;
  return (count, served) => {
    let next = served;
    for (let i = 0; i < count; i++) {
      if (starts[i] === 1) {
        sum = 0n;
        isValid = 1;
      }
      if (present === null || present[i] === 1) sum += BigInt(values[i]);
      if (sum >= LIMIT || sum <= -LIMIT) {
        sum = 0n;
        isValid = 0;
      }
      for (; next < ends[i]; next++) {
        out[order[next]] = sum;
        if (validity !== null) validity[order[next]] = isValid;
      }
    }
  };
}
