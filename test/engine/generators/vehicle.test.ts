import { describe, expect, it } from 'vitest';
import { vehicleGenerators } from '../../../src/engine/generators/vehicle.ts';
import { makerCode } from '../../../src/engine/generators/families/vins.ts';
import { testResources } from '../resources.ts';
import { type Use, member, piecewise } from './member.ts';
import { ORACLE_ROWS } from './oracle-rows.ts';
import { makeColumn } from './read-values.ts';

const texts = (name: string, use: Use = {}, rows = Math.max(5000, ORACLE_ROWS)): string[] =>
  makeColumn(member(vehicleGenerators, name, use), rows).map(String);

/** 49 CFR 565.15: the sum of the characters' values by position, modulo 11, X for 10. */
function checkDigit(vin: string): string {
  const values: Readonly<Record<string, number>> = {
    A: 1,
    B: 2,
    C: 3,
    D: 4,
    E: 5,
    F: 6,
    G: 7,
    H: 8,
    J: 1,
    K: 2,
    L: 3,
    M: 4,
    N: 5,
    P: 7,
    R: 9,
    S: 2,
    T: 3,
    U: 4,
    V: 5,
    W: 6,
    X: 7,
    Y: 8,
    Z: 9,
  };
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  let sum = 0;
  for (const [i, weight] of weights.entries()) sum += weight * (values[vin[i]] ?? Number(vin[i]));
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

describe('the vehicle family', () => {
  it.each(vehicleGenerators.map(({ name }) => name))('makes the same %s alone', (name) => {
    const { alone, whole } = piecewise(member(vehicleGenerators, name));
    expect(alone).toEqual(whole);
  });

  it('makes identification numbers that pass the check', () => {
    for (const vin of texts('vin')) {
      expect(vin).toMatch(/^[A-HJ-NPR-Z0-9]{17}$/);
      expect(vin[8]).toBe(checkDigit(vin));
    }
    // A number known to be valid.
    expect(checkDigit('1M8GDM9AXKP042788')).toBe('X');
  });

  it('makes models of the make', () => {
    const { make, model } = testResources.words().vehicle.car;
    const known = new Set(make.map((name, i) => `${name}|${model[i]}`));
    const models = texts('car_model');
    expect(texts('car_make').every((name, i) => known.has(`${name}|${models[i]}`))).toBe(true);
  });

  it('makes identification numbers and fuels of the make', () => {
    const { manufacturer } = testResources.words().vehicle;
    expect(manufacturer.filter((make) => makerCode(make) === undefined)).toEqual([]);
    const makes = texts('car_make');
    const fuels = texts('fuel_type');
    const vehicles = texts('vehicle');
    const models = texts('car_model');
    for (const use of [{}, { distinct: 5000 }]) {
      for (const [i, vin] of texts('vin', use).entries()) expect(vin.slice(0, 3)).toBe(makerCode(makes[i]));
    }
    expect(makes.filter((make, i) => make === 'Tesla' && fuels[i] !== 'Electric')).toEqual([]);
    expect(vehicles).toEqual(makes.map((make, i) => `${make} ${models[i]}`));
  });

  it('makes plates and readings', () => {
    expect(texts('license').every((plate) => /^[A-HJ-NPR-Z]{3}-\d{4}$/.test(plate))).toBe(true);
    const readings = texts('odometer').map(Number);
    expect(Math.min(...readings)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...readings)).toBeLessThanOrEqual(300_000);
    expect(Math.max(...readings)).toBeGreaterThan(290_000);
  });

  it.each([
    ['vin', 30_000],
    ['license', 30_000],
    ['odometer', 30_000],
    ['car_make', 50],
    ['car_model', 200],
  ])('makes %s unique', (name, distinct) => {
    expect(new Set(texts(name, { distinct }, distinct)).size).toBe(distinct);
  });
});
