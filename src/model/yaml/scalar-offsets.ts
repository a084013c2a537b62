/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\n' || char === '\t' || char === '\r';

/**
 * For each UTF-16 offset of a scalar's text (its end included) the offset in the source it came from, through quotes,
 * escapes and folded lines. `start` and `end` delimit the scalar in the source, quotes and block header included.
 */
export function scalarOffsets(
  source: string,
  start: number,
  end: number,
  style: ScalarStyle,
  text: string,
): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let at = style === 'block' ? source.indexOf('\n', start) + 1 : style === 'plain' ? start : start + 1;
  let i = 0;
  while (i < text.length) {
    const wanted = text[i];
    const char = source[at];
    if (at >= end) {
      offsets[i++] = end;
    } else if (style === 'double' && char === '\\') {
      if (source[at + 1] === '\n' || source[at + 1] === '\r') {
        at += 2;
        while (at < end && isBlank(source[at])) at++;
        continue;
      }
      offsets[i++] = at;
      // An escape of eight digits may stand for two UTF-16 units.
      if (source[at + 1] === 'U' && (text.codePointAt(i - 1) ?? 0) > 0xffff) offsets[i++] = at;
      at += escapeLength(source[at + 1]);
    } else if (wanted === char || (isBlank(wanted) && isBlank(char))) {
      offsets[i++] = at;
      at += style === 'single' && char === "'" ? 2 : 1;
    } else if (isBlank(char)) {
      at++;
    } else {
      offsets[i++] = at;
    }
  }
  offsets[text.length] = text.length === 0 ? at : Math.min(at, end);
  return offsets;
}

function escapeLength(kind: string | undefined): number {
  if (kind === 'x') return 4;
  if (kind === 'u') return 6;
  return kind === 'U' ? 10 : 2;
}
