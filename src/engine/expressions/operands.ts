import type { Frame } from '../frame.ts';
import { narrowWide, divideScalar, widenBytes, widenIntegers } from './kernels/doubles.ts';
import { widenDoubles } from './kernels/wide.ts';
import type { ExpressionNode } from './node.ts';
import { powerOfTen } from './value-type.ts';
import type { Vector } from '../vector.ts';

/** A node's values in one kind of array, whatever its vector is. */
export interface Operand<T> {
  readonly vector: Vector;
  readonly values: T;
  /** Brings the values up to date; `n` is the number of rows. */
  ensure(n: number): void;
}

/**
 * The values of a number, truth value, date or time as doubles: whole or unscaled ones for integers and decimals, days
 * and milliseconds for the others. Values of decimals must be known to lie within 2^53.
 */
export function doubles(frame: Frame, node: ExpressionNode): Operand<Float64Array> {
  const column = frame.column(node);
  const { vector } = column.value;
  const into = (convert: (out: Float64Array, n: number) => void): Operand<Float64Array> => {
    const values = frame.arena.float64(frame.capacity);
    return {
      vector,
      values,
      ensure(n) {
        column.ensure();
        convert(values, n);
      },
    };
  };
  switch (vector.kind) {
    case 'int32':
    case 'date':
    case 'time':
      return into((out, n) => widenIntegers(vector.values, out, n));
    case 'bool':
      return into((out, n) => widenBytes(vector.values, out, n));
    case 'decimal64':
      if (node.is.kind !== 'float') return into((out, n) => narrowWide(vector.values, out, n));
      return into((out, n) => {
        narrowWide(vector.values, out, n);
        divideScalar(out, powerOfTen(vector.scale), out, n);
      });
    case 'decimal':
      // A column declared as plain number may hold decimals.
      if (node.is.kind === 'float') {
        return into((out, n) => divideScalar(vector.values, powerOfTen(vector.scale), out, n));
      }
      return { vector, values: vector.values, ensure: () => column.ensure() };
    case 'int53':
    case 'float64':
    case 'timestamp':
      return { vector, values: vector.values, ensure: () => column.ensure() };
    case 'binary':
    case 'concat':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'utf8':
    case 'uuid':
      throw new TypeError(`a ${vector.kind} vector holds no numbers`);
  }
}

/** The values of an integer or decimal, unscaled, as 64-bit integers. */
export function wides(frame: Frame, node: ExpressionNode): Operand<BigInt64Array> {
  const column = frame.column(node);
  const { vector } = column.value;
  if (vector.kind === 'decimal64') return { vector, values: vector.values, ensure: () => column.ensure() };
  const narrow = doubles(frame, node);
  const values = frame.arena.bigint64(frame.capacity);
  return {
    vector,
    values,
    ensure(n) {
      narrow.ensure(n);
      widenDoubles(narrow.values, values, n);
    },
  };
}

/** The values of truth values, 1 or 0. */
export function truths(frame: Frame, node: ExpressionNode): Operand<Uint8Array> {
  const column = frame.column(node);
  const { vector } = column.value;
  if (vector.kind !== 'bool') throw new TypeError(`a ${vector.kind} vector holds no truth values`);
  return { vector, values: vector.values, ensure: () => column.ensure() };
}
