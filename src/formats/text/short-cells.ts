import type { Vector } from '../../engine/vector.ts';
import type { ShortKind } from './canvas.ts';
import type { Leaf } from './cell.ts';

type ShortVector = Extract<
  Vector,
  { kind: 'int32' | 'int53' | 'decimal' | 'decimal64' | 'date' | 'timestamp' | 'time' | 'bool' | 'uuid' }
>;

const KINDS = {
  int32: { name: 'Int32', least: 1 },
  int53: { name: 'Int53', least: 1 },
  decimal: { name: 'Decimal', least: 1 },
  decimal64: { name: 'Decimal64', least: 1 },
  date: { name: 'Date', least: 10 },
  timestamp: { name: 'Timestamp', least: 24 },
  time: { name: 'Time', least: 8 },
  bool: { name: 'Bool', least: 4 },
  uuid: { name: 'Uuid', least: 36 },
} satisfies Record<ShortVector['kind'], { readonly name: ShortKind; readonly least: number }>;

/** How the values of a column are written besides their text. */
export interface CellStyle {
  /** The text that represents null. */
  readonly nothing: Uint8Array;
  /** The ASCII character before and after a value that is not null; '': none. */
  readonly quote: string;
}

const BARE: CellStyle = { nothing: new Uint8Array(0), quote: '' };

/** Whether a vector's values have short texts, which kernels write. */
export function isShort(vector: Vector): vector is ShortVector {
  return Object.hasOwn(KINDS, vector.kind);
}

/** Numbers, times, UUIDs and booleans, written as text straight into the row. */
export function shortLeaf(vector: ShortVector, { nothing, quote }: CellStyle = BARE): Leaf {
  const { values, validity } = vector;
  const { name, least } = KINDS[vector.kind];
  return {
    least: validity === null ? least : Math.min(least, nothing.length),
    bind(canvas, { room, after }) {
      const at = canvas.take(values.byteLength);
      const valid = validity === null ? 0 : canvas.take(validity.length);
      const cell = canvas.cell({
        values: at,
        validity: valid,
        nothing: canvas.put(nothing),
        nothingLength: nothing.length,
        quote: quote === '' ? 0 : quote.charCodeAt(0),
        after,
        room,
        scale: 'scale' in vector ? vector.scale : 0,
      });
      const { [`measure${name}` as const]: measure, [`scatter${name}` as const]: scatter } = canvas.kernels;
      const width = vector.kind === 'uuid' ? 16 : values.BYTES_PER_ELEMENT;
      return {
        measure(length) {
          canvas.copy(new Uint8Array(values.buffer, values.byteOffset, length * width), at);
          if (validity !== null) canvas.copy(validity.subarray(0, length), valid);
          measure(cell, length, canvas.positions.byteOffset);
        },
        scatter: (length) => scatter(cell, length, canvas.positions.byteOffset),
      };
    },
  };
}
