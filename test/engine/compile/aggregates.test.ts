import { describe, expect, test } from 'vitest';
import { encodeRows, entityOf, programOf, type Row, rowsOf } from '../rows.ts';

/** The cells of a csv row without quoted ones: numbers keep every digit. */
const cells = async (text: string, name: string, rows: number): Promise<string[][]> => {
  const csv = await encodeRows(entityOf(programOf(text), name), 'csv', [[0, rows]]);
  return csv
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));
};
const unscaled = (text: string): bigint => BigInt(text.replace('.', ''));

describe('sums', () => {
  test('of nulls, of look-ups, of sums, through objects, with $via', async () => {
    const text = `
P:
  $count: 60
  id: integer @id
  rate: integer 1-9
  n: { $count_of: C, $via: p }
  a: { $sum: C.a, $via: p }
  b: { $sum: C.o.b, $via: p }
  r: { $sum: C.r, $via: p }
  deep: { $sum: C.deep, $via: p }
  m: "= a / n"
C:
  p: { $ref: P.id, $per: { min: 0, max: 9, distribution: zipf } }
  other: { $ref: P.id, $null: 50% }
  id: string @uuid @id
  a: integer -9..9 null 40%
  o: { b: decimal(9,3) -9.000..9.000, $null: 30% }
  r: "= coalesce(a, 1) * p.rate + coalesce(other.rate, 0)"
  deep: { $sum: L.f }
L: { c: { $ref: C.id, $per: 0-4 }, f: { $type: number 0-1, $when: "random() < 0.8" } }
`
      .replace('b: decimal(9,3) -9.000..9.000', 'b: "decimal(9,3) -9.000..9.000"')
      .replace('number 0-1,', 'number 0.00-1.00,');
    const program = programOf(text);
    const [parents, children, leaves] = await Promise.all(['P', 'C', 'L'].map((name) => rowsOf(program, name)));
    const total = (rows: Row[], value: (row: Row) => unknown): number =>
      rows.reduce((sum, row) => sum + Math.round(Number(value(row) ?? 0) * 1000), 0) / 1000;
    for (const parent of parents) {
      const own = children.filter((row) => row['p'] === parent['id']);
      expect(parent['n']).toBe(own.length);
      expect(parent['a']).toBe(total(own, (row) => row['a']));
      const inner = (row: Row): unknown =>
        typeof row['o'] === 'object' && row['o'] !== null && 'b' in row['o'] ? row['o'].b : 0;
      expect(parent['b']).toBe(total(own, inner));
      expect(parent['r']).toBe(total(own, (row) => row['r']));
      expect(parent['deep']).toBe(total(own, (row) => row['deep']));
      expect(parent['m']).toBe(own.length === 0 ? null : Number(parent['a']) / own.length);
    }
    for (const child of children) {
      const own = leaves.filter((row) => row['c'] === child['id']);
      expect(child['deep']).toBe(total(own, (row) => row['f']));
    }
  });

  test('of decimals past 2^53 keep every digit, and past 18 digits are null', async () => {
    const text = `
P: { $count: 30, id: integer @id, wide: { $sum: C.w }, wider: { $sum: C.v }, past: { $sum: C.u }, plus: "= wide + 0.01", num: { $type: number, $sum: C.w }, less: { $type: "decimal(18,1)", $sum: C.w } }
C:
  p: { $ref: P.id, $per: 0-40 }
  w: decimal(18,2) 80000000000000.00-90071992547409.91
  v: "= w * 10 + 0.001"
  u: "= w * 100"
`;
    const children = await cells(text, 'C', entityOf(programOf(text), 'C').rows);
    for (const [id, wide, wider, past, plus, num, less] of await cells(text, 'P', 30)) {
      const own = children.filter(([p]) => p === id);
      const exact = own.reduce((sum, [, w]) => sum + unscaled(w), 0n);
      const ten = own.reduce((sum, [, , v]) => sum + unscaled(v), 0n);
      const most = own.reduce((sum, [, , , u]) => sum + unscaled(u), 0n);
      expect(unscaled(wide)).toBe(exact);
      for (const [sum, wanted] of [
        [wider, ten],
        [past, most],
      ] as const) {
        expect(sum === '').toBe(wanted >= 10n ** 18n);
        // The text of a null is empty, which BigInt reads as 0.
        expect(unscaled(sum)).toBe(wanted < 10n ** 18n ? wanted : 0n);
      }
      expect([unscaled(plus), num]).toEqual([exact + 1n, wide]);
      const [tens, rest] = [exact / 10n, exact % 10n];
      expect(unscaled(less)).toBe(rest > 5n || (rest === 5n && tens % 2n === 1n) ? tens + 1n : tens);
    }
  });

  test('of integers past 2^53 are null, and of floats past a double', async () => {
    const text = `
P: { $count: 20, id: integer @id, n: { $count_of: C }, i: { $sum: C.i }, f: { $sum: C.f } }
C: { p: { $ref: P.id, $per: 0-3 }, i: integer 9007199254740000-9007199254740991, f: "= 1.0 / 0.00000001 * number('1e300')" }
`;
    for (const row of await rowsOf(programOf(text), 'P')) {
      expect(row['i'] === null).toBe(Number(row['n']) > 1);
      expect(row['f']).toBe(
        row['n'] === 0 ? 0 : Number(row['n']) === 1 ? 1e308 : Number(row['n']) > 1 ? null : row['f'],
      );
    }
  });

  test.each([0, 1, 17, 90])('and counts follow a total of %i rows', async (total) => {
    const text =
      'P: { $count: 30, id: integer @id, n: { $count_of: C }, s: { $sum: C.x } }\nC: { p: { $ref: P.id, $per: 0-3 }, no: { $ordinal: p }, x: integer }\n';
    const program = programOf({ text, counts: [['C', total]] });
    const children = await rowsOf(program, 'C');
    expect(children).toHaveLength(total);
    for (const parent of await rowsOf(program, 'P')) {
      const own = children.filter((row) => row['p'] === parent['id']);
      expect([parent['n'], parent['s']]).toEqual([own.length, own.reduce((sum, row) => sum + Number(row['x']), 0)]);
      expect(own.map((row) => row['no'])).toEqual(own.map((_, i) => i + 1));
    }
  });
});
