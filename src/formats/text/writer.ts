import type { Vector } from '../../engine/vector.ts';
import type { Sink } from '../sink.ts';
import { putBase64 } from './base64.ts';
import { PUT_ROOM, putterOf } from './put.ts';

/** Appends what is in one row of a vector. Slower than a cell that fills a whole column, and good for every kind. */
export type CellWriter = (sink: Sink, row: number) => void;

/** Copies shorter than this are faster by hand. */
const SHORT = 64;

/** Appends `source[start … end)`. */
export function appendBytes(sink: Sink, source: Uint8Array, start: number, end: number): void {
  const length = end - start;
  sink.reserve(length);
  const { bytes, length: p } = sink;
  if (length < SHORT) for (let j = 0; j < length; j++) bytes[p + j] = source[start + j];
  else bytes.set(source.subarray(start, end), p);
  sink.length = p + length;
}

/**
 * Writes a value's text as it is, neither quoted nor escaped; whether it is null is not looked at. Lists and structs have
 * no such text.
 */
export function plainWriter(vector: Vector): CellWriter {
  const put = putterOf(vector);
  if (put !== null) {
    return (sink, row) => {
      sink.reserve(PUT_ROOM);
      sink.length = put(sink.view, sink.length, row);
    };
  }
  switch (vector.kind) {
    case 'dictionary': {
      const { offsets, bytes } = vector.dictionary;
      return (sink, row) => {
        const k = vector.values[row];
        appendBytes(sink, bytes, offsets[k], offsets[k + 1]);
      };
    }
    case 'utf8':
    case 'json':
      return (sink, row) => appendBytes(sink, vector.bytes, vector.offsets[row], vector.offsets[row + 1]);
    case 'binary':
      return (sink, row) => putBase64(sink, vector.bytes, vector.offsets[row], vector.offsets[row + 1]);
    case 'concat': {
      const parts = vector.parts.map((part) => {
        if (!(part instanceof Uint8Array)) return plainWriter(part);
        return (sink: Sink) => appendBytes(sink, part, 0, part.length);
      });
      return (sink, row) => {
        for (const write of parts) write(sink, row);
      };
    }
    case 'bool':
    case 'date':
    case 'decimal':
    case 'decimal64':
    case 'float64':
    case 'int32':
    case 'int53':
    case 'list':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'uuid':
      throw new TypeError(`a ${vector.kind} has no plain text`);
  }
}

/** Writes `text` where a vector that can hold nulls holds one, else what `write` writes. */
export function nullable(validity: Uint8Array | null, write: CellWriter, text: Uint8Array): CellWriter {
  if (validity === null) return write;
  return (sink, row) => {
    if (validity[row] === 1) write(sink, row);
    else appendBytes(sink, text, 0, text.length);
  };
}
