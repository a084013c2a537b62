/** Code points as ranges `first, last, first, last …`, ascending and apart. */
export type Characters = readonly number[];

/** The printable characters of ASCII, blank included. */
export const PRINTABLE: Characters = [0x20, 0x7e];
export const EVERYTHING: Characters = [0, 0x10ffff];

/** Ranges in any order, that may overlap, as a set; without half surrogates, which are no characters. */
export function charactersOf(ranges: readonly (readonly [first: number, last: number])[]): Characters {
  const whole = ranges.flatMap(([first, last]): (readonly [number, number])[] => [
    ...(first < 0xd800 ? [[first, Math.min(last, 0xd7ff)] as const] : []),
    ...(last > 0xdfff ? [[Math.max(first, 0xe000), last] as const] : []),
  ]);
  const sorted = whole.filter(([first, last]) => first <= last).toSorted((a, b) => a[0] - b[0]);
  const joined: number[] = [];
  for (const [first, last] of sorted) {
    const end = joined.length - 1;
    if (end > 0 && first <= joined[end] + 1) joined[end] = Math.max(joined[end], last);
    else joined.push(first, last);
  }
  return joined;
}

export function union(...sets: readonly Characters[]): Characters {
  return charactersOf(sets.flatMap(pairs));
}

/** The characters of `set` that are not in `other`. */
export function without(set: Characters, other: Characters): Characters {
  let left = pairs(set);
  for (const [first, last] of pairs(other)) {
    left = left.flatMap(([from, to]): (readonly [number, number])[] => {
      if (last < from || first > to) return [[from, to]];
      return [[from, first - 1] as const, [last + 1, to] as const].filter(([a, b]) => a <= b);
    });
  }
  return charactersOf(left);
}

export function isApart(a: Characters, b: Characters): boolean {
  return pairs(a).every(([first, last]) => pairs(b).every(([from, to]) => last < from || to < first));
}

export function sizeOf(set: Characters): number {
  return pairs(set).reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** The i-th character. */
export function characterAt(set: Characters, i: number): number {
  let left = i;
  for (let at = 0; at < set.length; at += 2) {
    const size = set[at + 1] - set[at] + 1;
    if (left < size) return set[at] + left;
    left -= size;
  }
  throw new RangeError(`no character ${i}`);
}

/** The most bytes of one in UTF-8. */
export function widthOf(set: Characters): number {
  const last = set.at(-1) ?? 0;
  return last < 0x80 ? 1 : last < 0x800 ? 2 : last < 0x10000 ? 3 : 4;
}

export function pairs(set: Characters): readonly (readonly [number, number])[] {
  return Array.from({ length: set.length / 2 }, (_, i) => [set[2 * i], set[2 * i + 1]]);
}
