import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeRows, entityOf, programOf, type Row, rowsOf } from './rows.ts';

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  posts: fc.integer({ min: 1, max: 40 }),
  photos: fc.integer({ min: 1, max: 300 }),
  nulls: fc.integer({ min: 0, max: 50 }),
  key: fc.constantFrom('integer @id', 'uuid @id', 'string @email @id'),
  ref: fc.constantFrom('{ Post.id: 70, Photo.id: 30, Note.id: 1 }', '[Post.id, Photo.id, Note.id]'),
});

const modelOf = ({ seed, posts, photos, nulls, key, ref }: ReturnType<typeof shapes.generate>['value']): string => `
$seed: ${seed}
Team: { $count: 4, id: integer @id }
Post: { id: ${key}, team_id: { $ref: Team.id, $per: ${posts} }, title: string @word, at: timestamp, n: integer 1-9 }
Photo: { $count: ${photos}, id: ${key}, team_id: $Team.id, title: "enum(a, b)", at: date, n: "decimal(5,2)" }
Note: { id: ${key}, team_id: { $ref: Team.id, $per: 2 }, title: string @city, at: timestamp, n: number 1.5-2.5 }
Like:
  $count: 80
  id: integer @id
  team_id: $Team.id
  subject_id: { $ref: ${ref}, $null: ${nulls}%, $share: zipf }
  subject_type: { $target: subject_id }
  title: { $lookup: subject_id.title }
  at: { $lookup: subject_id.at }
  n: "= subject_id.n * 2"
  mate_id: { $ref: ${ref}, $where: "team_id = team_id", $null: 0% }
  mate_type: { $target: mate_id }
  mate_team: { $lookup: mate_id.team_id }
  others: { $length: 0-2, $items: { id: { $ref: ${ref} }, type: { $target: id } } }
`;

describe('a reference to one of several entities', () => {
  test('leads to a row of the entity that $target names', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const program = programOf(modelOf(shape));
        const rows = new Map<string, Map<unknown, Row>>();
        for (const name of ['Post', 'Photo', 'Note']) {
          rows.set(name, new Map((await rowsOf(program, name)).map((row) => [row['id'], row])));
        }
        const subject = (type: unknown, id: unknown): Row | undefined => rows.get(String(type))?.get(id);
        const likes = await rowsOf(program, 'Like');
        for (const like of likes) {
          const isNull = like['subject_id'] === null;
          expect(like['subject_type'] === null).toBe(isNull);
          const row = subject(like['subject_type'], like['subject_id']);
          expect(row === undefined).toBe(isNull);
          expect(like['title']).toBe(row?.['title'] ?? null);
          expect(Date.parse(String(like['at']))).toBe(Date.parse(String(row?.['at'])));
          expect(like['n']).toBe(row === undefined ? null : Number(row['n']) * 2);
          const mate = subject(like['mate_type'], like['mate_id']);
          expect(mate === undefined).toBe(like['mate_id'] === null);
          expect([like['mate_team'], mate?.['team_id'] ?? null]).toEqual(
            mate === undefined ? [null, null] : [like['team_id'], like['team_id']],
          );
          const others = Array.isArray(like['others']) ? like['others'] : [];
          expect(others.map((other: Row) => subject(other['type'], other['id']))).not.toContain(undefined);
        }
        const entity = entityOf(program, 'Like');
        const whole = await encodeRows(entity, 'csv', [[0, 80]]);
        const [second, first] = [
          await encodeRows(entity, 'csv', [[37, 43]]),
          await encodeRows(entity, 'csv', [[0, 37]]),
        ];
        expect(first + second).toBe(whole);
        expect(entity.table.references.map(({ columns }) => columns.join())).toEqual(['team_id']);
        expect([...entity.refersTo].sort()).toEqual(['Note', 'Photo', 'Post', 'Team']);
      }),
      { seed: 20_26, numRuns: 8 },
    );
  });

  test('takes each entity as often as its weight says', async () => {
    const program = programOf(`
A: { $count: 9, id: integer @id }
B: { $count: 9, id: integer @id }
C: { $count: 30000, x: { $ref: { A.id: 3, B.id: 1 } }, t: { $target: x }, e: { $ref: [A.id, B.id] }, f: { $target: e } }
`);
    const rows = await rowsOf(program, 'C');
    const share = (name: string): number => rows.filter((row) => row[name] === 'A').length / rows.length;
    expect(share('t')).toBeCloseTo(0.75, 1);
    expect(share('f')).toBeCloseTo(0.5, 1);
  });
});
