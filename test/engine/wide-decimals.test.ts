import { describe, expect, test } from 'vitest';
import { encodeRows, entityOf, programOf, rowsOf } from './rows.ts';

const MODEL = `
$seed: 4
T:
  $count: 200
  id: integer @id
  drawn: decimal(38,10)
  places: decimal(38,18)
  great: decimal(38,0) 123456789012345678901234567890-123456789012345678901234567899
  below: decimal(30,2) -20000000000000000000.00..-10000000000000000000.01
  different: decimal(38,0) 100000000000000000000-100000000000000000199 unique
  stepped: { $type: "decimal(38,0)", $min: 100000000000000000000, $max: 100000000000000000100, $step: 50 }
  written: { $type: "decimal(38,5)", $values: [12345678901234567890123456789012.12345, 1.5] }
  maybe: decimal(22,2) 99999999999999999998.99..99999999999999999999.99 null 30%
  doubled: { $type: "decimal(38,2)", $expression: drawn * 2 }
  half: { $type: number, $expression: great / 2 }
  shaped: { $type: "decimal(38,0)", $min: 0, $max: 1000000000000000000000, $distribution: { name: normal, mean: 500000000000000000000, stddev: 1000 } }
C:
  t: { $ref: T.id, $per: 1 }
  same: { $lookup: t.great }
P: { $count: 3, id: integer @id, all: { $sum: Q.amount }, most: { $max_of: Q.amount } }
Q: { p: { $ref: P.id, $per: 4 }, amount: "decimal(25,1) 1000000000000000000000-2000000000000000000000", so_far: { $running: amount, $via: p } }
`;
const program = programOf(MODEL);

async function rows(entity: string, count = 200): Promise<readonly Readonly<Record<string, string>>[]> {
  const lines = (await encodeRows(entityOf(program, entity), 'csv', [[0, count]])).trimEnd().split(/\r?\n/);
  const names = Object.keys((await rowsOf(program, entity, 0, 1))[0]);
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, k) => [names[k], cell])));
}

const unscaled = (text: string): bigint => BigInt(text.replace('.', ''));

describe('decimals of more than 18 digits', () => {
  test('have the digits of their type, and are within their bounds', async () => {
    for (const row of await rows('T')) {
      expect(row['drawn']).toMatch(/^\d{1,4}\.\d{10}$/);
      expect(row['places']).toMatch(/^\d{1,4}\.\d{18}$/);
      expect(row['great']).toMatch(/^12345678901234567890123456789\d$/);
      expect(row['below']).toMatch(/^-\d{20}\.\d{2}$/);
      const amount = unscaled(row['below']);
      expect(amount >= -2_000_000_000_000_000_000_000n && amount <= -1_000_000_000_000_000_000_001n).toBe(true);
      expect(row['stepped']).toMatch(/^100000000000000000(?:000|050|100)$/);
      expect(['12345678901234567890123456789012.12345', '1.50000']).toContain(row['written']);
      expect(row['maybe']).toMatch(/^(?:9999999999999999999[89]\.\d{2})?$/);
      expect(row['shaped']).toMatch(/^(?:499999999999999|500000000000000)\d{6}$/);
    }
  });

  test('use their range, and are all different where they must be', async () => {
    const all = await rows('T');
    expect(new Set(all.map((row) => row['great'])).size).toBe(10);
    expect(new Set(all.map((row) => row['different'])).size).toBe(200);
    expect(new Set(all.map((row) => row['stepped'])).size).toBe(3);
    expect(new Set(all.map((row) => row['maybe'] === '')).size).toBe(2);
  });

  test('are looked up as they are, and doubles where they are computed with', async () => {
    const [parents, children] = [await rows('T'), await rows('C')];
    expect(children.map((row) => row['same'])).toEqual(parents.map((row) => row['great']));
    for (const row of parents) {
      expect(Number(row['half'])).toBe(Number(row['great']) / 2);
      expect(Number(row['doubled'])).toBeCloseTo(Number(row['drawn']) * 2, 1);
    }
    const amounts = await rows('Q', 12);
    for (const { id, all, most } of await rows('P', 3)) {
      const own = amounts.filter(({ p }) => p === id);
      const total = own.reduce((sum, { amount }) => sum + Number(amount), 0);
      expect(Number(all) / total).toBeCloseTo(1, 12);
      expect(Number(most)).toBe(Math.max(...own.map(({ amount }) => Number(amount))));
      expect(Number(own.at(-1)?.['so_far']) / total).toBeCloseTo(1, 12);
    }
  });

  test('are numbers of JSON', async () => {
    const text = await encodeRows(entityOf(program, 'T'), 'jsonl', [[0, 1]]);
    expect(text).toMatch(/"great":12345678901234567890123456789\d,"below":-\d{20}\.\d\d,/);
  });
});
