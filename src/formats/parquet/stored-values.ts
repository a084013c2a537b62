import type { BytesVector, ColumnType, Vector } from '../../engine/vector.ts';
import { type ParquetLeaf, type ParquetLogical, parquetText } from '../../model/index.ts';
import type { Sink } from '../sink.ts';
import { unscaledOf } from '../text/unscaled.ts';
import { UnfitValue } from './unfit-value.ts';
import { PHYSICAL, storedLeaf } from './leaf-type.ts';
import { Numbers } from './numbers.ts';
import type { PlainSource } from './plain-values.ts';
import { bigNumbers, roundedNumbers, uuids } from './wide.ts';

/** How a vector's values are stored in the numbers and fixed bytes that a field asks for itself; null for all other types. */
export function storedNumbers(type: ColumnType, leaf: ParquetLeaf, vector: Vector): PlainSource | null {
  const { physical } = storedLeaf(leaf);
  const { logical } = leaf;
  if (logical?.kind === 'decimal') return decimals(leaf, logical.scale, vector, type);
  if (vector.kind === 'uuid' && physical === PHYSICAL.fixed) return uuids(vector);
  if (vector.kind === 'binary' && physical === PHYSICAL.fixed) return fixedBytes(vector, leaf.length);
  if (physical === PHYSICAL.bytes || physical === PHYSICAL.boolean) return null;
  if (logical?.kind === 'time' || logical?.kind === 'timestamp') {
    if (logical.unit === 'nanos') return bigIntegers(leaf, wholes(vector), 1_000_000n);
    return new Numbers(vector, physical, logical.unit === 'micros' ? 1000 : 1);
  }
  if (vector.kind === 'decimal64')
    return physical === PHYSICAL.int64 ? bigNumbers(vector) : roundedNumbers(vector, physical);
  return new Numbers(vector, physical, 1, type.kind === 'integer' ? limitsOf(leaf) : null);
}

/** The least and the greatest integer of a type, and its name. */
function limitsOf(leaf: ParquetLeaf): { readonly least: number; readonly greatest: number; readonly of: string } {
  const integer: ParquetLogical = leaf.logical ?? {
    kind: 'integer',
    bits: leaf.physical === 'int32' ? 32 : 64,
    isSigned: true,
  };
  const { bits, isSigned } = integer.kind === 'integer' ? integer : { bits: 64, isSigned: true };
  const of = parquetText(leaf);
  return isSigned
    ? { least: -(2 ** (bits - 1)), greatest: 2 ** (bits - 1) - 1, of }
    : { least: 0, greatest: 2 ** bits - 1, of };
}

function decimals(leaf: ParquetLeaf, scale: number, vector: Vector, type: ColumnType): PlainSource {
  const own = type.kind === 'decimal' ? type.scale : 0;
  const { physical } = storedLeaf(leaf);
  if (own === scale && (physical === PHYSICAL.int32 || physical === PHYSICAL.int64)) {
    if (vector.kind !== 'decimal64') return new Numbers(vector, physical);
    if (physical === PHYSICAL.int64) return bigNumbers(vector);
  }
  return bigIntegers(leaf, wholes(vector), 10n ** BigInt(scale - own));
}

/** The whole numbers that a vector's values are kept as. */
function wholes(vector: Vector): (row: number) => bigint {
  if (vector.kind === 'time' || vector.kind === 'timestamp') return (row) => BigInt(vector.values[row]);
  const read = unscaledOf(vector);
  if (read === null) throw new TypeError(`a ${vector.kind} holds no whole numbers`);
  return read;
}

/** Whole numbers times a factor, in whatever bytes the type has: two's complement, the most significant byte first if they are bytes. */
function bigIntegers(
  { physical, length }: ParquetLeaf,
  numberAt: (row: number) => bigint,
  factor: bigint,
): PlainSource {
  const put =
    physical === 'int32' ? putInt32 : physical === 'int64' ? putInt64 : putBytes(physical === 'binary', length);
  return {
    physical: storedLeaf({ kind: 'leaf', physical, length, logical: null }).physical,
    put(sink, rows, count) {
      for (let i = 0; i < count; i++) put(sink, numberAt(rows[i]) * factor);
    },
    takeBounds: () => null,
  };
}

function putInt32(sink: Sink, value: bigint): void {
  sink.reserve(4);
  sink.view.setInt32(sink.length, Number(value), true);
  sink.length += 4;
}

function putInt64(sink: Sink, value: bigint): void {
  sink.reserve(8);
  sink.view.setBigInt64(sink.length, value, true);
  sink.length += 8;
}

/** Bytes of the numbers of a type whose length is not fixed: as many as 38 digits need. */
const MAX_BYTES = 16;

function putBytes(hasLength: boolean, fixed: number): (sink: Sink, value: bigint) => void {
  const length = hasLength ? MAX_BYTES : fixed;
  return (sink, value) => {
    sink.reserve(4 + length);
    if (hasLength) {
      sink.view.setUint32(sink.length, length, true);
      sink.length += 4;
    }
    let rest = value;
    for (let k = length - 1; k >= 0; k--) {
      sink.bytes[sink.length + k] = Number(BigInt.asUintN(8, rest));
      rest >>= 8n;
    }
    sink.length += length;
  };
}

function fixedBytes(vector: BytesVector, length: number): PlainSource {
  return {
    physical: PHYSICAL.fixed,
    put(sink, rows, count) {
      sink.reserve(length * count);
      for (let i = 0; i < count; i++) {
        const start = vector.offsets[rows[i]];
        const end = vector.offsets[rows[i] + 1];
        if (end - start !== length) {
          throw new UnfitValue(
            `fixed_len_byte_array(${length}) takes values of ${length} bytes: write $options: { bytes: ${length} }`,
          );
        }
        sink.append(vector.bytes.subarray(start, end));
      }
    },
    takeBounds: () => null,
  };
}
