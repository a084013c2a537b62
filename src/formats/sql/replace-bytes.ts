import type { Escape } from '../text/escape.ts';

/** Rules that write several bytes for some single ones, wherever these stand: parts of a text may be changed alone. */
export function replaceBytes(key: string, replacements: ReadonlyMap<number, Uint8Array>): Escape {
  /** Bytes that each byte adds. */
  const growth = new Uint8Array(256);
  for (const [byte, { length }] of replacements) growth[byte] = length - 1;
  return {
    key,
    clean: (bytes, offsets, length) => growthOf(bytes, offsets[0], offsets[length], growth) === 0,
    finish(sink, start) {
      const grown = growthOf(sink.bytes, start, sink.length, growth);
      if (grown === 0) return;
      sink.reserve(grown);
      const { bytes, length } = sink;
      // From the end on, where the room is.
      let p = length + grown;
      sink.length = p;
      for (let i = length - 1; p > i + 1; i--) {
        const replacement = growth[bytes[i]] === 0 ? undefined : replacements.get(bytes[i]);
        if (replacement === undefined) {
          bytes[--p] = bytes[i];
        } else {
          p -= replacement.length;
          bytes.set(replacement, p);
        }
      }
    },
  };
}

function growthOf(bytes: Uint8Array, start: number, end: number, growth: Uint8Array): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += growth[bytes[i]];
  return sum;
}
