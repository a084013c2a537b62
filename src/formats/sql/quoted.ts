import { enclose } from '../text/enclose.ts';
import type { Escape } from '../text/escape.ts';

const APOSTROPHE = 39;

/** A whole literal, the inside of which follows the given rules. */
export function quoted(inside: Escape): Escape {
  return {
    key: `quoted ${inside.key}`,
    clean: () => false,
    finish(sink, start) {
      inside.finish(sink, start);
      enclose(sink, start, APOSTROPHE);
    },
  };
}
