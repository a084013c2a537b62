import type { Span } from '../problems/problem.ts';

/** Turns UTF-16 offsets of a text into positions. */
export interface Lines {
  /** The position of a range; an offset past the end counts as the end. */
  span(start: number, end: number): Span;
}

/** Finds the line breaks of a text once (`\n`, `\r\n`; a lone `\r` is none). */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    span(start, end) {
      const from = Math.min(start, text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= from) low = middle;
        else high = middle - 1;
      }
      return {
        line: low + 1,
        column: from - starts[low] + 1,
        start: from,
        end: Math.min(Math.max(end, from), text.length),
      };
    },
  };
}
