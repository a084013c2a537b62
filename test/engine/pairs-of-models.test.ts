import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { programOf, type Row, rowsOf } from './rows.ts';

/** A random model of what must not repeat: in a parent, over all rows, in a list, and a row and itself. */
const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  lefts: fc.integer({ min: 2, max: 120 }),
  rights: fc.integer({ min: 2, max: 90 }),
  colors: fc.integer({ min: 2, max: 5 }),
  most: fc.integer({ min: 1, max: 90 }),
  length: fc.integer({ min: 1, max: 90 }),
  filled: fc.double({ min: 0, max: 1, noNaN: true }),
  share: fc.constantFrom('uniform', 'zipf', 'normal', 'exponential'),
  law: fc.constantFrom('uniform', 'zipf', 'poisson', 'normal'),
  nulls: fc.integer({ min: 0, max: 60 }),
});
type Shape = typeof shapes extends fc.Arbitrary<infer S> ? S : never;

function modelOf({ seed, lefts, rights, colors, most, length, filled, share, law, nulls }: Shape): string {
  const per = Math.min(most, rights);
  const values = Array.from({ length: colors }, (_, i) => `c${i}`).join(', ');
  const rows = (all: number): number => Math.ceil(all * filled);
  return `
$seed: ${seed}
Left: { $count: ${lefts}, id: integer @id, seats: integer -2..9 null 20% }
Right: { $count: ${rights}, id: string @uuid @id, boss: $Right.id, twin: $Right.id unique, rival: { $ref: Right.id, $share: ${share} } }
Children: { $key: [l, r], l: { $ref: Left.id, $per: { min: 0, max: ${per}, distribution: ${law} } }, r: $Right.id, n: { $ordinal: l } }
Spread: { $unique: [l, r], id: integer @id, l: { $ref: Left.id, $per: 0-${per} }, r: { $ref: Right.id, $share: ${share} } }
Wide:
  $unique: [l, r, c]
  l: { $ref: Left.id, $per: 0-${Math.min(200, per * colors)} }
  c: "enum(${values})"
  r: { $ref: Right.id, $share: ${share}, $null: ${nulls}% }
Free: { $count: ${rows(lefts * rights)}, $unique: [[l, r], [c, d]], l: $Left.id, r: $Right.id, c: "enum(${values})", d: integer 1-9999 }
Mixed: { $count: ${rows(lefts * colors * 2)}, $unique: [l, c, b], l: $Left.id, c: "enum(${values})", b: { $generator: boolean, $options: { share: 0.5 } } }
Likes: { $count: ${rows(Math.ceil((lefts * rights) / 40))}, $unique: [l, r], l: $Left.id, r: { $ref: Right.id, $share: { name: exponential, mean: ${rights} } } }
Each: { $each: [Left, Right, c], l: $Left.id, r: $Right.id, c: "enum(${values})" }
Lists:
  $count: 60
  all: { $items: $Right.id, $length: 0-${Math.min(length, rights)} }
  some: { $items: { $ref: Right.id, $share: ${share} }, $length: 0-${Math.min(length, rights)} }
  few: [$Left.id]
  fit: { $items: { $ref: Left.id, $where: "id <= 2" }, $length: 0-2 }
  team: $Left.id
  mates: { $items: { $ref: Spread.id, $where: "l = team", $null: 0% }, $length: 0-4 }
  deep: { $length: 0-3, $items: [$Right.id] }
Own: { $count: ${rights}, id: integer @id, capped: { $ref: Own.id, $cap: 3 }, friends: { $items: $Own.id, $length: 0-${Math.min(length, rights - 1)} }, o: { $length: 0-2, $items: { p: $Own.id } } }
Coded: { $unique: [l, code], l: { $ref: Left.id, $per: 0-24 }, code: { $pattern: "[a-f][0-3]" } }
Labels: { $count: ${rows(lefts * 12)}, $unique: [l, label], l: $Left.id, label: { $pattern: "[a-f]-(x|y)" } }
Votes: { $unique: [l, s, t], l: { $ref: Left.id, $per: 0-${per} }, s: { $ref: { Left.id: 1, Own.id: 9 } }, t: { $target: s }, shown: { $lookup: s.id } }
Flags:
  $count: ${rows(Math.min(lefts, rights) * colors)}
  $unique: [s, t, c]
  s: { $ref: [Left.id, Right.id], $type: string }
  t: { $target: s }
  c: "enum(${values})"
Seats: { l: { $ref: Left.id, $per: parent.seats }, n: { $ordinal: l } }
`;
}

const values = (rows: readonly Row[], ...names: string[]): string[] =>
  rows
    .filter((row) => names.every((name) => row[name] !== null))
    .map((row) => JSON.stringify(names.map((name) => row[name])));
const differ = (found: readonly unknown[]): void => expect(new Set(found).size).toBe(found.length);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

describe('random models', () => {
  test('no pair, triple or item comes twice, and no row meets itself', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const program = programOf(modelOf(shape));
        const read = async (name: string): Promise<Row[]> => rowsOf(program, name);
        const [lefts, rights] = [await read('Left'), await read('Right')];
        for (const name of ['Children', 'Spread', 'Likes']) differ(values(await read(name), 'l', 'r'));
        differ(values(await read('Wide'), 'l', 'r', 'c'));
        const free = await read('Free');
        differ(values(free, 'l', 'r'));
        differ(values(free, 'c', 'd'));
        differ(values(await read('Mixed'), 'l', 'c', 'b'));
        for (const name of ['Coded', 'Labels']) {
          const coded = await read(name);
          differ(values(coded, 'l', name === 'Coded' ? 'code' : 'label'));
          for (const row of coded) expect(row['code'] ?? row['label']).toMatch(/^(?:[a-f][0-3]|[a-f]-[xy])$/);
        }
        const votes = await read('Votes');
        differ(values(votes, 'l', 's', 't'));
        for (const { s, t, shown } of votes) {
          expect(shown).toBe(s);
          expect(Number(s)).toBeLessThanOrEqual(t === 'Left' ? lefts.length : rights.length);
        }
        differ(values(await read('Flags'), 's', 't', 'c'));
        const each = values(await read('Each'), 'l', 'r', 'c');
        differ(each);
        expect(each).toHaveLength(lefts.length * rights.length * shape.colors);
        const teams = Map.groupBy(await read('Spread'), (row) => row['l']);
        for (const row of await read('Lists')) {
          const mates = listOf(row['mates']).filter((id) => id !== null);
          // A list that is longer than there are rows that fit has all of them.
          expect(new Set(mates).size).toBe(Math.min(mates.length, teams.get(row['team'])?.length ?? 0));
          for (const name of ['all', 'some', 'few', 'fit']) differ(listOf(row[name]));
          for (const inner of listOf(row['deep'])) differ(listOf(inner));
        }
        const own = await read('Own');
        for (const [id, same] of Map.groupBy(own, (row) => row['capped'])) {
          expect(same.length).toBeLessThanOrEqual(3);
          expect(same.map((row) => row['id'])).not.toContain(id);
        }
        for (const row of own) {
          differ([row['id'], ...listOf(row['friends'])]);
          expect(listOf(row['o'])).not.toContainEqual({ p: row['id'] });
        }
        for (const row of rights) expect([row['boss'], row['twin'], row['rival']]).not.toContain(row['id']);
        differ(values(rights, 'twin'));
        const seats = Map.groupBy(await read('Seats'), (row) => row['l']);
        for (const row of lefts) expect(seats.get(row['id'])?.length ?? 0).toBe(Math.max(0, Number(row['seats'] ?? 0)));
      }),
      { numRuns: 18, seed: 20_261_129 },
    );
  });

  test('any range is the same alone', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.double({ min: 0, max: 1, noNaN: true }), async (shape, at) => {
        const program = programOf(modelOf(shape));
        for (const { name, rows } of program.entities) {
          if (rows === 0) continue;
          const first = Math.min(rows - 1, Math.floor(at * rows));
          const length = Math.min(7, rows - first);
          const all = await rowsOf(program, name);
          expect(await rowsOf(programOf(modelOf(shape)), name, first, length)).toEqual(
            all.slice(first, first + length),
          );
        }
      }),
      { numRuns: 4, seed: 20_261_130 },
    );
  });
});
