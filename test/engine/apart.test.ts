import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { encodeRows, entityOf, type Row, rowsOf } from './rows.ts';

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  members: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 })),
  share: fc.constantFrom('', '$share: zipf, '),
  nulls: fc.constantFrom('', ', $null: 30%'),
});

type Rule = (row: Row, found: Row) => boolean;

/** What fits each reference, and the references that it differs from. */
const RULES: Record<string, readonly [where: string, holds: Rule, from: readonly string[]]> = {
  second: ['team = first.team', (row, found) => found['team'] === row['first_team'], ['first']],
  third: ['team = first.team', (row, found) => found['team'] === row['first_team'], ['first', 'second']],
  lit: ['on', (_, found) => found['on'] === true, ['first']],
  low: ['level <= level', (row, found) => Number(found['level']) <= Number(row['level']), ['lit', 'first']],
};

describe('references that fit and differ', () => {
  test('are other rows, and null only where there is none', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ seed, members: [least, more], share, nulls }) => {
        const text = `
$seed: ${seed}
Team: { $count: 8, id: integer @id }
Member:
  id: integer @id
  team: { $ref: Team.id, $per: ${least}-${least + more} }
  on: boolean
  level: integer 1-5
  mate: { $ref: Member.id, $where: "team = team", $null: 0% }
  rival: { $ref: Member.id, $where: "team = team", $null: 0% }
  $check: mate != rival
Match:
  $count: 60
  id: integer @id
  level: integer 1-5
  ${Object.entries(RULES)
    .map(
      ([name, [where]]) => `${name}: { $ref: Member.id, ${name === 'low' ? '' : share}$where: "${where}", $null: 0% }`,
    )
    .join('\n  ')}
  first: { $ref: Member.id${nulls} }
  first_team: { $lookup: first.team }
  $check: [first != second, third != first, third != second, lit != first, low != lit, first != low]
`;
        const { program, problems } = loadProgram({ text }, true);
        // Of a few members, none may be on.
        for (const { code } of problems) expect(['REFERENCE_EMPTY', 'WHERE_UNMET']).toContain(code);
        fc.pre(program !== null);
        const found = await rowsOf(program, 'Member');
        const byId = new Map(found.map((member) => [member['id'], member]));
        for (const row of await rowsOf(program, 'Match')) {
          for (const [name, [, holds, from]] of Object.entries(RULES)) {
            const taken = from.map((other) => row[other]);
            const fitting = found.filter((member) => holds(row, member) && !taken.includes(member['id']));
            const isFitting = row[name] === null ? fitting.length === 0 : fitting.includes(byId.get(row[name]) ?? {});
            expect([name, row, isFitting]).toEqual([name, row, true]);
          }
        }
        for (const { id, team, mate, rival } of found) {
          const size = found.filter((member) => member['team'] === team).length;
          expect([mate !== null, rival !== null]).toEqual([size > 1, size > 2]);
          expect(new Set([id, mate ?? 'none', rival ?? 'nobody']).size).toBe(3);
        }
        const entity = entityOf(program, 'Match');
        const [end, start] = [await encodeRows(entity, 'csv', [[23, 37]]), await encodeRows(entity, 'csv', [[0, 23]])];
        expect(start + end).toBe(await encodeRows(entity, 'csv', [[0, 60]]));
      }),
      { seed: 20_26, numRuns: 15 },
    );
  });

  test('differ under a condition in the rows that meet it', async () => {
    const { program } = loadProgram(
      {
        text: `
T: { $count: 3, id: integer @id }
M: { id: integer @id, t: { $ref: T.id, $per: 3 } }
A:
  $count: 400
  id: integer @id
  kind: enum(x, y, z)
  a: $M.id
  b: { $ref: M.id, $where: "t = a.t" }
  c: $M.id
  d: { $ref: M.id, $where: "t = c.t" }
  $check:
    - "kind = 'x' implies a != b"
    - "kind in ['x', 'y'] implies a != c"
    - "kind != 'x' implies d != c"
    - "kind = 'z' implies d != b"
`,
      },
      true,
    );
    if (program === null) throw new Error('the model has no errors');
    const rows = await rowsOf(program, 'A');
    for (const { kind, a, b, c, d } of rows) {
      expect([
        kind === 'x' && a === b,
        kind !== 'z' && a === c,
        kind !== 'x' && d === c,
        kind === 'z' && d === b,
      ]).toEqual([false, false, false, false]);
    }
    // Other rows are as they would be without the check.
    expect(rows.filter(({ kind, a, b }) => kind !== 'x' && a === b).length).toBeGreaterThan(40);
    expect(rows.filter(({ kind, a, c }) => kind === 'z' && a === c).length).toBeGreaterThan(3);
  });

  const M = 'T: { $count: 3, id: integer @id }\nM: { id: integer @id, t: { $ref: T.id, $per: 2 }, w: integer 1-9 }\n';

  test.each([
    ['a: $M.id\n  b: { $ref: M.id, $where: "t = a.t" }', 'a != b', []],
    ['a: $M.id\n  b: { $ref: M.id, $where: "t = a.t" }\n  c: { $ref: M.id, $where: "t = a.t" }', 'c != a', []],
    [
      'a: $M.id\n  b: { $ref: M.id, $where: "t = a.t" }\n  c: { $ref: M.id, $where: "t = a.t" }',
      '[c != a, c != b]',
      ['WHERE_UNMET 7:3'],
    ],
    ['a: $M.id\n  b: { $ref: M.id, $where: "t = a.t", $share: { by: w } }', 'a != b', ['CHECK_UNPROVEN 4:11']],
    ['a: $M.id\n  b: { $ref: M.id, $cap: 90 }', 'a != b', ['CHECK_UNPROVEN 4:11']],
    ['a: $M.id\n  b: $M.id', '"b.w > 3 implies a != b"', ['VALUE_CYCLE 6:3']],
  ])('are certain, or refused: %s, %s', (fields, check, expected) => {
    const { problems } = loadProgram({ text: `${M}A:\n  $check: ${check}\n  ${fields}\n` }, true);
    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(expected);
  });
});
