import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/engine/inference/infer.ts';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from '../rows.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const example = (name: string): string =>
  name.startsWith('_') ? `some${name}` : name.endsWith('_') ? `${name}thing` : name;
const rows = async (fields: string, count = 400): Promise<Row[]> =>
  await rowsOf(programOf(`Thing: { $count: ${count}, ${fields} }`), 'Thing');
const share = (given: readonly Row[], test: (row: Row) => boolean): number => given.filter(test).length / given.length;

/** Every name of the list once for each kind that a rule names, all of one type. */
function everyName(type: string, words = ''): string {
  const fields = new Map<string, Set<string>>();
  for (const { names, kinds } of rules) {
    for (const kind of kinds ?? ['gadget']) {
      const known = fields.get(kind) ?? new Set<string>();
      for (const name of names) fields.set(kind, known.add(example(name)));
    }
  }
  const text = [...fields].map(
    ([kind, names]) => `${kind}: { $count: 8, ${[...names].map((name) => `"${name}": ${type}${words}`).join(', ')} }`,
  );
  return text.join('\n');
}

function isOf(type: string, value: unknown): boolean {
  const [, precision, scale] = /decimal\((\d+),(\d+)\)/.exec(type) ?? [];
  if (precision !== undefined) return Math.abs(Number(value)) < 10 ** (Number(precision) - Number(scale));
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'number') return typeof value === 'number';
  if (type === 'boolean') return typeof value === 'boolean';
  return typeof value === 'string';
}

describe('what is inferred', () => {
  it.each([
    'string',
    'number',
    'integer',
    '"decimal(3,2)"',
    '"decimal(18,4)"',
    '"decimal(4,0)"',
    'boolean',
    'date',
    'time',
    'timestamp',
  ])('fits %s, for every name of the list', async (type) => {
    const { program, problems } = loadProgram({ text: everyName(type) }, true);
    expect(problems).toEqual([]);
    const wrong: string[] = [];
    for (const entity of program?.entities ?? []) {
      for (const row of await rowsOf(program!, entity.name)) {
        for (const [name, value] of Object.entries(row)) {
          if (name !== '_id' && value !== null && !isOf(type, value)) wrong.push(`${name}: ${JSON.stringify(value)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is only that which can be unique, where it must be', () => {
    const { problems } = loadProgram({ text: everyName('string', ' unique') }, true);
    // Generators of a list that is called as the field is have as many values as the list.
    expect(problems.filter(({ code }) => code !== 'DOMAIN_TOO_SMALL' && code !== 'NOT_UNIQUE_ABLE')).toEqual([]);
    const names = [
      'Category',
      'Department',
      'Ward',
      'Role',
      'Plan',
      'Warehouse',
      'Team',
      'Language',
      'Vehicle',
      'Color',
    ];
    const text = names.map(
      (name) => `${name}: { $key: name, name: string, status: string unique, code: string unique }`,
    );
    expect(loadProgram({ text: text.join('\n') }, true).problems).toEqual([]);
  });

  it('leaves what the user says as it is', async () => {
    const said = await rows(
      'battery: integer 20-30, status: "string 3-8", email: { $type: string, $options: { domains: [a.test] } }, is_active: { $type: boolean, $options: { share: 0 } }',
    );
    for (const row of said) {
      expect(Number(row['battery'])).toSatisfy((value: number) => value >= 20 && value <= 30);
      expect(String(row['status'])).toMatch(/^.{3,8}$/);
      expect(row['email']).toMatch(/@a\.test$/);
      expect(row['is_active']).toBe(false);
    }
  });

  it('takes one bound of the user with its own other one', async () => {
    const said = await rows('salary: { $type: integer, $min: 100000 }, score: { $type: integer, $min: 500 }');
    for (const { salary, score } of said) {
      expect([Number(salary) >= 100_000, Number(salary) <= 240_000, Number(score) >= 500]).toEqual([true, true, true]);
    }
  });

  it('follows the type to per cent or a fraction', async () => {
    const [row] = await rows('vat_rate: "decimal(4,2)", tax_rate: "decimal(3,2)", humidity: "decimal(3,2)"', 1);
    expect([Number(row['vat_rate']) <= 21, Number(row['tax_rate']) <= 0.21, Number(row['humidity']) <= 1]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('has shares that are not even', async () => {
    const made = await rows('is_fraud: boolean, is_active: boolean, is_deleted: boolean, deleted_at: timestamp', 2000);
    expect(share(made, (row) => row['is_fraud'] === true)).toBeLessThan(0.03);
    expect(share(made, (row) => row['is_active'] === true)).toBeGreaterThan(0.85);
    expect(share(made, (row) => row['deleted_at'] === null)).toBeGreaterThan(0.9);
    for (const row of made) expect(row['deleted_at'] !== null).toBe(row['is_deleted']);
  });
});

describe('fields beside one another', () => {
  const ageOf = (birth: unknown): number => {
    const [year, month, day] = String(birth).slice(0, 10).split('-').map(Number);
    const now = new Date(NOW);
    const had = now.getUTCMonth() + 1 > month || (now.getUTCMonth() + 1 === month && now.getUTCDate() >= day);
    return now.getUTCFullYear() - year - (had ? 0 : 1);
  };

  const birthOf = (one: unknown): unknown =>
    typeof one === 'object' && one !== null && 'birth_date' in one ? one.birth_date : null;

  it('age agrees with the date of birth, whichever of the two has bounds', async () => {
    for (const row of await rows('age: integer, birth_date: date')) expect(row['age']).toBe(ageOf(row['birth_date']));
    for (const row of await rows('age: number, dob: date 1990-01-01..1999-12-31'))
      expect(row['age']).toBe(ageOf(row['dob']));
    for (const row of await rows('dateOfBirth: date, age: integer 18-30')) {
      expect(row['age']).toBe(ageOf(row['dateOfBirth']));
      expect(Number(row['age'])).toBeLessThanOrEqual(30);
    }
    const inside = 'one: { birth_date: timestamp, age: "decimal(5,2)" }, ones: [{ age: integer, birth_date: date }]';
    for (const row of await rows(inside, 50)) {
      for (const one of [row['one'], row['ones']].flat()) expect(one).toMatchObject({ age: ageOf(birthOf(one)) });
    }
  });

  it('age agrees in a year that has 29 February, on that very day', async () => {
    const text =
      '$now: 2024-02-29\nThing: { $count: 3000, age: integer 18-90, birth_date: date, years: "= date_diff(birth_date, today(), \'years\')" }';
    for (const row of await rowsOf(programOf(text), 'Thing')) expect(row['years']).toBe(row['age']);
  });

  it.each([
    ['created_at', 'updated_at', 'timestamp'],
    ['created_on', 'updated_on', 'date'],
    ['placed_at', 'shipped_at', 'timestamp'],
    ['start_date', 'end_date', 'date'],
    ['start_time', 'end_time', 'time'],
    ['starts_at', 'ends_at', 'timestamp'],
    ['check_in', 'check_out', 'date'],
    ['valid_from', 'valid_until', 'date'],
    ['invoice_date', 'due_date', 'date'],
    ['createdAt', 'updatedAt', 'timestamp'],
  ])('%s is not after %s', async (earlier, later, type) => {
    for (const row of await rows(`${later}: ${type}, ${earlier}: ${type}`)) {
      expect([row[earlier], row[later]].map(String).toSorted()[0]).toBe(row[earlier]);
      const isPast = !/updated/i.test(later) || Date.parse(String(row[later])) <= NOW;
      expect(isPast).toBe(true);
    }
  });

  it('what the user wrote is not led by anything', () => {
    const text = 'Thing: { created_at: { $type: timestamp, $before: updated_at }, updated_at: timestamp }';
    expect(loadProgram({ text }, true).problems).toEqual([]);
    const odd = 'Thing: { "a`b": date, birth_date: date unique, age: integer, year: { $expression: "age + 1" } }';
    expect(loadProgram({ text: odd }, true).problems).toEqual([]);
  });

  it('parts of a date agree with it', async () => {
    for (const row of await rows('date: date, year: integer, month: integer, quarter: integer')) {
      const [year, month] = String(row['date']).split('-').map(Number);
      expect([row['year'], row['month'], row['quarter']]).toEqual([year, month, Math.ceil(month / 3)]);
    }
  });

  it('names of things fit what stands beside them', async () => {
    const made = await rowsOf(programOf('Warehouse: { name: string, city: string }'), 'Warehouse');
    for (const row of made) expect(row['name']).toBe(`${String(row['city'])} Warehouse`);
  });
});

describe('rows alone', () => {
  it('are what they are in the whole', async () => {
    const program = programOf(readFileSync(join(import.meta.dirname, 'corpus.yaml'), 'utf8'));
    for (const { name } of program.entities) {
      const whole = await rowsOf(program, name, 0, 60);
      expect(await rowsOf(program, name, 57, 1)).toEqual([whole[57]]);
    }
  });
});
