import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aliasTable } from '../../../src/engine/random/alias.ts';
import {
  fillAlias,
  fillBelow,
  fillBelowWide,
  fillBlock,
  fillChance,
  fillFourWords,
  fillLaw,
  fillUnit,
  fillUnit32,
  fillWord,
} from '../../../src/engine/random/fill.ts';
import type { Key } from '../../../src/engine/random/key.ts';
import { threefry } from '../../../src/engine/random/threefry.ts';
import type { Rows } from '../../../src/engine/rows.ts';

type Out = Int32Array | Float64Array | Uint8Array;

/** A fill into an array of its kind, and the value of one row worked out alone, in plain words. */
interface Kernel {
  readonly name: string;
  /** The array after the fill: the batch, and `more` cells that it must leave as they were. */
  readonly run: (key: Key, rows: Rows, more: number) => Out;
  readonly cell: (key: Key, row: number) => number;
}

function block(key: Key, row: number, draw: number): [number, number] {
  const out = new Int32Array(2);
  threefry(key, Number(BigInt(row) & 0xffffffffn), Number((BigInt(row) >> 32n) + BigInt(draw) * 2n ** 21n), out);
  return [out[0] >>> 0, out[1] >>> 0];
}

function word(key: Key, row: number): number {
  return block(key, Math.floor(row / 2), 0)[row % 2];
}

function u53(key: Key, row: number, draw: number): number {
  const [x, y] = block(key, row, draw);
  return Number((BigInt(x) >> 5n) * 2n ** 26n + (BigInt(y) >> 6n)) / 2 ** 53;
}

function share(random: number, n: number): number {
  return Number((BigInt(random) * BigInt(n)) >> 32n);
}

const weights = aliasTable([5, 0, 1, 2, 0.5]);
const square = { quantile: (u: number) => u * u };

function kernel<T extends Out>(
  name: string,
  make: (length: number) => T,
  fill: (out: T, key: Key, rows: Rows) => void,
  cell: Kernel['cell'],
): Kernel {
  const run: Kernel['run'] = (key, rows, more) => {
    const out = make(rows.length + more);
    fill(out, key, rows);
    return out;
  };
  return { name, run, cell };
}

const UNTOUCHED = 77;
const ints = (length: number): Int32Array => new Int32Array(length).fill(UNTOUCHED);
const doubles = (length: number): Float64Array => new Float64Array(length).fill(UNTOUCHED);
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(UNTOUCHED);

const kernels: Kernel[] = [
  kernel('fillWord', ints, fillWord, (key, row) => word(key, row) | 0),
  ...[1, 2, 1000, 65537, 2 ** 21].map((n) =>
    kernel(
      `fillBelow ${n}`,
      ints,
      (out, key, rows) => fillBelow(out, key, rows, n, -5),
      (key, row) => share(word(key, row), n) - 5,
    ),
  ),
  kernel(
    'fillBelow 2^31',
    ints,
    (out, key, rows) => fillBelow(out, key, rows, 2 ** 31, 0),
    (key, row) => word(key, row) >>> 1,
  ),
  kernel(
    'fillBelow 2^32',
    ints,
    (out, key, rows) => fillBelow(out, key, rows, 2 ** 32, -(2 ** 31)),
    (key, row) => word(key, row) - 2 ** 31,
  ),
  kernel(
    'fillBelowWide 2^53',
    doubles,
    (out, key, rows) => fillBelowWide(out, key, rows, 2 ** 53, 0),
    (key, row) => u53(key, row, 0) * 2 ** 53,
  ),
  kernel(
    'fillBelowWide 10^12',
    doubles,
    (out, key, rows) => fillBelowWide(out, key, rows, 1e12, 7),
    (key, row) => 7 + Math.floor(u53(key, row, 0) * 1e12),
  ),
  ...[0, 1, 2046].map((draw) =>
    kernel(
      `fillUnit, draw ${draw}`,
      doubles,
      (out, key, rows) => fillUnit(out, key, rows, draw),
      (key, row) => u53(key, row, draw),
    ),
  ),
  kernel('fillUnit32', doubles, fillUnit32, (key, row) => (word(key, row) + 0.5) / 2 ** 32),
  kernel(
    'fillBlock x',
    ints,
    (out, key, rows) => fillBlock(out, new Int32Array(out.length), key, rows, 2047),
    (key, row) => block(key, row, 2047)[0] | 0,
  ),
  kernel(
    'fillBlock y',
    ints,
    (out, key, rows) => fillBlock(new Int32Array(out.length), out, key, rows, 1),
    (key, row) => block(key, row, 1)[1] | 0,
  ),
  ...[0, 1, 2, 3].map((at) =>
    kernel(
      `fillFourWords ${at}`,
      ints,
      (out, key, rows) => {
        const four = new Uint32Array(4 * out.length);
        fillFourWords(four, key, rows);
        for (let i = 0; i < rows.length; i++) out[i] = four[4 * i + at];
      },
      (key, row) => block(key, row, at >> 1)[at & 1] | 0,
    ),
  ),
  ...[0, 1e-3, 0.5, 0.9, 1].map((p) =>
    kernel(
      `fillChance ${p}`,
      bytes,
      (out, key, rows) => fillChance(out, key, rows, p),
      (key, row) => (word(key, row) >>> 1 < Math.floor(p * 2 ** 31 + 0.5) ? 1 : 0),
    ),
  ),
  kernel(
    'fillAlias',
    ints,
    (out, key, rows) => fillAlias(out, key, rows, weights),
    (key, row) => {
      const [x, y] = block(key, row, 0);
      const position = share(x, 5);
      return y >>> 1 < weights.keep[position] ? position : weights.other[position];
    },
  ),
  kernel(
    'fillLaw',
    doubles,
    (out, key, rows) => fillLaw(out, key, rows, square),
    (key, row) => u53(key, row, 0) ** 2,
  ),
];

const anyKey = fc.record({ k0: fc.integer(), k1: fc.integer() });
const edges = [2 ** 31, 2 ** 32, 2 ** 33, 3 * 2 ** 33, 2 ** 52];
const anyFirst = fc.oneof(
  fc.nat(5000),
  fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -40, max: 40 })).map(([edge, by]) => edge + by),
  fc.integer({ min: 0, max: 2 ** 53 - 3000 }),
);
const settings = { seed: 20240601, numRuns: 40 };

describe.each(kernels)('$name', ({ run, cell }) => {
  test('a range holds the cells of its rows and nothing more', () => {
    fc.assert(
      fc.property(anyKey, anyFirst, fc.nat(40), (key, first, length) => {
        const cells = Array.from({ length }, (_, i) => cell(key, first + i));
        const out = run(key, { first, length, index: null }, 3);
        expect(Array.from(out)).toEqual([...cells, UNTOUCHED, UNTOUCHED, UNTOUCHED]);
      }),
      settings,
    );
  });

  test('an index vector holds the cells of its rows and nothing more', () => {
    const near = anyFirst.chain((first) =>
      fc.array(fc.nat(30), { maxLength: 40 }).map((by) => by.map((b) => first + b)),
    );
    fc.assert(
      fc.property(anyKey, fc.oneof(fc.array(anyFirst, { maxLength: 40 }), near), (key, index) => {
        const rows = { first: 0, length: index.length, index: Float64Array.from([...index, 9]) };
        expect(Array.from(run(key, rows, 1))).toEqual([...index.map((row) => cell(key, row)), UNTOUCHED]);
      }),
      settings,
    );
  });

  test('long batches agree, whichever way they are split', () => {
    const key = { k0: 31, k1: -17 };
    const first = 2 ** 33 - 2501;
    const length = 5003;
    const whole = run(key, { first, length, index: null }, 0);
    const index = Float64Array.from({ length }, (_, i) => first + i);
    expect(run(key, { first: 0, length, index }, 0)).toEqual(whole);
    const cuts = [0, 1, 1024, 1025, 2501, 2502, 4999, length];
    for (let c = 1; c < cuts.length; c++) {
      const part = run(key, { first: first + cuts[c - 1], length: cuts[c] - cuts[c - 1], index: null }, 0);
      expect(part).toEqual(whole.subarray(cuts[c - 1], cuts[c]));
    }
  });
});

test('numbers of any range stay within it, also where the range is nearly all of 32 bits', () => {
  const rows = { first: 0, length: 4000, index: null };
  const out = new Int32Array(rows.length);
  for (const n of [3, 2 ** 22 + 1, 2 ** 30 + 7, 2 ** 31 - 1, 2 ** 31 + 1, 2 ** 32 - 1]) {
    const low = n > 2 ** 31 ? -(2 ** 31) : 2 ** 31 - n;
    fillBelow(out, { k0: 1, k1: n | 0 }, rows, n, low);
    for (const value of out) expect(value >= low && value <= low + n - 1).toBe(true);
    const mean = out.reduce((sum, value) => sum + (value - low), 0) / rows.length;
    expect(Math.abs((mean + 0.5) / n - 0.5)).toBeLessThan(0.02);
  }
});

test('the values of a batch never change', () => {
  const out = new Float64Array(4);
  fillUnit(out, { k0: 1, k1: 2 }, { first: 2 ** 40, length: 4, index: null }, 3);
  expect(Array.from(out)).toEqual([0.9391173820219398, 0.5599571623747737, 0.9665848833200149, 0.12316031185008303]);
});
