import { enclose } from './enclose.ts';
import type { Escape } from './escape.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const HEX = new TextEncoder().encode('0123456789abcdef');

/** For each byte that a JSON string may not hold as it is: the letter after the backslash. */
const LETTERS = new Uint8Array(256);
LETTERS.fill(0x75, 0, 32);
for (const [byte, letter] of [
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [12, 'f'],
  [13, 'r'],
  [QUOTE, '"'],
  [BACKSLASH, '\\'],
] as const) {
  LETTERS[byte] = letter.charCodeAt(0);
}
const U = 0x75;

/** Whether `bytes[start … end)` can stand in a JSON string as they are. */
function isClean(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (LETTERS[bytes[i]] !== 0) return false;
  return true;
}

/** The inside of a JSON string (RFC 8259, section 7): escapes quotes, backslashes and control characters. */
export const jsonText: Escape = {
  key: 'json text',
  clean: (bytes, offsets, length) => isClean(bytes, offsets[0], offsets[length]),
  finish(sink, start) {
    if (isClean(sink.bytes, start, sink.length)) return;
    const text = sink.bytes.slice(start, sink.length);
    sink.length = start;
    sink.reserve(text.length * 6);
    const { bytes } = sink;
    let p = start;
    for (const byte of text) {
      const letter = LETTERS[byte];
      if (letter === 0) {
        bytes[p++] = byte;
        continue;
      }
      bytes[p++] = BACKSLASH;
      bytes[p++] = letter;
      if (letter === U) {
        bytes[p++] = HEX[0];
        bytes[p++] = HEX[0];
        bytes[p++] = HEX[byte >> 4];
        bytes[p++] = HEX[byte & 15];
      }
    }
    sink.length = p;
  },
};

/** A whole JSON string, with its quotes. */
export const jsonString: Escape = {
  key: 'json string',
  clean: () => false,
  finish(sink, start) {
    jsonText.finish(sink, start);
    enclose(sink, start);
  },
};
