import type { Sink } from '../sink.ts';
import { putVarint } from './varint.ts';

/** Values that are packed side by side, and the shortest run that is written as one. */
const GROUP = 8;

/** Bits that numbers up to `most` take. */
export function bitsOf(most: number): number {
  return 32 - Math.clz32(most);
}

/**
 * Appends the first `count` values in Parquet's hybrid of runs and bit-packed groups, `width` bits a value, at most 16
 * (https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE).
 */
export function putHybrid(sink: Sink, values: Uint8Array | Int32Array, count: number, width: number): void {
  for (let i = 0; i < count;) {
    if (isRun(values, i, count)) {
      let end = i + GROUP;
      while (end < count && values[end] === values[i]) end++;
      putVarint(sink, (end - i) * 2);
      for (let bits = 0; bits < width; bits += 8) sink.bytes[sink.length++] = values[i] >> bits;
      i = end;
    } else {
      let end = i + GROUP;
      while (end < count && !isRun(values, end, count)) end += GROUP;
      putVarint(sink, ((end - i) / GROUP) * 2 + 1);
      putPacked(sink, values, i, Math.min(end, count), width);
      i = end;
    }
  }
}

/** Whether a whole group of equal values is at `start`. */
function isRun(values: Uint8Array | Int32Array, start: number, count: number): boolean {
  if (start + GROUP > count) return false;
  const value = values[start];
  for (let i = start + 1; i < start + GROUP; i++) if (values[i] !== value) return false;
  return true;
}

/** Appends values[from … to) with `width` bits each, from the lowest bit on, the last group filled up with zeros. */
export function putPacked(sink: Sink, values: Uint8Array | Int32Array, from: number, to: number, width: number): void {
  const size = Math.ceil((to - from) / GROUP) * width;
  sink.reserve(size);
  const { bytes } = sink;
  const end = sink.length + size;
  let p = sink.length;
  let kept = 0;
  let bits = 0;
  for (let i = from; i < to; i++) {
    kept |= values[i] << bits;
    bits += width;
    while (bits >= 8) {
      bytes[p++] = kept;
      kept >>>= 8;
      bits -= 8;
    }
  }
  if (bits > 0) bytes[p++] = kept;
  bytes.fill(0, p, end);
  sink.length = end;
}
