import { describe, expect, it, test } from 'vitest';
import { dialectOf, sourceOf } from '../../src/dialects/index.ts';
import { errorsOf, importBytes, importText } from './import-text.ts';

/** The fields of the only entity of a sample's model. */
async function fields(text: string, dialect: string | null = null): Promise<readonly string[]> {
  const { model } = await importText(text, dialect);
  expect(errorsOf(model)).toEqual([]);
  return model
    .split('\n')
    .slice(3)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^\$count|^_id|^\w+:$/.test(line));
}

async function codes(text: string, dialect: string | null = null): Promise<readonly string[]> {
  const { report } = await importText(text, dialect);
  return report.findings.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`.trim());
}

const table = (header: string, rows: number, row: (i: number) => string): string =>
  [header, ...Array.from({ length: rows }, (_, i) => row(i)), ''].join('\n');

describe('a column of a table becomes a field', () => {
  it.each<readonly [string, (i: number) => string, string]>([
    ['whole numbers', (i) => `${i - 3}`, 'a: integer -3..36'],
    ['decimals', (i) => `${i}.50`, 'a: number 0.50-39.50'],
    ['codes with zeros', (i) => `0${i % 10}7`, 'a: { $pattern: "[0-9]{3}" }'],
    ['booleans', (i) => (i % 2 === 0 ? 'true' : 'False'), 'a: boolean'],
    ['days', (i) => `2025-03-${String((i % 28) + 1).padStart(2, '0')}`, 'a: date 2025-03-01..2025-03-28'],
    [
      'days with points',
      (i) => `${String((i % 28) + 1).padStart(2, '0')}.03.2025`,
      'a: string @date 2025-03-01..2025-03-28 (DD.MM.YYYY)',
    ],
    [
      'months first',
      (i) => `03/${String((i % 28) + 1).padStart(2, '0')}/2025`,
      'a: string @date 2025-03-01..2025-03-28 (MM/DD/YYYY)',
    ],
    [
      'days first',
      (i) => `${String((i % 28) + 1).padStart(2, '0')}/03/2025`,
      'a: string @date 2025-03-01..2025-03-28 (DD/MM/YYYY)',
    ],
    ['moments', (i) => `2025-03-01 10:${i + 10}:00`, 'a: timestamp 2025-03-01T10:10:00..2025-03-01T10:49:00'],
    [
      'moments with zones',
      (i) => `2025-03-01T10:${i + 10}:00.123+01:00`,
      'a: timestamp 2025-03-01T10:10:00..2025-03-01T10:49:00',
    ],
    ['times', (i) => `1${i % 10}:30`, 'a: time 10:30..19:30'],
    ['uuids', (i) => `0000000${i % 10}-1111-4222-8333-44444444444${i % 7}`, 'a: uuid unique'],
    ['addresses', (i) => `user${i}@example.com`, 'a: string @email unique'],
    ['links', (i) => `https://example.com/${i % 9}`, 'a: string @url'],
    ['few values', (i) => ['red', 'blue'][i % 2], 'a: enum(red, blue)'],
    ['few values, one of them rare', (i) => (i === 0 ? 'secret' : 'blue'), 'a: string 4-6'],
    ['other texts', (i) => 'x'.repeat((i % 9) + 2), 'a: string 2-10'],
    ['numbers and texts', (i) => (i % 2 === 0 ? String(i) : `n ${i}`), 'a: string 1-4'],
    ['some nulls', (i) => (i % 4 === 0 ? '' : String(i)), 'a: integer 1-39 null 25%'],
    ['only nulls', () => '', 'a: string null 100%'],
  ])('%s', async (_, cell, expected) => {
    const found = await fields(
      table('b,a', 40, (i) => `${i % 5},${cell(i)}`),
      'csv',
    );
    expect(found.find((line) => line.startsWith('a:'))).toBe(expected);
  });
});

test('separators, byte order marks, quotes and late quotes are read', async () => {
  for (const separator of [',', ';', '\t', '|']) {
    const text = table(['id', 'note', 'size'].join(separator), 30, (i) =>
      [i, i === 29 ? `"a ${separator} ""b""\nc"` : 'plain', `${i % 3}`].join(separator),
    );
    const { model, report } = await importBytes(Buffer.from(`\uFEFF${text}`), null, 'things.csv');
    expect([report.dialect, report.findings]).toEqual(['csv', []]);
    expect(model).toContain('things:\n  $count: "= 30 * vars.scale"\n  id: integer @id\n');
  }
});

test('no text of a sample is in the model or the report, but the values that it lists', async () => {
  const names = ['Ada', 'Grace'];
  const text = table(
    'first_name,remark,status,code',
    40,
    (i) => `${names[i % 2]},remark ${i},${i % 2 ? 'on' : 'off'},KX-${1000 + i}`,
  );
  const { model, report } = await importText(text, null);
  expect(model + JSON.stringify(report)).not.toMatch(/Ada|Grace|remark \d|KX-/);
  expect(report.findings.map(({ code, path, line, column }) => [code, path, line, column])).toEqual([
    ['VALUES_KEPT', 'Record.status', 1, 19],
  ]);
  expect(report.findings[0].message).toContain('`off`, `on`');
});

describe('what is no table is refused or reported', () => {
  it.each([
    ['1,2\n3,4\n', ['DOCUMENT_UNKNOWN 1:1']],
    ['ada@example.com,x\nb@example.com,y\n', ['DOCUMENT_UNKNOWN 1:1']],
    ['', ['DOCUMENT_UNKNOWN 1:1']],
    ['a,b\n1,2\n3\n4,5,6\n', ['PART_SKIPPED 3:1']],
    ['a,b,a\n1,2,3\n', ['NAME_REPEATED 1:1 a']],
    ['a,b\n"1,2\n', ['DOCUMENT_SYNTAX 2:1']],
  ])('%j', async (text, expected) => {
    const found = await codes(text, 'csv');
    expect(found.map((line) => line.replace(/:\d+(?= a$)/, ':1')).slice(0, 1)).toEqual(expected);
  });
});

test('objects and lists of JSON become objects and lists', async () => {
  const row = (i: number): object => ({
    id: `${'0'.repeat(7)}${i % 10}-1111-4222-8333-4444444444${10 + i}`,
    user: { age: 20 + i, nick: i % 2 === 0 ? 'a b' : null },
    tags: Array.from({ length: i % 3 }, () => 7),
    ...(i % 4 === 0 ? {} : { late: true }),
  });
  const expected = [
    'id: uuid @id',
    'user: { age: integer 20-59, nick: string null 50% }',
    'tags: { $items: integer 7-7, $length: 0-2 }',
    'late: boolean null 25%',
  ];
  const rows = Array.from({ length: 40 }, (_, i) => row(i));
  expect(await fields(rows.map((one) => JSON.stringify(one)).join('\n'))).toEqual(expected);
  expect(await fields(JSON.stringify(rows))).toEqual(expected);
  const { model, report } = await importText(JSON.stringify({ users: rows, note: 1, orders: [{ id: 1 }] }), null);
  expect([report.source.tables, errorsOf(model)]).toEqual([2, []]);
});

describe('JSON that is no sample is refused, and ends', () => {
  it.each([
    ['{"a": 1', ['DOCUMENT_SYNTAX']],
    ['{"a": 1}', ['DOCUMENT_UNKNOWN']],
    ['[]', ['DOCUMENT_UNKNOWN']],
    ['[1, 2]', ['DOCUMENT_UNKNOWN']],
    ['{"a":1}\nnothing\n{"a":2}', ['PART_SKIPPED']],
    [`[{"a":${'['.repeat(5000)}${']'.repeat(5000)}}]`, []],
    ['[{"__proto__":{"a":1},"constructor":2},{"toString":"x"}]', []],
    [JSON.stringify([Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]))]), []],
  ])('%.40s', async (text, expected) => {
    const { model, report } = await importText(text, 'jsonl');
    expect(errorsOf(model === '' ? 'A: { id: integer }' : model)).toEqual([]);
    expect(report.findings.map(({ code }) => code).filter((code) => code !== 'TYPE_APPROXIMATED')).toEqual(expected);
  });
});

test('a long sample is read in part, which is said', async () => {
  const text = table('id,size', 20_500, (i) => `${i},${i % 7}`);
  const { model, report } = await importText(text, null);
  expect(report.findings.map(({ code }) => code)).toEqual(['ROWS_LIMITED']);
  expect(model).toContain('= 20000 * vars.scale');
});

test('samples are told from schemas and scripts', () => {
  const name = (text: string): string | undefined => dialectOf(sourceOf(Buffer.from(text)))?.name;
  expect(name('id,name\n1,a\n2,b\n')).toBe('csv');
  expect(name('{"id":1}\n{"id":2}\n')).toBe('jsonl');
  expect(name('{"type":"object","properties":{}}')).toBe('json_schema');
  expect(name('CREATE TABLE a (\n  id int,\n  b int\n);\n')).not.toBe('csv');
  expect(name('-- a, b\nINSERT INTO a VALUES (1, 2);\nCREATE TABLE a (id int);\n')).not.toBe('csv');
});
