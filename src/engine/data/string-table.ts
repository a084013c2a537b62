import { ARENA_PADDING } from '../arena.ts';

/**
 * Many short texts in one piece of memory: text i is `bytes[offsets[i] .. offsets[i + 1])`, UTF-8.
 * `offsets` has one entry more than there are texts. Behind the end of `bytes` the same ArrayBuffer holds at least
 * ARENA_PADDING more readable bytes, so that an encoder may copy eight bytes at a time and overrun.
 */
export interface StringTable {
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Packs texts into a table, in the order given; duplicates and empty texts are kept. */
export function stringTable(strings: readonly string[]): StringTable {
  let units = 0;
  for (const text of strings) units += text.length;
  // A UTF-16 unit takes at most three bytes in UTF-8.
  const scratch = new Uint8Array(units * 3);
  const offsets = new Uint32Array(strings.length + 1);
  let end = 0;
  for (let i = 0; i < strings.length; i++) {
    end += encoder.encodeInto(strings[i], scratch.subarray(end)).written;
    offsets[i + 1] = end;
  }
  const bytes = new Uint8Array(end + ARENA_PADDING).subarray(0, end);
  bytes.set(scratch.subarray(0, end));
  return { offsets, bytes };
}

/** Text i of a table. Throws a RangeError when there is none. */
export function readString(table: StringTable, i: number): string {
  if (!(i >= 0 && i < table.offsets.length - 1))
    throw new RangeError(`no text ${i} in a table of ${table.offsets.length - 1}`);
  return decoder.decode(table.bytes.subarray(table.offsets[i], table.offsets[i + 1]));
}
