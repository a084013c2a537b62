import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/engine/frame.ts';
import type { ColumnType } from '../../../src/engine/vector.ts';
import { compile, evaluate, numbers, rows } from './evaluate.ts';

const LIMIT = 10n ** 18n;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** A decimal column, its precision, and its one value. */
interface Sample {
  readonly unscaled: bigint;
  readonly scale: number;
  readonly precision: number;
  readonly wide: boolean;
}

const sample: fc.Arbitrary<Sample> = fc
  .record({
    precision: fc.integer({ min: 1, max: 18 }),
    places: fc.integer({ min: 0, max: 18 }),
    figures: fc.bigInt({ min: -(LIMIT - 1n), max: LIMIT - 1n }),
    wide: fc.boolean(),
  })
  .map(({ precision, places, figures, wide }) => {
    const unscaled = figures % 10n ** BigInt(precision);
    const large = unscaled > SAFE || unscaled < -SAFE;
    return { unscaled, scale: Math.min(places, precision), precision, wide: wide || large };
  });

function column({ unscaled, scale, precision, wide }: Sample): Recipe {
  return numbers(wide ? 'decimal64' : 'decimal', [wide ? unscaled : Number(unscaled)], { scale, precision });
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** a / b to the nearest whole number, halves to the even one. */
function rounded(a: bigint, b: bigint): bigint {
  const floor = floorOf(a, b);
  const twice = (a - floor * b) * 2n;
  return twice > b || (twice === b && floor % 2n !== 0n) ? floor + 1n : floor;
}

function floorOf(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** The only row, as scale and unscaled value. */
function result(
  source: string,
  columns: Record<string, Recipe>,
  expected?: ColumnType,
): { scale: number; value: bigint | null } {
  const { recipe, findings } = compile(source, expected === undefined ? { columns } : { columns, expected });
  if (recipe === null) throw new Error(findings.join('; '));
  const [value] = rows(recipe, 1);
  const scale = recipe.type.kind === 'decimal' ? recipe.type.scale : 0;
  if (value !== null && Math.abs(Number(value)) > (recipe.magnitude ?? Infinity))
    throw new Error(`${source}: too large`);
  if (value === null && !recipe.nullable) throw new Error(`${source}: null`);
  return {
    scale,
    value: value === null ? null : BigInt(Number.isInteger(value) || typeof value === 'bigint' ? value : NaN),
  };
}

function fitting(value: bigint, limit = LIMIT): bigint | null {
  return value < limit && value > -limit ? value : null;
}

describe('decimals agree with big integers', () => {
  const forPairs = (property: (a: Sample, b: Sample) => void): void => {
    fc.assert(fc.property(sample, sample, property), { seed: 11, numRuns: 400 });
  };

  it('in sums and differences', () => {
    forPairs((a, b) => {
      const columns = { a: column(a), b: column(b) };
      const scale = Math.max(a.scale, b.scale);
      const [x, y] = [a.unscaled * power(scale - a.scale), b.unscaled * power(scale - b.scale)];
      expect(result('a + b', columns)).toEqual({ scale, value: fitting(x + y) });
      expect(result('a - b', columns)).toEqual({ scale, value: fitting(x - y) });
      expect(result('-a', columns)).toEqual({ scale: a.scale, value: -a.unscaled });
    });
  });

  it('in products', () => {
    forPairs((a, b) => {
      const scale = Math.min(a.scale + b.scale, Math.max(12, a.scale, b.scale));
      const value = rounded(a.unscaled * b.unscaled, power(a.scale + b.scale - scale));
      expect(result('a * b', { a: column(a), b: column(b) })).toEqual({ scale, value: fitting(value) });
    });
  });

  it('in quotients and rests', () => {
    forPairs((a, b) => {
      const columns = { a: column(a), b: column(b) };
      const scale = Math.max(a.scale, b.scale);
      const [x, y] = [a.unscaled * power(scale - a.scale), b.unscaled * power(scale - b.scale)];
      const quotient = y === 0n ? null : floorOf(x, y);
      const rest = quotient === null ? null : fitting(x - quotient * y);
      expect(result('a // b', columns).value).toEqual(quotient === null ? null : fitting(quotient, SAFE + 1n));
      expect(result('a % b', columns)).toEqual({ scale, value: rest });
    });
  });

  it('in comparisons', () => {
    forPairs((a, b) => {
      const columns = { a: column(a), b: column(b) };
      const [x, y] = [a.unscaled * power(18 - a.scale), b.unscaled * power(18 - b.scale)];
      expect(evaluate('a < b', { columns })).toEqual([x < y]);
      expect(evaluate('a >= b', { columns })).toEqual([x >= y]);
      expect(evaluate('a == b', { columns })).toEqual([x === y]);
      expect(evaluate('a != a', { columns })).toEqual([false]);
      const [low, high] = x < y ? [a, b] : [b, a];
      const scale = Math.max(a.scale, b.scale);
      const aligned = (s: Sample): bigint | null => fitting(s.unscaled * power(scale - s.scale));
      const known = aligned(low) !== null && aligned(high) !== null;
      expect(result('min(a, b)', columns).value).toEqual(known ? aligned(low) : null);
      expect(result('max(a, b)', columns).value).toEqual(known ? aligned(high) : null);
    });
  });

  it('when they are rounded', () => {
    forPairs((a, b) => {
      const digits = Math.min(b.scale, 12);
      const value =
        digits >= a.scale ? a.unscaled * power(digits - a.scale) : rounded(a.unscaled, power(a.scale - digits));
      const columns = { a: column(a) };
      const most = digits === 0 ? SAFE + 1n : LIMIT;
      expect(result(`round(a, ${digits})`, columns)).toEqual({ scale: digits, value: fitting(value, most) });
      const expected: ColumnType = { kind: 'decimal', precision: Math.max(b.precision, digits), scale: digits };
      const limit = power(expected.precision);
      expect(result('a', columns, expected)).toEqual({ scale: digits, value: fitting(value, limit) });
      expect(result('floor(a)', columns).value).toEqual(fitting(floorOf(a.unscaled, power(a.scale)), SAFE + 1n));
      expect(result('ceil(a)', columns).value).toEqual(fitting(-floorOf(-a.unscaled, power(a.scale)), SAFE + 1n));
      expect(result('abs(a)', columns).value).toEqual(a.unscaled < 0n ? -a.unscaled : a.unscaled);
    });
  });
});

describe('integers agree with big integers', () => {
  it('in every operation, by column and by constant', () => {
    const integer = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        const columns = { a: numbers('int53', [a]), b: numbers('int53', [b]) };
        const [x, y] = [BigInt(a), BigInt(b)];
        const cases: [string, bigint | null][] = [
          ['+', x + y],
          ['-', x - y],
          ['*', x * y],
          ['//', y === 0n ? null : floorOf(x, y)],
          ['%', y === 0n ? null : x - floorOf(x, y) * y],
        ];
        for (const [operator, exact] of cases) {
          const value = exact === null ? null : fitting(exact, SAFE + 1n);
          const sources = [`a ${operator} b`, `(${a}) ${operator} b`, ...(b === 0 ? [] : [`a ${operator} (${b})`])];
          for (const source of sources) expect([source, result(source, columns).value]).toEqual([source, value]);
        }
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});

describe('numbers', () => {
  const columns = {
    i: numbers('int32', [7, -7, 0], { magnitude: 7 }),
    z: numbers('int32', [2, 0, 0], { magnitude: 2 }),
    f: numbers('float64', [0.5, -1e300, 0]),
    p: numbers('decimal', [1999, 250, 0], { scale: 2, precision: 10 }),
  };
  const results = (source: string, expected?: ColumnType): unknown[] =>
    evaluate(source, expected === undefined ? { columns } : { columns, expected }, 3);

  it('divide as floats, and by zero to null', () => {
    expect(results('i / 2')).toEqual([3.5, -3.5, 0]);
    expect(results('i / z')).toEqual([3.5, null, null]);
    expect(results('i // z')).toEqual([3, null, null]);
    expect(results('i % z')).toEqual([1, null, null]);
    expect(results('p / 0.01')).toEqual([1999, 250, 0]);
  });

  it('are never -0, infinite or NaN', () => {
    for (const source of [
      'i * -1',
      '-i',
      '0 - i',
      'f * -1',
      'i // -3',
      'i % -7',
      'round(f)',
      'ceil(-0.5e0 * i)',
      'abs(f)',
      'f * f * f',
    ]) {
      for (const value of results(source))
        expect(Object.is(value, -0) || value === Infinity || Number.isNaN(value)).toBe(false);
    }
    expect(results('f * 1e300')).toEqual([0.5e300, null, 0]);
  });

  it('take the type of the field', () => {
    expect(results('i / 2', { kind: 'integer' })).toEqual([4, -4, 0]);
    expect(results('p * i', { kind: 'decimal', precision: 10, scale: 1 })).toEqual([1399, -175, 0]);
    expect(results('p', { kind: 'decimal', precision: 3, scale: 2 })).toEqual([null, 250, 0]);
    expect(results('p', { kind: 'number' })).toEqual([19.99, 2.5, 0]);
    expect(results('p', { kind: 'integer' })).toEqual([20, 2, 0]);
    expect(results('i', { kind: 'decimal', precision: 5, scale: 2 })).toEqual([700, -700, 0]);
    expect(results("'2026-01-31'", { kind: 'date' })).toEqual([20484, 20484, 20484]);
    expect(results("if(i > 0, date('1970-01-02'), null)", { kind: 'timestamp' })).toEqual([86_400_000, null, null]);
  });

  it('keep what is known of their size, so that plain sums are never null', () => {
    expect(compile('p * i + 1', { columns }).recipe).toMatchObject({
      nullable: false,
      type: { kind: 'decimal', scale: 2 },
    });
    expect(compile('i * i', { columns }).recipe).toMatchObject({ nullable: false, magnitude: 49 });
    expect(compile('f + f', { columns }).recipe?.nullable).toBe(true);
  });

  it('of variables are read as they are written', () => {
    const variables = {
      rate: { value: 0.05, text: '0.05' },
      users: { value: 1000, text: '1_000' },
      none: null,
      hex: { value: 31, text: '0x1F' },
    };
    expect(evaluate('vars.rate * vars.users', { variables })).toEqual([5000]);
    expect(compile('vars.rate', { variables }).recipe?.type).toEqual({ kind: 'decimal', precision: 2, scale: 2 });
    expect(evaluate('coalesce(vars.none, vars.hex)', { variables })).toEqual([31]);
  });

  it('may stand as decimals in a column of plain numbers', () => {
    const plain: Recipe = { ...columns.p, type: { kind: 'number' } };
    expect(evaluate('p + 0.01', { columns: { p: plain } }, 2)).toEqual([20, 2.51]);
  });
});
