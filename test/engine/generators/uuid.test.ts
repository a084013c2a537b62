import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, rowsOf } from '../rows.ts';

/** The milliseconds in a UUID of version 7. */
const timeOf = (uuid: unknown): number => Number.parseInt(String(uuid).replaceAll('-', '').slice(0, 12), 16);

const instantOf = (value: unknown): number | null => (typeof value === 'string' ? Date.parse(value) : null);

describe('uuid_v7 from a field', () => {
  test('holds its time, ascends with it, and is null where it is', async () => {
    const text = `
A:
  $count: 300
  id: { $generator: uuid_v7, $from: created_at, $key: true }
  created_at: timestamp 2023-01-01..2025-12-31
  seen_at: timestamp 2023-01-01..2025-12-31 null 30%
  seen: { $type: uuid, $generator: uuid_v7, $from: seen_at }
  born: date 1950-01-01..1990-12-31
  person: { $generator: uuid_v7, $from: born }
`;
    const program = programOf(text);
    const rows = await rowsOf(program, 'A');
    for (const row of rows) {
      expect(timeOf(row.id)).toBe(Date.parse(String(row.created_at)));
      expect(row.seen === null ? null : timeOf(row.seen)).toBe(instantOf(row.seen_at));
      expect(timeOf(row.person)).toBe(Math.max(0, Date.parse(String(row.born))));
      expect(String(row.id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    const byId = rows
      .toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
      .map(({ created_at: at }) => String(at));
    expect(byId).toEqual(byId.toSorted());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(300);
    expect(await rowsOf(program, 'A', 123, 2)).toEqual(rows.slice(123, 125));
  });

  test.each([
    ['{ $generator: uuid_v7, $from: name }', 'OPTION_INVALID'],
    ['{ $generator: uuid_v7, $from: [at, at2] }', 'OPTION_INVALID'],
    ['{ $generator: uuid_v7, $from: at, $min: 2024-01-01 }', 'OPTION_INVALID'],
    ['{ $generator: uuid_v7, $from: nothing }', 'FIELD_UNKNOWN'],
    ['{ $generator: uuid, $from: at }', 'DIRECTIVE_PLACE'],
  ])('%s is refused', (field, code) => {
    const text = `A:\n  x: ${field}\n  name: string @word\n  at: timestamp\n  at2: timestamp\n`;
    expect(loadProgram({ text }, false).problems.map((one) => one.code)).toEqual([code]);
  });
});
