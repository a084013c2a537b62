import { describe, expect, test } from 'vitest';
import { encodeRows, entityOf, programOf, rowsOf } from '../rows.ts';

const DAY = 86_400_000;

/** The text of a cell that is no null. */
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const instantOf = (value: unknown): number | null => (typeof value === 'string' ? Date.parse(value) : null);

/** `text`, a decimal, with `scale` digits after the point, half-even. */
function rounded(text: string, scale: number): string {
  const [whole, fraction = ''] = text.split('.');
  const more = fraction.length - scale;
  const unscaled = BigInt(whole + fraction.padEnd(scale, '0'));
  let result = unscaled;
  if (more > 0) {
    const power = 10n ** BigInt(more);
    const [low, rest] = [unscaled / power, unscaled % power];
    result = low + (2n * rest > power || (2n * rest === power && low % 2n === 1n) ? 1n : 0n);
  }
  const digits = String(result).padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

describe('declared types', () => {
  test('of numbers: half-even and exact to 18 digits, null where they cannot hold a value', async () => {
    const text = `
P:
  $count: 50
  id: integer @id
  w: decimal(18,2) 10000000000000.00-90071992547409.91
  w3: { $type: "decimal(18,3)", $expression: "w + 0.005" }
  s: { $values: [0.5, 1.5, 2.5, 99.5] }
A:
  p: $P.id
  w3: { $lookup: p.w3 }
  two: { $type: "decimal(18,2)", $lookup: p.w3 }
  four: { $type: "decimal(18,4)", $lookup: p.w3 }
  none: { $type: integer, $lookup: p.w3 }
  text: { $type: string, $lookup: p.w3 }
  number: { $type: number, $lookup: p.w3 }
  s: { $lookup: p.s }
  half: { $type: integer, $lookup: p.s }
  small: { $type: "decimal(2,0)", $lookup: p.s }
`;
    const csv = await encodeRows(entityOf(programOf(text), 'A'), 'csv', [[0, 100]]);
    for (const line of csv.trimEnd().split(/\r?\n/)) {
      const [, , w3, two, four, none, same, number, s, half, small] = line.split(',');
      expect([two, four, none]).toEqual([rounded(w3, 2), rounded(w3, 4), rounded(w3, 0)]);
      expect([same, number]).toEqual([w3, w3]);
      expect([half, small]).toEqual({ 0.5: ['0', '0'], 1.5: ['2', '2'], 2.5: ['2', '2'], 99.5: ['100', ''] }[s]);
    }
  });

  test('of days and instants, through references, with nulls', async () => {
    const text = `
P: { $count: 30, id: integer @id, t: timestamp null 30%, d: date null 30% }
A: { p: { $ref: P.id, $null: 20% }, t: { $lookup: p.t }, d: { $lookup: p.d }, day: { $type: date, $lookup: p.t }, first: { $type: timestamp, $lookup: p.d }, again: { $type: date, $expression: "t" } }
`;
    for (const { t, d, day, first, again } of await rowsOf(programOf(text), 'A')) {
      const wanted = textOf(t)?.slice(0, 10) ?? null;
      expect([day, again, first]).toEqual([wanted, wanted, d === null ? null : `${textOf(d)}T00:00:00.000Z`]);
    }
  });
});

describe('$after and $before', () => {
  test('keep strictly to their side and within, and are null only where a side is, or no room', async () => {
    const kinds = ['date', 'timestamp'] as const;
    const fields = kinds.flatMap((kind) =>
      ['d', 't'].flatMap((side) => [
        `  ${kind}_a_${side}: { $type: ${kind}, $after: ${side}, $within: 2d }\n`,
        `  ${kind}_b_${side}: { $type: ${kind}, $before: ${side}, $within: 2d }\n`,
        `  ${kind}_c_${side}: { $type: ${kind}, $after: ${side}, $before: end }\n`,
      ]),
    );
    const text = `A:\n  $count: 800\n  d: date null 10%\n  t: timestamp 2025-01-01..2025-12-30 null 10%\n  end: { $type: timestamp, $after: t, $within: 60h }\n${fields.join('')}`;
    const wide: Record<string, Set<number>> = {};
    for (const row of await rowsOf(programOf(text), 'A')) {
      for (const kind of kinds) {
        for (const name of ['d', 't']) {
          const side = instantOf(row[name]);
          const end = instantOf(row['end']);
          const [after, before, between] = ['a', 'b', 'c'].map((way) => instantOf(row[`${kind}_${way}_${name}`]));
          expect([after === null, before === null]).toEqual([side === null, side === null]);
          if (side === null || after === null || before === null) continue;
          expect(after - side).toBeGreaterThan(0);
          expect(after - side).toBeLessThanOrEqual(2 * DAY);
          expect(side - before).toBeGreaterThan(0);
          expect(side - before).toBeLessThanOrEqual(2 * DAY);
          if (kind === 'date') {
            (wide[`a${name}`] ??= new Set()).add((after - Math.floor(side / DAY) * DAY) / DAY);
            (wide[`b${name}`] ??= new Set()).add((Math.ceil(side / DAY) * DAY - before) / DAY);
          }
          if (end === null) continue;
          // Of a timestamp a second is the least step, of a date the next midnight.
          const first = kind === 'date' ? (Math.floor(side / DAY) + 1) * DAY : side + 1000;
          expect(between === null).toBe(first >= end || (kind === 'timestamp' && first > end - 1000));
          if (between === null) continue;
          expect(between).toBeGreaterThan(side);
          expect(between).toBeLessThan(end);
        }
      }
    }
    const oneOrTwo = new Set([1, 2]);
    expect(wide).toEqual({ ad: oneOrTwo, bd: oneOrTwo, at: oneOrTwo, bt: oneOrTwo });
  });
});
