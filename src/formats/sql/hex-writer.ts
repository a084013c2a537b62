import type { BytesVector } from '../../engine/vector.ts';
import type { CellWriter } from '../text/writer.ts';

const DIGITS = new TextEncoder().encode('0123456789abcdef');

/** Writes bytes as hexadecimal digits, two a byte, with what is before and after them. */
export function hexWriter(vector: BytesVector, before: Uint8Array, behind: Uint8Array): CellWriter {
  return (sink, row) => {
    const { bytes, offsets } = vector;
    sink.append(before);
    sink.reserve(2 * (offsets[row + 1] - offsets[row]));
    let p = sink.length;
    for (let i = offsets[row]; i < offsets[row + 1]; i++) {
      sink.bytes[p++] = DIGITS[bytes[i] >> 4];
      sink.bytes[p++] = DIGITS[bytes[i] & 15];
    }
    sink.length = p;
    sink.append(behind);
  };
}
