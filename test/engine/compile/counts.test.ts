import { describe, expect, test } from 'vitest';
import { encodeRows, entityOf, programOf, rowsOf } from '../rows.ts';

/** Every way of making values, in rows, objects and items. */
const MODEL = (parents: number | string): string =>
  `
$providers: { Depot: [{ name: N, zip: "1" }, { name: S, zip: "2" }] }
P:
  $count: ${parents}
  id: integer @id
  name: string @full_name null 10%
  mail: { $generator: email, $unique: true }
  born: timestamp
  day: { $type: date, $before: born, $within: 9d }
  total: { $sum: C.x, $via: p }
  kids: { $count_of: C, $via: p }
  twin: { $ref: P.id, $unique: true }
  place: { $when: "kids > 1", $group: g, city: string @city, zip: string @postcode, deep: { d: string @Depot.name, z: string @Depot.zip } }
  tags: { $length: 0-3, $items: { w: string @word null 20%, l: [ integer ], p: $P.id, e: "= w + text(p)" } }
C:
  p: { $ref: P.id, $per: { min: 0, max: 4, distribution: poisson } }
  no: { $ordinal: p }
  x: decimal(9,2) 1.00-99.00
  far: { $ref: P.id, $share: zipf, $null: 10% }
  born: { $lookup: far.born }
  sum: { $lookup: far.total }
  whole: { $ref: P, $depth: 1 }
  many: [$P]
  code: { $template: "{no}-{p.name}-{@uuid}" }
  r: "= random_int(1, 9) + hash(code) % 7"
`.replace('decimal(9,2) 1.00-99.00', '"decimal(9,2) 1.00-99.00"');

const FAR = 10 ** 12;

describe('any range alone equals the same rows of a longer one', () => {
  test.each([
    ['at the beginning', 300, 0, 300],
    ['around 2^32', '6e9', 2 ** 32 - 40, 80],
    ['at 10^12', '2e12', FAR - 40, 80],
  ])('%s', async (_, parents, first, rows) => {
    const program = programOf(MODEL(parents));
    for (const { name } of program.entities) {
      const entity = entityOf(program, name);
      const whole = await encodeRows(entity, 'jsonl', [[first, rows]]);
      const pieces = Array.from({ length: rows }, (__, i): [number, number] => [first + i, 1]);
      expect(await encodeRows(entity, 'jsonl', pieces)).toBe(whole);
      expect(new Set(whole.trimEnd().split('\n')).size).toBe(rows);
    }
  });
});

describe('far rows', () => {
  test('children, sums and look-ups agree at 10^12', async () => {
    const program = programOf(MODEL('2e12'));
    const parents = await rowsOf(program, 'P', FAR, 40);
    expect(parents.map((row) => row['id'])).toEqual(parents.map((_, i) => FAR + 1 + i));
    expect(new Set(parents.map((row) => row['mail'])).size).toBe(40);
    // A child of a parent near is found by halving: children stand in the order of their parents.
    const parentOf = async (child: number): Promise<number> => Number((await rowsOf(program, 'C', child, 1))[0]['p']);
    let [low, high] = [0, entityOf(program, 'C').rows - 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((await parentOf(middle)) < FAR + 1) low = middle + 1;
      else high = middle;
    }
    const children = await rowsOf(program, 'C', low, 200);
    for (const parent of parents) {
      const own = children.filter((row) => row['p'] === parent['id']);
      expect(parent['kids']).toBe(own.length);
      expect(Math.round(Number(parent['total']) * 100)).toBe(
        own.reduce((sum, row) => sum + Math.round(Number(row['x']) * 100), 0),
      );
      expect(own.map((row) => row['no'])).toEqual(own.map((_, i) => i + 1));
    }
    for (const child of children.slice(0, 30)) {
      if (child['far'] === null) continue;
      const [parent] = await rowsOf(program, 'P', Number(child['far']) - 1, 1);
      expect([child['born'], child['sum']]).toEqual([parent['born'], parent['total']]);
    }
  });
});

describe('counts', () => {
  test('no rows anywhere are no problem', async () => {
    const program = programOf(MODEL(0));
    expect(program.entities.map(({ rows }) => rows)).toEqual([0, 0]);
    for (const { name } of program.entities) expect(await rowsOf(program, name)).toEqual([]);
  });

  test('hidden fields count as much as visible ones', () => {
    const hidden = Array.from({ length: 8 }, (_, i) => `  h${i}: string 65536-65536 hidden\n`).join('');
    const program = programOf(`A:\n  $count: 100\n  id: integer @id\n${hidden}  all: "= length(h0) + length(h7)"\n`);
    expect(entityOf(program, 'A').batchRows).toBeLessThanOrEqual(32);
  });

  test('a thousand fields, and lists of a thousand objects, are read in batches of 16 MiB', async () => {
    const wide = Array.from(
      { length: 1000 },
      (_, i) => `  f${i}: ${['integer', 'string', 'timestamp null 5%'][i % 3]}\n`,
    );
    const lists =
      'B:\n  $count: 3\n  l: { $length: 1000, $items: { a: string @email, b: integer, c: string @sentence, d: [date] } }\n';
    const program = programOf(`A:\n  $count: 3\n${wide.join('')}${lists}`);
    expect(entityOf(program, 'A').batchRows).toBeLessThanOrEqual(260);
    expect(entityOf(program, 'B').batchRows).toBeLessThanOrEqual(42);
    for (const row of await rowsOf(program, 'B')) expect(row['l']).toHaveLength(1000);
    for (const row of await rowsOf(program, 'A')) expect(Object.keys(row)).toHaveLength(1001);
  });

  test.each([
    [298, (before: string): string => `"= ${before} + 1"`],
    [
      100,
      (before: string): string =>
        `{ $type: "decimal(9,2)", $expression: "coalesce(round(abs((${before} + 1.00) * 1), 2), 1.00)", $null: 1%, $when: "${before} > 0 or 1 = 1" }`,
    ],
    [12, (before: string): string => `"= ${'-('.repeat(23)}${before}${')'.repeat(23)}"`],
  ])('the end of a chain of %i fields can be looked up alone', async (length, next) => {
    const chain = Array.from({ length }, (_, i) =>
      i === 0 ? '  f0: integer 1-5\n' : `  f${i}: ${next(`f${i - 1}`)}\n`,
    );
    const text = (fields: readonly string[]): string =>
      `P:\n  $count: 5\n  id: integer @id\n${fields.join('')}A: { $count: 9, p: $P.id, n: { $lookup: p.f${length - 1} } }\n`;
    const program = programOf(text(chain));
    const ends = (await rowsOf(program, 'P')).map((row) => row[`f${length - 1}`]);
    for (const fields of [chain, chain.toReversed()]) {
      const rows = await rowsOf(programOf(text(fields)), 'A');
      expect(rows.map((row) => row['n'])).toEqual(rows.map((row) => ends[Number(row['p']) - 1]));
    }
  });
});
