import { formatDate, formatInstant, formatTime } from '../calendar.ts';
import type { Vector } from '../vector.ts';
import type { Scalar } from './value-type.ts';

/** A byte order mark at the start of a text is a character of it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Dictionaries up to this length are held as strings, or mapped as a whole. */
export const MAX_ENTRIES = 1 << 16;

/** The text of a range of UTF-8 bytes; short ones of plain letters without a decoder. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 40) return decoder.decode(bytes.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i++) {
    if (bytes[i] > 127) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(bytes[i]);
  }
  return text;
}

/** The text of an unscaled decimal: 1230 of scale 2 is `12.30`. */
export function decimalText(unscaled: number | bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  const negative = unscaled < 0;
  const figures = String(negative ? -unscaled : unscaled).padStart(scale + 1, '0');
  const point = figures.length - scale;
  return `${negative ? '-' : ''}${figures.slice(0, point)}.${figures.slice(point)}`;
}

/** Reads texts out of a vector of any scalar kind, as csv would write them. Rows that are null give any text. */
export function textReader(vector: Vector): (row: number) => string {
  switch (vector.kind) {
    case 'dictionary': {
      const { values, dictionary } = vector;
      if (dictionary.length > MAX_ENTRIES) return (row) => dictionary.text(values[row]);
      let texts: readonly string[] | null = null;
      return (row) => {
        texts ??= dictionary.texts();
        return texts[values[row]];
      };
    }
    case 'utf8':
    case 'json':
      return (row) => decodeText(vector.bytes, vector.offsets[row], vector.offsets[row + 1]);
    case 'concat': {
      const parts = vector.parts.map((part) => {
        if (!(part instanceof Uint8Array)) return textReader(part);
        const text = decoder.decode(part);
        return () => text;
      });
      return (row) => {
        let text = '';
        for (const part of parts) text += part(row);
        return text;
      };
    }
    case 'int32':
    case 'int53':
    case 'float64':
      return (row) => String(vector.values[row]);
    case 'decimal':
    case 'decimal64':
      return (row) => decimalText(vector.values[row], vector.scale);
    case 'bool':
      return (row) => (vector.values[row] === 1 ? 'true' : 'false');
    case 'date':
      return (row) => formatDate(vector.values[row]);
    case 'timestamp':
      return (row) => formatInstant(vector.values[row]);
    case 'time':
      return (row) => formatTime(vector.values[row]);
    case 'uuid':
      return (row) => uuidText(vector.values, row);
    case 'binary':
    case 'list':
    case 'struct':
      throw new Error(`a ${vector.kind} vector has no text`);
  }
}

function uuidText(words: Uint32Array, row: number): string {
  let hex = '';
  for (let i = 0; i < 4; i++) hex += words[row * 4 + i].toString(16).padStart(8, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** One value of a vector, for constants and tests. */
export function readScalar(vector: Vector, row: number): Scalar {
  if (vector.validity !== null && vector.validity[row] === 0) return null;
  switch (vector.kind) {
    case 'bool':
      return vector.values[row] === 1;
    case 'int32':
    case 'int53':
    case 'float64':
    case 'decimal':
    case 'decimal64':
    case 'date':
    case 'timestamp':
    case 'time':
      return vector.values[row];
    case 'binary':
    case 'concat':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'utf8':
    case 'uuid':
      return textReader(vector)(row);
  }
}
