import { describe, expect, test } from 'vitest';
import { useTarget } from './target.ts';

const target = useTarget();

const modelOf = (field: string): string => `m:\n  $count: 12\n  id: integer @id\n  v: ${field}\n`;
const tableOf = (column: string): string => `drop table if exists m; create table m (id int primary key, v ${column})`;

/** Loads one field into one column; answers the values as the database has them. */
async function into(column: string, field: string): Promise<readonly string[]> {
  await target.query(tableOf(column));
  await target.load(modelOf(field));
  return (await target.query<{ v: string }>('select v::text as v from m order by id')).map(({ v }) => v);
}

/** The problems of a load that leaves the table empty. */
async function refusal(column: string, field: string): Promise<string> {
  await target.query(tableOf(column));
  const { problems } = await target.failure(modelOf(field));
  return problems.map(({ code, path, message }) => `${code} ${path.join('.')} ${message}`).join('; ');
}

describe('values that a column would change or refuse are told before anything is sent', () => {
  test.each([
    [
      'timestamp(0)',
      `"= timestamp('2024-12-31T23:59:59.500Z') + seconds(id * 0.001)"`,
      /fractions of a second.*timestamp\(0\)/,
    ],
    ['timestamptz(2)', `"= timestamp('2024-12-31') + seconds(id * 0.001)"`, /fractions of a second/],
    ['date', 'timestamp', /would lose the time: write date/],
    ['real', 'decimal(12,2) 10000000.00-99999999.00', /more digits than the 6/],
    ['real', '"= id / 7"', /more digits than the 6/],
    [
      'float8',
      '{ $type: "decimal(18,2)", $min: 1000000000000000.01, $max: 9999999999999999.99 }',
      /more digits than the 15/,
    ],
    ['numeric(10,2)', '"= 1.1 * id / 3"', /round\(…, 2\)/],
    ['numeric(10,2)', 'decimal(8,4) 1.0000-9.0000', /values with 4 decimals would be rounded/],
    ['numeric(5,2)', 'number 900.00-2000.00', /more digits/],
    ['numeric(3,-1)', 'integer 1001-1009', /more digits/],
    ['smallint', 'integer 30000-40000 unique', /not within -32768 to 32767/],
    ['int', '"= id * 1000000000"', /not within -2147483648/],
    ['int', '{ $type: "decimal(12,0)", $min: 1, $max: 900000000000 }', /not within/],
    ['int', 'number', /declare the field as integer/],
    ['varchar(10)', 'string @sentence', /more than 10 characters.*1-10/],
    ['char(2)', 'string @country', /more than 2 characters/],
    ['name', `"= repeat('é', 40)"`, /more than 63 bytes/],
    ['varchar(3)[]', '[string @word]', /more than 3 characters/],
    ['smallint[]', '[integer 40000-50000]', /not within/],
    ['int[]', '[string @word]', /the items do not fit/],
    ['int[]', '{ $items: [integer 1-9], $length: 2 }', /use a column of type jsonb/],
  ])('%s from %s', async (column, field, message) => {
    const problem = await refusal(column, field);
    expect(problem).toMatch(/^COLUMN_TYPE m\.v /);
    expect(problem).toMatch(message);
  });

  test('texts that are none of an enumeration', async () => {
    await target.query(`create type mood as enum ('sad', 'ok')`);
    expect(await refusal('mood', 'string @word')).toMatch(/^COLUMN_TYPE m\.v some values are none of/);
    expect(await into('mood', `{ $type: string, $values: [sad, ok] }`)).toHaveLength(12);
    expect(await into('mood[]', '["enum(sad, ok)"]')).toHaveLength(12);
    expect(await refusal('mood[]', '["enum(sad, glad)"]')).toMatch(/the items do not fit/);
  });

  test('of all columns at once', async () => {
    await target.query(
      'drop table if exists m; create table m (_id int, a varchar(3) not null, b smallint, c timestamp(0), d int)',
    );
    const { problems } = await target.failure(
      `m: { $count: 5, _id: integer @id, a: { $pattern: "[a-z]{4}" }, b: integer 40000-50000, c: "= timestamp('2024-01-01') + seconds(0.5)", d: string }`,
    );
    expect(problems.map(({ path }) => path.join('.')).toSorted()).toEqual(['m.a', 'm.b', 'm.c', 'm.d']);
  });
});

describe('values that fit are loaded as they are', () => {
  test.each([
    ['timestamp(0)', 'timestamp'],
    ['real', 'decimal(6,2) 0.01-9999.99'],
    ['real', 'integer 1-999999'],
    ['float8', 'decimal(15,4)'],
    ['numeric(5,2)', 'number 0.50-999.99'],
    ['numeric(38,0)', '{ $type: "decimal(18,0)", $min: 1, $max: 999999999999999999 }'],
    ['bigint', '{ $type: "decimal(18,0)", $min: 9007199254740993, $max: 999999999999999999 }'],
    ['numeric(2,2)', 'decimal(2,2) 0.10-0.40'],
    ['numeric', 'decimal(12,3)'],
    ['varchar', 'string @sentence'],
    ['smallint', 'integer -32768..32767'],
    ['varchar(10)', '{ $pattern: "[é]{10}" }'],
    ['char(5)', '{ $pattern: "[A-Z]{5}" }'],
  ])('%s from %s', async (column, field) => {
    const values = await into(column, field);
    const written = await into('text', field);
    expect(values.map(plain)).toEqual(written.map(plain));
    expect(values).toHaveLength(12);
  });

  /** Without zeros at the end of a fraction, and instants as SQL has them. */
  function plain(text: string): string {
    return text
      .replace('T', ' ')
      .replace(/\.000Z$/, '')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  }

  test('a date becomes the first instant of its day in UTC, wherever the server is', async () => {
    const { name } = (await target.query<{ name: string }>('select current_database() as name'))[0];
    await target.query(`alter database ${name} set timezone = 'Asia/Tokyo'`);
    await into('timestamptz', 'date 2025-06-01..2025-06-01');
    await target.query(`alter database ${name} reset timezone`);
    expect(
      await target.query(`select distinct to_char(v at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as v from m`),
    ).toEqual([{ v: '2025-06-01 00:00' }]);
  });
});

describe('a list is an array where the column is one', () => {
  test.each([
    ['text[]', '{ $items: { $values: ["a\\"b", "c\\\\d", "", "NULL", "{x,y}", "é \\t\\n"] }, $length: 0-4 }'],
    ['text[]', '{ $items: "string @word null 40%", $length: 3 }'],
    ['int[]', '{ $items: "integer -5..5 null 40%", $length: 0-4 }'],
    ['numeric[]', '{ $items: "decimal(10,2) 1.00-9.00" }'],
    ['boolean[]', '[boolean]'],
    ['uuid[]', '[uuid]'],
    ['date[]', '[date]'],
    ['text[]', '{ $items: { $template: "{@word}-{@city}" } }'],
    ['text[]', '{ $items: string @word, $null: 50% }'],
  ])('%s from %s', async (column, field) => {
    await into(column, field);
    const arrays = await target.query<{ v: unknown }>('select to_jsonb(v) as v from m order by id');
    await into('jsonb', field);
    expect(arrays).toEqual(await target.query('select v from m order by id'));
    expect(arrays).toHaveLength(12);
  });

  test('timestamps keep their instants', async () => {
    await into('timestamptz[]', '[timestamp]');
    const arrays = await target.query(
      `select (select array_agg(extract(epoch from t)::bigint) from unnest(v) t) as v from m order by id`,
    );
    await into('jsonb', '[timestamp]');
    expect(arrays).toEqual(
      await target.query(
        `select (select array_agg(extract(epoch from t::timestamptz)::bigint) from jsonb_array_elements_text(v) t) as v from m order by id`,
      ),
    );
  });
});

describe('a key that is taken', () => {
  test('is told with its columns, and what to change', async () => {
    await target.query(
      `drop table if exists m; create table m (id int primary key, a int, b int, unique (a, b)); insert into m values (5)`,
    );
    const model = (a: string): string => `m: { $count: 30, id: integer @id, a: ${a}, b: integer 1-2 }`;
    expect((await target.failure(model('integer @sequence'))).message).toMatch(
      /on id: an existing row.*\$options: \{ start: … \} of id/,
    );
    const { problems } = await target.failure(model('integer 1-3'));
    expect(problems.map(({ code, path, message }) => `${code} ${path.join('.')} ${message}`)).toEqual([
      expect.stringMatching(/^KEY_REPEATED m rows of this load have the same a, b, .*\$unique: \[a, b\]/),
    ]);
    await target.load(`m: { $count: 30, $unique: [a, b], id: integer @id, a: integer 1-40, b: integer 1-2 }`, {
      mode: 'truncate',
    });
  });
});
