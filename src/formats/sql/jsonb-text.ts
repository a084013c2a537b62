import type { Escape } from '../text/escape.ts';

const BACKSLASH = 92;
const U = 117;
const ZERO = 48;
/** The digits of U+FFFD. */
const REPLACEMENT = new TextEncoder().encode('fffd');

/** A JSON text for jsonb, which cannot hold U+0000: `\u0000` becomes `\ufffd`. Then what `escape` changes. */
export function jsonbText(escape: Escape): Escape {
  return {
    key: `jsonb ${escape.key}`,
    clean: (bytes, offsets, length) =>
      escape.clean(bytes, offsets, length) && !bytes.subarray(offsets[0], offsets[length]).includes(BACKSLASH),
    finish(sink, start) {
      const { bytes, length } = sink;
      for (let i = start; i < length - 5; i++) {
        if (bytes[i] !== BACKSLASH) continue;
        // Whatever comes after a backslash belongs to it.
        i++;
        if (bytes[i] === U && isZeros(bytes, i + 1)) bytes.set(REPLACEMENT, i + 1);
      }
      escape.finish(sink, start);
    },
  };
}

function isZeros(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + 4; i++) if (bytes[i] !== ZERO) return false;
  return true;
}
