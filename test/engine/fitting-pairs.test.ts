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

  test.each([
    ['too few fit', '$per: 1-6', '"t = a.t"', 'DOMAIN_TOO_SMALL 4:12 E'],
    ['what fits follows another field', '$per: 1-2', '"t = u"', 'KEY_NOT_DISTINCT 4:12 E'],
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
