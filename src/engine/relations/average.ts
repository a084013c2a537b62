import type { Frame, Recipe } from '../frame.ts';
import { roundedQuotient } from '../expressions/kernels/wide.ts';
import { powerOfTen } from '../expressions/value-type.ts';
import type { ColumnType, Vector } from '../vector.ts';
import { childWalk } from './child-walk.ts';
import type { ChildRanges } from './children.ts';
import { orderedValues } from './extreme.ts';

/** A whole number is kept as high * SPLIT + low: the sum of as many as a parent can have children is exact. */
const SPLIT = 2 ** 20;

/**
 * The mean of a field over the children of each row; nulls are passed over, and null where nothing is left. Of integers and floats a
 * float; of decimals a decimal with as many digits, rounded half-even; of dates and times one of them, rounded down.
 * @param always whether every row has a child.
 */
export function averageOfChildren(children: () => ChildRanges, child: Recipe, always: boolean): Recipe {
  const type: ColumnType = child.type.kind === 'integer' ? { kind: 'number' } : child.type;
  const nullable = child.nullable || !always || (type.kind === 'number' && child.magnitude === undefined);
  return { ...child, type, nullable, width: 24, bind: (frame) => bindAverage(children(), child, nullable, frame) };
}

function bindAverage(children: ChildRanges, child: Recipe, nullable: boolean, frame: Frame) {
  const { arena, capacity } = frame;
  const shared = childWalk(children, frame);
  const column = shared.value.frame.column(child);
  const source = column.value.vector;
  const values = orderedValues(source);
  if (values === null) throw new TypeError(`a ${source.kind} column has no mean`);
  const counts = arena.int32(capacity);
  const validity = arena.uint8(capacity);
  const isFloat = child.type.kind === 'integer' || child.type.kind === 'number';
  const mean =
    values instanceof BigInt64Array
      ? wideMean(values, source, isFloat, counts, frame)
      : source.kind === 'float64'
        ? floatMean(values, source, counts, frame)
        : wholeMean(values, source, isFloat, counts, frame);
  mean.vector.validity = nullable ? validity : null;
  shared.value.add({
    begin(length) {
      counts.fill(0, 0, length);
      mean.begin(length);
    },
    take(count, owners) {
      column.ensure();
      mean.add(count, owners);
    },
  });
  return {
    vector: mean.vector,
    fill({ length }: Frame['rows']) {
      shared.ensure();
      mean.end(length);
      for (let i = 0; i < length; i++) validity[i] = counts[i] === 0 ? 0 : 1;
    },
  };
}

interface Mean {
  readonly vector: Vector;
  begin(length: number): void;
  add(count: number, owners: Int32Array): void;
  /** Turns sums into means; what has no count is not looked at. */
  end(length: number): void;
}

type Numbers = Int32Array | Float64Array;

function floatMean(values: Numbers, source: Vector, counts: Int32Array, { arena, capacity }: Frame): Mean {
  const present = source.validity;
  const sums = arena.float64(capacity);
  return {
    vector: { kind: 'float64', values: sums, validity: null },
    begin: (length) => sums.fill(0, 0, length),
    add(count, owners) {
      for (let i = 0; i < count; i++) {
        if (present !== null && present[i] === 0) continue;
        sums[owners[i]] += values[i];
        counts[owners[i]]++;
      }
    },
    end(length) {
      for (let i = 0; i < length; i++) {
        if (counts[i] > 0) sums[i] /= counts[i];
        if (Number.isFinite(sums[i])) continue;
        // A sum that no float can hold has no mean.
        sums[i] = 0;
        counts[i] = 0;
      }
    },
  };
}

function wholeMean(
  values: Numbers,
  source: Vector,
  isFloat: boolean,
  counts: Int32Array,
  { arena, capacity }: Frame,
): Mean {
  const present = source.validity;
  const high = arena.float64(capacity);
  const low = arena.float64(capacity);
  const unit = source.kind === 'decimal' ? powerOfTen(source.scale) : 1;
  const days = source.kind === 'date' || source.kind === 'time' ? arena.int32(capacity) : null;
  return {
    vector: wholeVector(source, isFloat, high, days),
    begin(length) {
      high.fill(0, 0, length);
      low.fill(0, 0, length);
    },
    add(count, owners) {
      for (let i = 0; i < count; i++) {
        if (present !== null && present[i] === 0) continue;
        const part = Math.floor(values[i] / SPLIT);
        high[owners[i]] += part;
        low[owners[i]] += values[i] - part * SPLIT;
        counts[owners[i]]++;
      }
    },
    end(length) {
      for (let i = 0; i < length; i++) {
        if (counts[i] === 0) continue;
        high[i] = isFloat
          ? floatQuotient(high[i], low[i], counts[i], unit)
          : wholeQuotient(high[i], low[i], counts[i], source.kind === 'decimal');
      }
      days?.set(high.subarray(0, length));
    },
  };
}

function wholeVector(source: Vector, isFloat: boolean, values: Float64Array, days: Int32Array | null): Vector {
  if ((source.kind === 'date' || source.kind === 'time') && days !== null) {
    return { kind: source.kind, values: days, validity: null };
  }
  if (source.kind === 'timestamp') return { kind: 'timestamp', values, validity: null };
  if (source.kind === 'decimal' && !isFloat) return { kind: 'decimal', scale: source.scale, values, validity: null };
  return { kind: 'float64', values, validity: null };
}

/** (high * SPLIT + low) / count / unit, rounded once where the sum fits a double. */
function floatQuotient(high: number, low: number, count: number, unit: number): number {
  const sum = high * SPLIT + low;
  if (Math.abs(sum) <= Number.MAX_SAFE_INTEGER) return sum / (count * unit);
  const upper = Math.floor(high / count);
  return (upper * SPLIT + ((high - upper * count) * SPLIT + low) / count) / unit;
}

/** (high * SPLIT + low) / count, rounded half-even or else down. */
function wholeQuotient(high: number, low: number, count: number, isRounded: boolean): number {
  const upper = Math.floor(high / count);
  const rest = (high - upper * count) * SPLIT + low;
  const lower = Math.floor(rest / count);
  const left = rest - lower * count;
  const whole = upper * SPLIT + lower;
  return isRounded && (2 * left > count || (2 * left === count && whole % 2 !== 0)) ? whole + 1 : whole;
}

function wideMean(
  values: BigInt64Array,
  source: Vector,
  isFloat: boolean,
  counts: Int32Array,
  { arena, capacity }: Frame,
): Mean {
  if (source.kind !== 'decimal64') throw new TypeError(`a ${source.kind} column has no wide mean`);
  const present = source.validity;
  const { scale } = source;
  const sums: bigint[] = [];
  const means = arena.bigint64(capacity);
  const floats = arena.float64(capacity);
  return {
    vector: isFloat
      ? { kind: 'float64', values: floats, validity: null }
      : { kind: 'decimal64', scale, values: means, validity: null },
    begin(length) {
      for (let i = 0; i < length; i++) sums[i] = 0n;
    },
    add(count, owners) {
      for (let i = 0; i < count; i++) {
        if (present !== null && present[i] === 0) continue;
        sums[owners[i]] += values[i];
        counts[owners[i]]++;
      }
    },
    end(length) {
      for (let i = 0; i < length; i++) {
        if (counts[i] === 0) continue;
        if (isFloat) floats[i] = Number(sums[i]) / (counts[i] * powerOfTen(scale));
        else means[i] = roundedQuotient(sums[i], BigInt(counts[i]));
      }
    },
  };
}
