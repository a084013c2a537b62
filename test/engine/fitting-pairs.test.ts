import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { encodeRows, entityOf, programOf, rowsOf } from './rows.ts';

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  courses: fc.tuple(fc.integer({ min: 3, max: 5 }), fc.integer({ min: 0, max: 9 })),
  enrolments: fc.integer({ min: 0, max: 3 }),
  share: fc.constantFrom('', '$share: zipf, '),
});

describe('pairs of references that fit', () => {
  test('fit, and do not repeat', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ seed, courses: [least, more], enrolments, share }) => {
        const program = programOf(`
$seed: ${seed}
School: { $count: 5, id: integer @id }
Course: { id: integer @id, school_id: { $ref: School.id, $per: ${least}-${least + more} }, open: boolean }
Student: { id: integer @id, school_id: { $ref: School.id, $per: 8-12 } }
Enrolment:
  $unique: [student_id, course_id]
  student_id: { $ref: Student.id, $per: ${enrolments}-${least} }
  school_id: { $lookup: student_id.school_id }
  course_id: { $ref: Course.id, ${share}$where: "school_id = school_id" }
  course_school: { $lookup: course_id.school_id }
Member:
  $count: 40
  $key: [school_id, student_id]
  school_id: $School.id
  student_id: { $ref: Student.id, $where: "school_id = school_id" }
  student_school: { $lookup: student_id.school_id }
`);
        const enrolled = await rowsOf(program, 'Enrolment');
        expect(enrolled.map((row) => row['course_school'])).toEqual(enrolled.map((row) => row['school_id']));
        const pairs = enrolled.map((row) => JSON.stringify([row['student_id'], row['course_id']]));
        expect(new Set(pairs).size).toBe(pairs.length);
        const members = await rowsOf(program, 'Member');
        expect(members.map((row) => row['student_school'])).toEqual(members.map((row) => row['school_id']));
        expect(new Set(members.map((row) => JSON.stringify([row['school_id'], row['student_id']]))).size).toBe(40);
        const entity = entityOf(program, 'Member');
        const [end, start] = [await encodeRows(entity, 'csv', [[13, 27]]), await encodeRows(entity, 'csv', [[0, 13]])];
        expect(start + end).toBe(await encodeRows(entity, 'csv', [[0, 40]]));
      }),
      { seed: 20_26, numRuns: 15 },
    );
  });

  const pairsOfUsers = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    users: fc.tuple(fc.integer({ min: 3, max: 5 }), fc.integer({ min: 0, max: 9 })),
    most: fc.integer({ min: 1, max: 12 }),
    filled: fc.double({ min: 0, max: 1, noNaN: true }),
    share: fc.constantFrom('', '$share: zipf, ', '$share: { name: exponential, mean: 3 }, '),
    check: fc.constantFrom('a != b', 'b != a'),
  });

  test('differ where a check says so, have weights, and follow an order', async () => {
    await fc.assert(
      fc.asyncProperty(pairsOfUsers, async ({ seed, users: [least, more], most, filled, share, check }) => {
        const count = 4 * least;
        const model = `
$seed: ${seed}
Team: { $count: 4, id: integer @id, opened: date 2025-03-01..2025-03-20 }
User:
  id: integer @id
  team_id: { $ref: Team.id, $per: ${least}-${least + more} }
  joined: date 2025-01-01..2025-03-15
  level: integer 0-9
Follow: { $key: [a, b], $check: "${check}", a: { $ref: User.id, $per: 0-${Math.min(most, count - 1)} }, b: { $ref: User.id, ${share.replace('zipf', '{ name: zipf, s: 0.4 }')}} }
Route: { $count: ${Math.ceil(count * (count - 1) * filled)}, $unique: [a, b], $check: "${check}", a: $User.id, b: $User.id }
Colleague: { $key: [a, b], $check: "${check}", a: { $ref: User.id, $per: 0-${least - 1} }, b: { $ref: User.id, ${share}$where: "team_id = a.team_id" } }
Talk: { $count: ${least}, $unique: [a, b], $check: "${check}", a: $User.id, b: { $ref: User.id, $where: "team_id = a.team_id" } }
Game: { $count: 40, $unique: [a, b, c], $check: [a != b, c != a, b != c], a: $User.id, b: $User.id, c: $User.id }
`;
        const program = programOf(model);
        const rows = await rowsOf(program, 'User');
        const byId = new Map(rows.map((row) => [row['id'], row]));
        for (const name of ['Follow', 'Route', 'Colleague', 'Talk', 'Game']) {
          const found = await rowsOf(program, name);
          const lists = found.map(({ a, b, c }) => [a, b, ...(c === undefined ? [] : [c])]);
          for (const list of lists) expect(new Set(list).size).toBe(list.length);
          expect(new Set(lists.map((list) => JSON.stringify(list))).size).toBe(lists.length);
          if (name !== 'Colleague' && name !== 'Talk') continue;
          const teams = ([a, b]: unknown[]): unknown[] => [byId.get(a)?.['team_id'], byId.get(b)?.['team_id']];
          for (const [one, other] of lists.map(teams)) expect(other).toBe(one);
        }
        // As many as there are candidates, of those that every parent has.
        const leveled = rows.filter((row) => Number(row['level']) > 0).length;
        const early = rows.filter((row) => String(row['joined']) <= '2025-03-01').length;
        const grown = `${model}
Weighed: { $unique: [t, u], t: { $ref: Team.id, $per: 0-${Math.max(1, leveled)} }, u: { $ref: User.id, $share: { by: level } } }
Early: { $unique: [t, u], t: { $ref: Team.id, $per: 1-${Math.max(1, early)} }, u: { $ref: User.id, $where: joined <= t.opened } }
`;
        fc.pre(leveled > 0 && early > 0);
        const larger = programOf(grown);
        const teams = new Map((await rowsOf(larger, 'Team')).map((row) => [row['id'], row]));
        for (const name of ['Weighed', 'Early']) {
          const found = await rowsOf(larger, name);
          expect(new Set(found.map(({ t, u }) => JSON.stringify([t, u]))).size).toBe(found.length);
          const fits = found.map(({ t, u }) => {
            const user = byId.get(u);
            return name === 'Weighed'
              ? Number(user?.['level']) > 0
              : String(user?.['joined']) <= String(teams.get(t)?.['opened']);
          });
          expect(fits).not.toContain(false);
        }
        const tooMany = loadProgram({ text: grown.replace(`$per: 1-${early} }`, `$per: 1-${early + 1} }`) }, true);
        expect(tooMany.problems.map(({ code }) => code)).toEqual(['DOMAIN_TOO_SMALL']);
        expect(tooMany.problems[0].message).toContain(`only ${early}`);
        const again = programOf(grown);
        for (const { name, rows: all } of larger.entities) {
          const first = Math.floor(all * filled);
          const [one] = await rowsOf(again, name, Math.min(first, all - 1), 1);
          expect(one).toEqual((await rowsOf(larger, name))[Math.min(first, all - 1)]);
        }
      }),
      { seed: 20_26, numRuns: 6 },
    );
  });

  test.each([
    ['too few fit', '$per: 1-6', '"t = a.t"', 'DOMAIN_TOO_SMALL 4:12 E'],
    ['what fits follows another field', '$per: 1-2', '"t = u"', 'KEY_NOT_DISTINCT 4:12 E'],
    ['weights are of some', '$per: 1-2', '"t = a.t", $share: { by: id }', 'KEY_NOT_DISTINCT 4:12 E'],
    ['an order may leave none', '$per: 1-2', '"id <= a.id"', 'DOMAIN_TOO_SMALL 4:12 E'],
  ])('are refused where %s', (_, per, where, problem) => {
    const { problems } = loadProgram(
      {
        text:
          'T: { $count: 5, id: integer @id }\nA: { id: integer @id, t: { $ref: T.id, $per: 5 } }\n' +
          `E:\n  $unique: [a, b]\n  u: $T.id\n  a: { $ref: A.id, ${per} }\n  b: { $ref: A.id, $where: ${where} }\n`,
      },
      true,
    );
    expect(problems.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`)).toEqual([problem]);
  });

  test('a row may refer to itself where $self says so', async () => {
    const program = programOf(`
T: { $count: 40, id: integer @id }
A: { id: integer @id, t: { $ref: T.id, $per: 2 }, me: { $ref: A.id, $where: "t = t", $self: true }, other: { $ref: A.id, $where: "t = t" } }
`);
    const rows = await rowsOf(program, 'A');
    expect(rows.filter((row) => row['me'] === row['id']).length).toBeGreaterThan(20);
    expect(rows.filter((row) => row['other'] === row['id'])).toEqual([]);
  });
});
