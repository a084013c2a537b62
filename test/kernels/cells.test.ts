import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vector } from '../../src/engine/vector.ts';
import { Sink } from '../../src/formats/sink.ts';
import { Canvas } from '../../src/formats/text/canvas.ts';
import { rowEncoder } from '../../src/formats/text/layout.ts';
import { isShort, shortLeaf } from '../../src/formats/text/short-cells.ts';
import { plainWriter } from '../../src/formats/text/writer.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The values one a line, by the kernels: with room behind each cell for wide stores, and without any. */
function byKernels(vector: Vector, length: number): string[] {
  if (!isShort(vector)) throw new Error('there is no kernel for these');
  return ['\n', ' some bytes behind each\n'].map((behind) => {
    const rows = rowEncoder([shortLeaf(vector), encoder.encode(behind)], new Uint8Array(0), new Canvas());
    return decoder.decode(rows.encode(length)).replaceAll(behind, '\n');
  });
}

/** The same by the functions that write one value at a time. */
function oneByOne(vector: Vector, length: number): string {
  const sink = new Sink();
  const write = plainWriter(vector);
  for (let row = 0; row < length; row++) {
    write(sink, row);
    sink.append(encoder.encode('\n'));
  }
  return decoder.decode(sink.written());
}

function expectSame(vector: Vector, length: number): void {
  const expected = oneByOne(vector, length);
  for (const found of byKernels(vector, length)) expect(found === expected).toBe(true);
}

const SAFE = Number.MAX_SAFE_INTEGER;
/** Powers of ten and of two, and their neighbours: where the number of digits or of bits changes. */
const EDGES = Array.from({ length: 16 }, (_, i) => 10 ** i)
  .concat(Array.from({ length: 53 }, (_, i) => 2 ** i))
  .flatMap((power) => [power - 1, power, power + 1])
  .flatMap((value) => [value, -value])
  .map((value) => value + 0);
const integer = fc.oneof(fc.constantFrom(...EDGES.filter(Number.isSafeInteger)), fc.maxSafeInteger(), fc.integer());
const values = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 50 });

describe('kernels write what is written one by one', () => {
  test('integers of 32 bits', () => {
    const edges = EDGES.filter((value) => value === (value | 0));
    expectSame({ kind: 'int32', values: Int32Array.from(edges), validity: null }, edges.length);
    fc.assert(
      fc.property(values(fc.integer()), (all) => {
        expectSame({ kind: 'int32', values: Int32Array.from(all), validity: null }, all.length);
      }),
    );
  });

  test('integers of 53 bits and decimals of any scale', () => {
    fc.assert(
      fc.property(values(integer), fc.integer({ min: 0, max: 15 }), (all, scale) => {
        const numbers = Float64Array.from(all, (value) => value + 0);
        expectSame({ kind: 'int53', values: numbers, validity: null }, all.length);
        expectSame({ kind: 'decimal', scale, values: numbers, validity: null }, all.length);
      }),
    );
  });

  test('decimals of 64 bits', () => {
    const wide = fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), integer.map(BigInt));
    fc.assert(
      fc.property(values(wide), fc.integer({ min: 0, max: 18 }), (all, scale) => {
        expectSame({ kind: 'decimal64', scale, values: BigInt64Array.from(all), validity: null }, all.length);
      }),
    );
  });

  test('every day from 1899 to 2101, the first and the last of every year, and days far away', () => {
    const day = (year: number, month = 0, date = 1): number =>
      new Date(0).setUTCFullYear(year, month, date) / 86_400_000;
    const all = Array.from({ length: day(2101) - day(1899) }, (_, i) => day(1899) + i);
    for (let year = -9999; year <= 20_000; year++)
      all.push(day(year), day(year, 1, 28), day(year, 2), day(year, 11, 31));
    expectSame({ kind: 'date', values: Int32Array.from(all), validity: null }, all.length);
  });

  test('instants and times of day', () => {
    const instant = fc.oneof(
      fc.integer({ min: -3e14, max: 3e14 }),
      fc.integer({ min: -3e6, max: 3e6 }).map((day) => day * 86_400_000),
    );
    fc.assert(
      fc.property(values(fc.tuple(instant, fc.integer({ min: -1, max: 1 }))), (all) => {
        const moments = Float64Array.from(all, ([at, off]) => at + off);
        expectSame({ kind: 'timestamp', values: moments, validity: null }, all.length);
        const times = Int32Array.from(all, ([at]) => Math.abs(at) % 86_400_000);
        expectSame({ kind: 'time', values: times, validity: null }, all.length);
      }),
    );
  });

  test('UUIDs and booleans', () => {
    fc.assert(
      fc.property(values(fc.uint32Array({ minLength: 4, maxLength: 4 })), (all) => {
        const words = Uint32Array.from(all.flatMap((four) => [...four]));
        expectSame({ kind: 'uuid', values: words, validity: null }, all.length);
        expectSame({ kind: 'bool', values: Uint8Array.from(all, ([word]) => word & 1), validity: null }, all.length);
      }),
    );
  });

  test('whole numbers that a double holds, up to the largest', () => {
    const all = Float64Array.of(SAFE, -SAFE, SAFE - 1, 0);
    expectSame({ kind: 'int53', values: all, validity: null }, all.length);
  });
});
