import { describe, expect, test } from 'vitest';
import { encodeRows, entityOf, programOf, type Row, rowsOf } from '../rows.ts';

const MODEL = `
Company:
  $count: 7
  id: integer @id
  name: string @company
  secret: string @word hidden
  label: "= upper(secret)"
  owner: $User
  seat: { city: string @city, pin: integer hidden, $null: 30% }
User:
  $count: 25
  id: integer @id
  company: { $ref: Company, $null: 20% }
  deep: { $ref: Company, $depth: 2 }
  key: { $ref: Company, $depth: 0 }
  boss: { $ref: User, $depth: 2, $when: "id > 5" }
  friends: { $items: { $ref: User, $depth: 0 }, $length: 0-3 }
  seen: [$Company]
  note: { at: { $ref: Company, $depth: 0 }, n: "= at.name", $when: "id % 2 = 0" }
  visits: { $length: 0-2, $items: { where: $Company, n: "= where.name", day: date, later: "= day + days(1)" } }
`;

describe('embedded objects', () => {
  test('are the rows they lead to, as deep as $depth says, then keys', async () => {
    const program = programOf(MODEL);
    const users = await rowsOf(program, 'User');
    const companies = await rowsOf(program, 'Company');
    const flat = (rows: Row[]): Row[] => rows.map((row) => ({ ...row }));
    const company = (id: unknown, owner: unknown): Row => ({ ...companies[Number(id) - 1], owner });
    const idOf = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
    /** A row of User as an object whose references have so many levels left. */
    const user = (id: unknown, left: number): Row => {
      const row = users[Number(id) - 1];
      const at = (value: unknown): unknown =>
        value === null ? null : left > 0 ? shown(idOf(value), left - 1) : idOf(value);
      const list = (value: unknown): unknown => (Array.isArray(value) ? value.map(at) : value);
      const visits = row['visits'];
      const boss = idOf(row['boss']);
      const friends = Array.isArray(row['friends'])
        ? row['friends'].map((one) => (left > 0 ? user(one, left - 1) : one))
        : [];
      const note = row['note'];
      return {
        ...row,
        company: at(row['company']),
        deep: at(row['deep']),
        key: at(row['key']),
        boss: boss === null ? null : left > 0 ? user(boss, left - 1) : boss,
        friends,
        seen: list(row['seen']),
        note: note === null || typeof note !== 'object' || !('at' in note) ? note : { ...note, at: at(note.at) },
        visits: Array.isArray(visits) ? visits.map((visit: Row) => ({ ...visit, where: at(visit['where']) })) : visits,
      };
    };
    const shown = (id: unknown, left: number): Row => {
      const owner = idOf(companies[Number(id) - 1]['owner']);
      return company(id, left > 0 ? user(owner, left - 1) : owner);
    };
    for (const row of flat(users)) {
      expect(row['company']).toEqual(row['company'] === null ? null : shown(idOf(row['company']), 0));
      expect(row['deep']).toEqual(shown(idOf(row['deep']), 1));
      expect(row['key']).toBe(idOf(row['key']));
      expect(row['boss'] === null).toBe(Number(row['id']) <= 5);
      expect(row['boss']).toEqual(row['boss'] === null ? null : user(idOf(row['boss']), 1));
      expect(row['seen']).toEqual(Array.isArray(row['seen']) ? row['seen'].map((one) => shown(idOf(one), 0)) : []);
      const { note } = row;
      expect(note === null).toBe(Number(row['id']) % 2 === 1);
      if (typeof note !== 'object' || note === null || !('at' in note)) continue;
      expect(note).toEqual({ at: note.at, n: companies[Number(note.at) - 1]['name'] });
    }
    for (const row of companies) {
      expect(Object.keys(row)).toEqual(['id', 'name', 'label', 'owner', 'seat']);
      expect(row['seat'] === null || Object.keys(row['seat'] ?? {}).join() === 'city').toBe(true);
      expect(row['owner']).toEqual(user(idOf(row['owner']), 0));
    }
  });

  test('are their keys where the format has no objects, and nothing else changes', async () => {
    const text = (reference: string): string => `
P: { $count: 9, id: string @uuid @id, n: string @word }
A: { p: ${reference}, l: { $items: ${reference} }, n: { $lookup: p.n }, o: { q: ${reference} }, x: integer }
`;
    const object = await encodeRows(entityOf(programOf(text('{ $ref: P }'), false), 'A'), 'csv', [[0, 100]]);
    const key = await encodeRows(entityOf(programOf(text('{ $ref: P.id }'), false), 'A'), 'csv', [[0, 100]]);
    expect(object).toBe(key);
  });
});
