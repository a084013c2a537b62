import type { DictionaryVector, Vector } from '../../engine/vector.ts';
import type { Sink } from '../sink.ts';
import type { Canvas } from '../text/canvas.ts';
import { verbatim } from '../text/escape.ts';
import { rowTexts } from '../text/layout.ts';
import { plainTokens } from '../text/plain.ts';
import type { Texts } from '../text/text-cells.ts';
import { PHYSICAL } from './leaf-type.ts';
import type { PlainSource } from './plain-values.ts';

/** The text form of a vector of any scalar kind. */
export function texts(vector: Vector, canvas: Canvas): PlainSource {
  if (vector.kind === 'utf8' || vector.kind === 'json') return byteArrays(() => vector);
  return byteArrays(rowTexts(plainTokens(vector, verbatim), canvas));
}

/** The cells that `make` finds or makes for each batch, as they are. */
export function byteArrays(make: (length: number) => Texts): PlainSource {
  return {
    physical: PHYSICAL.bytes,
    put: (sink, rows, count, length) => putByteArrays(sink, make(length), rows, count),
    takeBounds: () => null,
  };
}

/** Texts of a dictionary too large to be one in the file. */
export function entries({ values, dictionary }: DictionaryVector): PlainSource {
  let picked = new Int32Array(0);
  return {
    physical: PHYSICAL.bytes,
    put(sink, rows, count) {
      if (picked.length < count) picked = new Int32Array(count);
      for (let i = 0; i < count; i++) picked[i] = values[rows[i]];
      putByteArrays(sink, dictionary, picked, count);
    },
    takeBounds: () => null,
  };
}

/** Appends byte arrays, each after its length in 4 bytes. */
export function putByteArrays(
  sink: Sink,
  { bytes, offsets }: { readonly bytes: Uint8Array; readonly offsets: Int32Array | Uint32Array },
  rows: Int32Array,
  count: number,
): void {
  let size = 4 * count;
  for (let i = 0; i < count; i++) size += offsets[rows[i] + 1] - offsets[rows[i]];
  sink.reserve(size);
  const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let p = sink.length;
  for (let i = 0; i < count; i++) {
    const start = offsets[rows[i]];
    const length = offsets[rows[i] + 1] - start;
    sink.view.setUint32(p, length, true);
    copy(sink.view, p + 4, source, start, length);
    p += 4 + length;
  }
  sink.length = p;
}

/** Copies exactly `length` bytes by words, the last one overlapping the one before. */
function copy(to: DataView, p: number, from: DataView, o: number, length: number): void {
  if (length >= 4) {
    for (let j = 0; j < length - 4; j += 4) to.setInt32(p + j, from.getInt32(o + j, true), true);
    to.setInt32(p + length - 4, from.getInt32(o + length - 4, true), true);
  } else {
    for (let j = 0; j < length; j++) to.setUint8(p + j, from.getUint8(o + j));
  }
}
