import { describe, expect, test } from 'vitest';
import { generators } from '../../../src/engine/generators/registry.ts';
import { loadPartFormat } from '../../../src/formats/index.ts';
import { Sink } from '../../../src/formats/sink.ts';
import { PartMaker } from '../../../src/workers/making/part-maker.ts';
import { entityOf, programOf, type Row, rowsOf } from '../rows.ts';

/** Rows 0 … count - 1 read so many at a time: few at a time look into parents row by row, many into their whole table. */
async function rowsBy(capacity: number, text: string, name: string, count: number): Promise<Row[]> {
  const maker = new PartMaker(entityOf(programOf(text), name), await loadPartFormat('jsonl'), {}, capacity);
  const sink = new Sink();
  for (const { bytes } of maker.rows(0, count)) sink.append(bytes);
  const lines = new TextDecoder().decode(sink.written()).trimEnd().split('\n');
  return lines.map((line): Row => JSON.parse(line));
}

const KEYS = [
  'integer @id',
  'string @id',
  'uuid @id',
  'string @email @id',
  'integer 1000-99999 @id',
  'integer -5000..90000 unique',
  'string @word unique',
  '"decimal(9,3) unique"',
  'date 1990-01-01..2024-12-31 unique',
  'timestamp unique',
];

describe('look-ups', () => {
  test.each(KEYS)('by a key of type %s, through three references, one of them null', async (key) => {
    const text = `
A: { $count: 40, k: ${key}, n: string @word null 30%, t: timestamp, home: { city: string @city, $null: 20% } }
B: { $count: 50, k: ${key}, a: { $ref: A.k, $null: 40% }, up: { $lookup: a.n }, a2: { $ref: A.k, $when: "up != null" } }
C: { $count: 60, k: ${key}, b: { $ref: B.k, $share: zipf }, boss: { $ref: C.k, $null: 20% } }
D:
  $count: 300
  c: { $ref: C.k, $null: 20% }
  n: { $lookup: c.b.a.n }
  up: { $lookup: c.b.up }
  t: { $lookup: c.boss.b.a.t }
  city: { $lookup: c.b.a.home.city }
  other: { $lookup: c.b.a2.n }
  key: { $lookup: c.boss.b.a }
`;
    const [a, b, c, d] = await Promise.all(['A', 'B', 'C', 'D'].map((name) => rowsOf(programOf(text), name)));
    const by = (rows: Row[]) => new Map(rows.map((row) => [row['k'], row]));
    const [as, bs, cs] = [by(a), by(b), by(c)];
    expect([as.size, bs.size, cs.size]).toEqual([40, 50, 60]);
    for (const row of d) {
      const one = cs.get(row['c']);
      const two = bs.get(one?.['b']);
      const three = as.get(two?.['a']);
      const boss = bs.get(cs.get(one?.['boss'])?.['b']);
      const home = three?.['home'];
      expect([row['n'], row['up']]).toEqual([three?.['n'] ?? null, two?.['up'] ?? null]);
      expect([row['key'], row['t']]).toEqual([boss?.['a'] ?? null, as.get(boss?.['a'])?.['t'] ?? null]);
      expect(row['city']).toBe(typeof home === 'object' && home !== null && 'city' in home ? home.city : null);
      expect(row['other']).toBe(as.get(two?.['a2'])?.['n'] ?? null);
    }
    for (const capacity of [1, 9, 64]) expect(await rowsBy(capacity, text, 'D', 300)).toEqual(d);
  });

  test('of every generator, and nulls of one field leave the others as they were', async () => {
    const names = generators.map((generator) => generator.name);
    const fields = (twins: boolean): string =>
      names
        .map((name, i) => {
          const field = `{ $generator: ${name}${i % 3 === 0 ? ', $null: 20%' : ''} }`;
          const twin = `a: { $generator: ${name}, $null: 50% }, z: { $generator: ${name}, $when: "id > 90" }, `;
          return `  o${i}: { ${twins ? twin : ''}x: ${field} }\n`;
        })
        .join('');
    const lookups = names.map((_, i) => `  l${i}: { $lookup: p.o${i}.x }\n`).join('');
    const text = (twins: boolean): string =>
      `P:\n  $count: 180\n  id: integer @id\n${fields(twins)}A:\n  $count: 200\n  p: { $ref: P.id, $null: 10% }\n${lookups}`;
    const parents = await rowsOf(programOf(text(false)), 'P');
    const rows = await rowsBy(4096, text(true), 'A', 200);
    expect(rows).toEqual(await rowsBy(44, text(false), 'A', 200));
    const value = (parent: unknown, i: number): unknown => {
      const object = parents[Number(parent) - 1][`o${i}`];
      return typeof object === 'object' && object !== null && 'x' in object ? object.x : undefined;
    };
    for (const row of rows) {
      const wanted = names.map((_, i) => (row['p'] === null ? null : value(row['p'], i)));
      expect(names.map((_, i) => row[`l${i}`])).toEqual(wanted);
    }
    const twins = await rowsOf(programOf(text(true)), 'P');
    for (const [i, parent] of parents.entries()) {
      for (const [k, name] of names.entries()) {
        const late = { [`o${k}`]: expect.objectContaining(i < 90 ? { z: null } : {}) };
        expect([name, twins[i]]).toEqual([name, expect.objectContaining(late)]);
        expect([name, twins[i][`o${k}`]]).toEqual([name, expect.objectContaining(parent[`o${k}`] ?? {})]);
      }
    }
  });
});

describe('references', () => {
  test('with unique lead to different rows, nulls apart', async () => {
    const text = `
P: { $count: 50, id: integer @id, m: integer unique null 30% }
A: { $count: 40, p: { $ref: P.id, $unique: true }, q: { $ref: P.m, $unique: true, $null: 30% }, o: { r: { $ref: P.id, $unique: true } } }
E: { id: { $ref: P.id, $per: 0-1, $key: true }, m: { $lookup: id.m } }
`;
    const program = programOf(text);
    const rows = await rowsOf(program, 'A');
    const nested = rows.map((row) => JSON.stringify(row['o']));
    const some = rows.map((row) => row['q']).filter((value) => value !== null);
    expect([new Set(rows.map((row) => row['p'])).size, new Set(nested).size]).toEqual([40, 40]);
    expect(new Set(some).size).toBe(some.length);
    const ones = await rowsOf(program, 'E');
    expect(new Set(ones.map((row) => row['id'])).size).toBe(ones.length);
  });

  test('to fields whose names hold dots, and to fields of objects', async () => {
    const text = `
P: { $count: 20, id: integer @id, a.b: integer unique, o: { c: integer unique, $null: 50% }, s.t: { u: integer unique } }
A: { p: $P.a.b, q: $P.o.c, r: $P.s.t.u, n: "= 1" }
`;
    const program = programOf(text);
    const parents = await rowsOf(program, 'P');
    const seen = {
      p: parents.map((row) => row['a.b']),
      r: parents.map((row) => row['s.t']),
      q: parents.map((row) => row['o']),
    };
    for (const row of await rowsOf(program, 'A')) {
      expect(seen.p).toContain(row['p']);
      expect(seen.r).toContainEqual({ u: row['r'] });
      expect(seen.q).toContainEqual(row['q'] === null ? null : { c: row['q'] });
    }
  });

  test('to static tables carry the declared types, also of computed columns', async () => {
    const text = `
T:
  $key: code
  $rows: [{ code: 7, name: true, d: 2024-02-29, w: 1.50 }, { code: 8, name: null, d: null, w: 2.25 }]
  d: date
  w: decimal(6,3)
  twice: "= w * 2"
  label: { $template: "{code}/{d}" }
A: { $count: 30, t: $T.code, n: { $lookup: t.name }, d: { $lookup: t.d }, later: "= d + days(1)", x: { $lookup: t.twice }, l: { $lookup: t.label } }
`;
    for (const row of await rowsOf(programOf(text), 'A')) {
      const { _id, ...values } = row;
      expect(values).toEqual(
        row['t'] === 7
          ? { t: 7, n: true, d: '2024-02-29', later: '2024-03-01', x: 3, l: '7/2024-02-29' }
          : { t: 8, n: null, d: null, later: null, x: 4.5, l: null },
      );
      expect(_id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

test('look-ups and times name what stands beside them, also within objects and list items', async () => {
  const program = programOf(`
Trip:
  $count: 40
  id: integer @id
  born: timestamp 2024-01-01..2024-12-31
Visit:
  trip:
    of: $Trip.id
    born: { $lookup: of.born }
    start: { $type: timestamp, $after: born, $within: 2d }
  stops:
    $items:
      of: $Trip.id
      born: { $lookup: of.born }
`);
  const trips = new Set((await rowsOf(program, 'Trip')).map(({ id, born }) => `${String(id)} ${String(born)}`));
  const visits = JSON.stringify(await rowsOf(program, 'Visit'));
  const pairs = [...visits.matchAll(/"of":(\d+),"born":"([^"]+)"/g)];
  expect(pairs.length).toBeGreaterThan(200);
  for (const [, of, born] of pairs) expect(trips).toContain(`${of} ${born}`);
  for (const [, born, start] of visits.matchAll(/"born":"([^"]+)","start":"([^"]+)"/g)) {
    const wait = Date.parse(start) - Date.parse(born);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(2 * 86_400_000);
  }
});
