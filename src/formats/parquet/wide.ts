import type { Decimal64Vector, UuidVector } from '../../engine/vector.ts';
import { PHYSICAL } from './leaf-type.ts';
import type { PlainSource } from './plain-values.ts';

/** Decimals of 64 bits. */
export function bigNumbers({ values }: Decimal64Vector): PlainSource {
  return {
    physical: PHYSICAL.int64,
    put(sink, rows, count) {
      sink.reserve(8 * count);
      const { view, length } = sink;
      for (let i = 0; i < count; i++) view.setBigInt64(length + 8 * i, values[rows[i]], true);
      sink.length += 8 * count;
    },
    takeBounds: () => null,
  };
}

/** The doubles, or floats, that are nearest to decimals of 64 bits. */
export function roundedNumbers({ values, scale }: Decimal64Vector, physical: number = PHYSICAL.double): PlainSource {
  const isFloat = physical === PHYSICAL.float;
  const size = isFloat ? 4 : 8;
  return {
    physical,
    put(sink, rows, count) {
      sink.reserve(size * count);
      const { view, length } = sink;
      for (let i = 0; i < count; i++) {
        // By way of text, since a division of a rounded number would round twice.
        const value = Number(`${values[rows[i]]}e-${scale}`);
        if (isFloat) view.setFloat32(length + size * i, value, true);
        else view.setFloat64(length + size * i, value, true);
      }
      sink.length += size * count;
    },
    takeBounds: () => null,
  };
}

/** UUIDs in 16 bytes, in the order of their text. Bounds of random ones would exclude nothing. */
export function uuids({ values }: UuidVector): PlainSource {
  return {
    physical: PHYSICAL.fixed,
    put(sink, rows, count) {
      sink.reserve(16 * count);
      const { view, length } = sink;
      for (let i = 0; i < count; i++) {
        const start = 4 * rows[i];
        const p = length + 16 * i;
        view.setUint32(p, values[start]);
        view.setUint32(p + 4, values[start + 1]);
        view.setUint32(p + 8, values[start + 2]);
        view.setUint32(p + 12, values[start + 3]);
      }
      sink.length += 16 * count;
    },
    takeBounds: () => null,
  };
}
