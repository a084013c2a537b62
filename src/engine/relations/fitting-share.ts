import type { Frame, Recipe } from '../frame.ts';
import { fillUnit } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import type { RankLaw } from './rank-law.ts';
import { threefryAt } from '../random/threefry.ts';
import { type Rows, rowAt } from '../rows.ts';
import type { DependentShare } from './link.ts';
import type { Share } from './share.ts';
import { countAt, type SpanOptions, type Spans, spansOf } from './spans.ts';

/** How a row takes one of the positions that it may choose among. */
export interface Pick {
  /** Whether there is one that can be taken. */
  can(spans: Spans, i: number): boolean;
  /** By a u of [0, 1); only where one can be taken. */
  take(u: number, spans: Spans, i: number): number;
}

/** Every row one of the candidates that fit it. Where none does, some valid row, which must not be shown. */
export function fittingShare(options: SpanOptions, pick: Pick, key: Key): DependentShare {
  return {
    bind(frame) {
      const spans = spansOf(options, frame);
      const { candidates } = options;
      return {
        fill(out, rows) {
          spans.ensure();
          fillUnit(out, key, rows, 0);
          for (let i = 0; i < rows.length; i++) {
            out[i] = pick.can(spans.value, i) ? candidates.row(pick.take(out[i], spans.value, i)) : 0;
          }
        },
      };
    },
  };
}

/** As `fittingShare`, where a digit below the number of candidates of any row chooses: other digits, other candidates. */
export function digitShare(options: SpanOptions, digit: Share, ranks: Key): DependentShare {
  const words = new Int32Array(2);
  return {
    bind(frame) {
      const spans = spansOf(options, frame);
      const { candidates } = options;
      return {
        fill(out, rows) {
          spans.ensure();
          digit.fill(out, rows);
          for (let i = 0; i < rows.length; i++) {
            const count = countAt(spans.value, i);
            threefryAt(ranks, spans.value.low[i], 0, words);
            out[i] = count > 0 ? candidates.row(nth(rankAt(words, out[i], count), spans.value, i)) : 0;
          }
        },
      };
    },
  };
}

/** Items of a list are the rows from a multiple of this on, see `listOf`. */
const STRIDE = 1024;

/** As `fittingShare` with all candidates alike, for the items of lists: no list has a candidate twice, unless it is longer than they are many. */
export function listedShare(options: SpanOptions, key: Key): DependentShare {
  const words = new Int32Array(2);
  return {
    bind(frame) {
      const spans = spansOf(options, frame);
      const { candidates } = options;
      return {
        fill(out, rows) {
          spans.ensure();
          for (let i = 0; i < rows.length; i++) {
            const count = countAt(spans.value, i);
            const row = rowAt(rows, i);
            const list = Math.floor(row / STRIDE);
            threefryAt(key, list, 0, words);
            out[i] = count > 0 ? candidates.row(nth(rankAt(words, row - list * STRIDE, count), spans.value, i)) : 0;
          }
        },
      };
    },
  };
}

/** Whether a row has a candidate that fits it. */
export function foundRecipe(options: SpanOptions, pick: Pick): Recipe {
  return {
    type: { kind: 'boolean' },
    nullable: false,
    width: 8,
    bind(frame: Frame) {
      const spans = spansOf(options, frame);
      const values = frame.arena.uint8(frame.capacity);
      return {
        vector: { kind: 'bool', values, validity: null },
        fill(rows: Rows) {
          spans.ensure();
          for (let i = 0; i < rows.length; i++) values[i] = pick.can(spans.value, i) ? 1 : 0;
        },
      };
    },
  };
}

/** How many candidates fit a row, of those that can be taken. */
export function fittingCount(options: SpanOptions, pick: Pick): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: 8,
    bind(frame) {
      const spans = spansOf(options, frame);
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'int53', values, validity: null },
        fill({ length }) {
          spans.ensure();
          for (let i = 0; i < length; i++) values[i] = pick.can(spans.value, i) ? countAt(spans.value, i) : 0;
        },
      };
    },
  };
}

const isSome: Pick['can'] = (spans, i) => countAt(spans, i) > 0;

/** All alike. */
export const evenly: Pick = {
  can: isSome,
  take: (u, spans, i) => nth(Math.floor(u * countAt(spans, i)), spans, i),
};

function nth(n: number, { low, skipped, inner }: Spans, i: number): number {
  if (inner != null) return inner.at(i, skipped !== null && skipped[i] >= 0 && n >= skipped[i] ? n + 1 : n);
  const position = low[i] + n;
  return skipped !== null && skipped[i] >= 0 && position >= skipped[i] ? position + 1 : position;
}

/** Ranks times strides stay below 2^53. */
const MAX_STRIDE = 1048576;

/**
 * A distribution over the ranks of each row's candidates. Within a span the next rank is always the same stride away; where the first one
 * stands, and the stride, follow from `ranks`.
 */
export function byLaw(rank: RankLaw, ranks: Key): Pick {
  const words = new Int32Array(2);
  return {
    can: isSome,
    take(u, spans, i) {
      const count = countAt(spans, i);
      threefryAt(ranks, spans.low[i], 0, words);
      return nth(rankAt(words, rank(u, count), count), spans, i);
    },
  };
}

/** A shuffle of the numbers below a count: each is a stride after the one before, from anywhere on. */
function rankAt(words: Int32Array, rank: number, count: number): number {
  const stride = coprime((words[0] >>> 0) % Math.min(count, MAX_STRIDE), count);
  return (((words[1] >>> 0) % count) + rank * stride) % count;
}

/** The first number from `least` on, and from 1 on, that has no divisor in common with n. */
function coprime(least: number, n: number): number {
  for (let candidate = Math.max(1, least); ; candidate++) {
    let [a, b] = [candidate, n];
    while (b > 0) [a, b] = [b, a % b];
    if (a === 1) return candidate;
  }
}

/** As often as the weights say: `sums` holds those of the candidates before each position, and at last those of all. */
export function byWeight(sums: Float64Array): Pick {
  const guide = new SumGuide(sums);
  const before = ({ low, high, skipped }: Spans, i: number): number => {
    const own = skipped === null ? -1 : skipped[i];
    return sums[own < 0 ? high[i] : own] - sums[low[i]];
  };
  const after = ({ high, skipped }: Spans, i: number): number => {
    const own = skipped === null ? -1 : skipped[i];
    return own < 0 ? 0 : sums[high[i]] - sums[own + 1];
  };
  return {
    can: (spans, i) => before(spans, i) > 0 || after(spans, i) > 0,
    take(u, spans, i) {
      const own = spans.skipped === null || spans.skipped[i] < 0 ? spans.high[i] : spans.skipped[i];
      const [first, rest] = [before(spans, i), after(spans, i)];
      const wanted = u * (first + rest);
      if (rest === 0 || (wanted < first && first > 0)) return guide.search(spans.low[i], own, wanted);
      return guide.search(own + 1, spans.high[i], wanted - first);
    },
  };
}

/** Cells of a guide at most: where a search begins, for so many equal parts of the sum. */
const MAX_CELLS = 65536;

/** A search in ascending sums that a guide table begins near its end. */
class SumGuide {
  readonly #sums: Float64Array;
  /** First position that ends in a cell or after it. */
  readonly #guide: Uint32Array;

  constructor(sums: Float64Array) {
    const cells = Math.min(MAX_CELLS, sums.length);
    const guide = new Uint32Array(cells + 1);
    this.#sums = sums;
    this.#guide = guide;
    let position = 0;
    for (let cell = 0; cell <= cells; cell++) {
      while (position < sums.length - 2 && this.#cellOf(sums[position + 1]) < cell) position++;
      guide[cell] = position;
    }
  }

  #cellOf(sum: number): number {
    return Math.floor((sum / this.#sums[this.#sums.length - 1]) * (this.#guide.length - 1));
  }

  /** The position from low to high - 1 whose weight holds what is wanted, counted from low; where rounding passes the end, the last with a weight. */
  search(low: number, high: number, wanted: number): number {
    const sums = this.#sums;
    const end = sums[high];
    const bound = sums[low] + wanted;
    const isPast = bound >= end;
    if (!isPast) {
      const cell = this.#cellOf(bound);
      low = Math.max(low, this.#guide[cell]);
      high = Math.min(high, this.#guide[Math.min(cell + 1, this.#guide.length - 1)] + 1);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isPast ? sums[middle + 1] >= end : sums[middle + 1] > bound) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
