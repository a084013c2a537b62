import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cos, exp, expm1, log, log1p, pow, sin } from '../../../src/engine/random/elementary.ts';
import { fillUnit } from '../../../src/engine/random/fill.ts';
import { normalCdf, normalQuantile } from '../../../src/engine/random/normal.ts';

const COUNT = 4000;

function units(k1: number): Float64Array {
  const out = new Float64Array(COUNT);
  fillUnit(out, { k0: 77, k1 }, { first: 0, length: COUNT, index: null }, 0);
  return out;
}

const u = units(1);
const v = units(2);
/** Between 2^-1000 and 2^1000, all parts of the mantissa. */
const wide = u.map((value, i) => (1 + value) * 2 ** Math.floor((v[i] - 0.5) * 2000));
const near = u.map((value) => 0.5 + value);
const exponents = u.map((value) => (value - 0.5) * 1480);
const powers = v.map((value) => (value - 0.5) * 40);

/** Units in the last place between two positive doubles. */
function ulps(a: number, b: number): number {
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer);
  return Number(bits[0] > bits[1] ? bits[0] - bits[1] : bits[1] - bits[0]);
}

function digest(...results: Float64Array[]): string {
  const hash = createHash('sha256');
  for (const result of results) hash.update(new Uint8Array(result.buffer));
  return hash.digest('hex').slice(0, 32);
}

describe('beside Math, which is good to a unit in the last place', () => {
  test('log', () => {
    for (const x of [...wide, ...near])
      expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(Math.abs(Math.log(x)) * 2.3e-16);
  });

  test('exp', () => {
    for (const x of exponents) expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(1);
  });

  test('pow', () => {
    for (let i = 0; i < COUNT; i++) {
      const expected = Math.pow(wide[i], powers[i] / 40);
      expect(ulps(pow(wide[i], powers[i] / 40), expected)).toBeLessThanOrEqual(1);
      expect(ulps(pow(near[i], powers[i] * 10), Math.pow(near[i], powers[i] * 10))).toBeLessThanOrEqual(1);
    }
  });

  test('sin and cos', () => {
    for (let i = 0; i < COUNT; i++) {
      const x = (u[i] - 0.5) * 2 ** Math.floor(v[i] * 22);
      expect(ulps(Math.abs(sin(x)), Math.abs(Math.sin(x)))).toBeLessThanOrEqual(1);
      expect(ulps(Math.abs(cos(x)), Math.abs(Math.cos(x)))).toBeLessThanOrEqual(1);
    }
    // Near multiples of pi/2, where all but the last digits cancel.
    for (let k = 1; k < 1_000_000; k = 3 * k + 1) {
      const x = k * (Math.PI / 2);
      expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThanOrEqual(Math.abs(Math.sin(x)) * 2.3e-16);
      expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThanOrEqual(Math.abs(Math.cos(x)) * 2.3e-16);
    }
  });

  test('log1p and expm1', () => {
    for (let i = 0; i < COUNT; i++) {
      const tiny = (u[i] - 0.5) * 2 ** Math.floor(-v[i] * 60);
      expect(Math.abs(log1p(tiny) / Math.log1p(tiny) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(expm1(tiny) / Math.expm1(tiny) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(expm1(-40 * u[i] - 1e-9) / Math.expm1(-40 * u[i] - 1e-9) - 1)).toBeLessThan(1e-15);
    }
  });
});

test('the ends of their domains', () => {
  expect([log(0), log(-1), log(1), log(Infinity), log(5e-324)]).toEqual([
    -Infinity,
    NaN,
    0,
    Infinity,
    -744.4400719213812,
  ]);
  expect([exp(0), exp(1), exp(-Infinity), exp(Infinity), exp(-745), exp(-746), exp(709.5)]).toEqual([
    1,
    Math.E,
    0,
    Infinity,
    5e-324,
    0,
    Math.exp(709.5),
  ]);
  expect([
    pow(2, 10),
    pow(10, 3),
    pow(2, -1074),
    pow(2, 1023),
    pow(2, 1024),
    pow(2, -1080),
    pow(7, 0),
    pow(1, 9),
  ]).toEqual([1024, 1000, 5e-324, 2 ** 1023, Infinity, 0, 1, 1]);
  expect([log1p(0), expm1(0), expm1(-800), expm1(800)]).toEqual([0, 0, -1, Infinity]);
  expect([sin(0), cos(0), sin(Math.PI / 2), sin(1e-300)]).toEqual([0, 1, 1, 1e-300]);
});

describe('the normal law', () => {
  test('distribution function: published values', () => {
    const values: [number, number][] = [
      [0, 0.5],
      [1, 0.8413447460685429],
      [-1, 0.15865525393145705],
      [2, 0.9772498680518208],
      [-1.959963984540054, 0.025],
      [-5, 2.866515718791939e-7],
      [-10, 7.61985302416052e-24],
      [-20, 2.7536241186062337e-89],
      [-37, 5.725571222524577e-300],
      [9, 1],
    ];
    for (const [x, p] of values) expect(Math.abs(normalCdf(x) / p - 1)).toBeLessThan((10 + x * x) * 2e-16);
  });

  test('distribution function: against its Taylor and continued-fraction forms', () => {
    for (let x = -12; x <= 6; x += 0.0437) {
      expect(Math.abs(normalCdf(x) / slowCdf(x) - 1)).toBeLessThan((10 + x * x) * 4e-16);
    }
  });

  test('quantile: undoes the distribution function', () => {
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(1e-300)).toBeCloseTo(-37.0471, 4);
    for (let x = -36; x < 5; x += 0.0173) expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-9);
  });
});

function slowCdf(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < -1.5) {
    let fraction = 0;
    for (let k = 3000; k > 0; k--) fraction = k / (-x + fraction);
    return density / (-x + fraction);
  }
  let term = x;
  let sum = x;
  for (let k = 3; k < 400; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + density * sum;
}

test('the bits never change', () => {
  expect({
    log: digest(wide.map(log), near.map(log)),
    exp: digest(exponents.map(exp)),
    pow: digest(
      wide.map((x, i) => pow(x, powers[i] / 40)),
      near.map((x, i) => pow(x, powers[i] * 10)),
    ),
    one: digest(
      u.map(log1p),
      u.map((x) => expm1(-x)),
    ),
    quantile: digest(
      u.map(normalQuantile),
      u.map((x) => normalQuantile(x * 1e-20)),
    ),
    cdf: digest(u.map((x) => normalCdf(x * 40 - 35))),
  }).toEqual({
    log: '07f36c8c5a8dd0e1d1ad5888426e520f',
    exp: '84f2c12729d2428597ebf9195d4b60d2',
    pow: '01b7fabaadcdf787fcb197acc8f16c29',
    one: '5bbcb109a1a1beb9f63fa6b461e4cde7',
    quantile: '6d04759e50733d1fa6413ef6fec95b13',
    cdf: '7cca046eb507d1520b790e3d0cdb18ae',
  });
});
