import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FIRST_DAY, LAST_DAY } from '../../src/engine/calendar.ts';
import { sql } from '../../src/formats/sql.ts';
import { backticked } from '../../src/formats/sql/quote.ts';
import type { Column, ColumnType } from '../../src/engine/vector.ts';
import { findProgram, NO_MARIADB } from '../database/mariadb.ts';
import { hasMariadb, useMariadb } from '../database/use-mariadb.ts';
import { useFolder } from '../cli/folder.ts';
import { run } from '../cli/run.ts';
import { tableOf } from '../formats/encode.ts';
import { everything, ROWS } from '../formats/everything.ts';
import { column, make } from '../formats/vectors.ts';
import { CIRCLE, PAIRS, SHOP } from './models.ts';
import { NAUGHTY, naughtyRows, naughtyTables } from './naughty.ts';
import { writeTables } from './write-tables.ts';

const root = useFolder({
  'shop.yaml': SHOP,
  'circle.yaml': CIRCLE,
  'pairs.yaml': PAIRS,
  'checked.yaml': `
Thing:
  $count: 200
  $check:
    - a < b
    - '[p, q] in [["x", "\\\\"], ["it''s", "\\\\n"]]'
    - day <= '2024-12-31'
    - p != 'off' or b != null
  id: integer @id
  a: integer 1-50
  b: integer 20-90
  p: string
  q: string
  day: date 2024-01-01..2025-12-31
`,
});
const FORMAT = ['--format', 'sql', '--option', 'dialect=mysql'];

describe.skipIf(!hasMariadb())(`MariaDB (skipped where ${NO_MARIADB})`, () => {
  const database = useMariadb();
  beforeEach(async () => await database.empty());

  /** Runs a script as a user does. Throws what the client says. */
  function load(folder: string, script = 'load.sql'): void {
    const { hostname, port, username, password } = new URL(database.url);
    const { status, stdout, stderr } = spawnSync(
      findProgram('mariadb') ?? '',
      ['--no-defaults', '-h', hostname, '-P', port, '-u', username, database.name],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, MYSQL_PWD: password },
        input: readFileSync(join(folder, script)),
      },
    );
    if (status !== 0 || stdout + stderr !== '') throw new Error(`mariadb ended with ${status}: ${stdout}${stderr}`);
  }

  /** Every key as `Table(columns)`, with what it refers to. */
  async function keys(): Promise<unknown[]> {
    const rows = await database.query(`
      select * from (select concat(table_name, ' ', if(constraint_name = 'PRIMARY', 'key', if(referenced_table_name is null, 'unique', 'to')), ' (',
        group_concat(column_name order by ordinal_position), ')',
        coalesce(concat(' ', max(referenced_table_name), '(', group_concat(referenced_column_name order by ordinal_position), ')'), '')) as k
      from information_schema.key_column_usage where table_schema = database()
      group by table_name, constraint_name, referenced_table_name is null) found order by binary k`);
    return rows.map(({ k }) => k);
  }

  beforeAll(async () => {
    for (const model of ['shop', 'circle', 'pairs', 'checked']) {
      await run(['generate', `${model}.yaml`, ...FORMAT, '--out', model], root);
    }
  });

  test('loads the shop with its keys and references', async () => {
    load(join(root, 'shop'));
    expect(
      await database.query('select (select count(*) from `OrderLine`) as n, (select sum(total) from `Order`) as t'),
    ).toEqual([{ n: 8756, t: expect.stringMatching(/^\d+\.\d\d$/) }]);
    expect(await keys()).toEqual([
      'Country unique (code)',
      'Country unique (name)',
      'Order key (id)',
      'Order to (user_id) User(id)',
      'OrderLine key (order_id,line_no)',
      'OrderLine to (order_id) Order(id)',
      'OrderLine to (product_id) Product(id)',
      'Product key (id)',
      'Product to (made_in) Country(code)',
      'Product unique (name)',
      'User key (id)',
      'User unique (email)',
    ]);
  });

  test('loads keys, unique lists and references of several fields', async () => {
    load(join(root, 'pairs'));
    expect((await keys()).filter((text) => /,/.test(String(text)))).toEqual([
      'Bill key (org,no)',
      'Item key (bill_org,bill_no,line)',
      'Item to (a,b) Bill(org,no)',
      'Item to (bill_org,bill_no) Bill(org,no)',
      'Item unique (bill_org,bill_no,product)',
      'Member unique (tenant,id)',
      'Project to (tenant,owner) Member(tenant,id)',
      'Project unique (owner,color)',
      'Project unique (tenant,code)',
      'Stock key (tenant,product,size)',
      'Taken key (tenant,product)',
    ]);
  });

  test('loads entities that refer in circles, and texts too long for an index', async () => {
    load(join(root, 'circle'));
    expect(await database.query('select count(*) as n, min(length(story)) > 3999 as isLong from A')).toEqual([
      { n: 50, isLong: 1 },
    ]);
    expect((await keys()).filter((text) => / to /.test(String(text)))).toEqual([
      'A to (b) B(id)',
      'A to (twin) A(id)',
      'B to (a) A(id)',
      'Empty to (a) A(id)',
    ]);
  });

  test('checks the references when all rows are there', async () => {
    const id = column('id', 'integer', make.int32([1, 2]));
    const to = column('to', 'integer', make.int32([2, 3]));
    const references = [{ columns: ['to'], table: 'T', targets: ['id'] }];
    const folder = mkdtempSync(join(root, 'dangling-'));
    const table = { ...tableOf([id, to]), name: 'T', key: ['id'], references };
    writeTables(folder, sql, [{ table, columns: [id, to], rows: 2 }], { dialect: 'mysql' });
    expect(() => load(folder)).toThrow('Cannot add or update a child row');
  });

  test('loads rows under the CHECKs that it declares', async () => {
    load(join(root, 'checked'));
    const checks = `select count(*) as n from information_schema.check_constraints where constraint_schema = database()`;
    expect(await database.query(checks)).toEqual([{ n: 4 }]);
    expect(await database.query('select count(*) as n from Thing where q = 0x5c or q = 0x5c6e')).toEqual([{ n: 200 }]);
    await expect(database.query('update Thing set a = b where id = 1')).rejects.toThrow(/CONSTRAINT .* failed/);
  });

  test('loads the file of one entity alone, once', async () => {
    load(join(root, 'shop'), 'OrderLine.sql');
    expect(await database.query('select count(*) as n from OrderLine')).toEqual([{ n: 8756 }]);
    expect(() => load(join(root, 'shop'), 'OrderLine.sql')).toThrow('already exists');
  });

  test('loads naughty names and texts', async () => {
    // What no name of MySQL's can have.
    const cut = (name: string): string => name.trimEnd().replaceAll(/[;\u{10000}-\u{10ffff}]/gu, '*');
    const tables = naughtyTables.map(({ table, columns, rows }) => ({
      rows,
      columns: columns.map((one) => ({ ...one, name: cut(one.name), width: 200 })),
      table: {
        ...table,
        name: cut(table.name),
        columns: table.columns.map((one) => ({ ...one, name: cut(one.name), width: 200 })),
        key: table.key.map(cut),
        uniques: table.uniques.map((names) => names.map(cut)),
        references: table.references.map(({ columns, targets, table: target }) => ({
          columns: columns.map(cut),
          table: cut(target),
          targets: targets.map(cut),
        })),
      },
    }));
    const given = tables.map(({ table }) => table);
    expect(sql.faults(given, { dialect: 'mysql', arrays: [] })).toEqual([]);
    const folder = mkdtempSync(join(root, 'naughty-'));
    writeTables(folder, sql, tables, { dialect: 'mysql' });
    load(folder);
    for (const name of NAUGHTY) {
      const cells = NAUGHTY.map((other, k) => `cast(${backticked(cut(other))} as char) as c${k}`);
      const rows = await database.query(
        `select ${cells.join(', ')} from ${backticked(cut(name))} order by ${backticked(cut(NAUGHTY[0]))}`,
      );
      expect(rows.map((row) => Object.values(row))).toEqual(naughtyRows(name));
    }
    expect((await keys()).filter((text) => / to /.test(String(text)))).toHaveLength(NAUGHTY.length);
  });

  /** Loads a table, and reads its values as texts. */
  async function roundTrip(columns: readonly Column[], rows: number): Promise<unknown[][]> {
    const numbered = [...columns, column('row', 'integer', make.int32(Array.from({ length: rows }, (_, i) => i)))];
    const folder = mkdtempSync(join(root, 'values-'));
    writeTables(folder, sql, [{ table: tableOf(numbered), columns: numbered, rows }], { dialect: 'mysql' });
    load(folder);
    const cells = columns.map(({ name, type }, k) => `${textOf(backticked(name), type)} as c${k}`);
    const found = await database.query(`select ${cells.join(', ')} from Thing order by \`row\``);
    return found.map((row) => Object.values(row).map((text, k) => canonical(text, columns[k].type)));
  }

  test('holds every kind of value', async () => {
    // Years that the engine never makes are refused.
    const known = everything.filter(({ column: { name } }) => !/^(date|timestamp)\b/.test(name));
    const ends = [FIRST_DAY, LAST_DAY];
    const days = column('days', 'date', make.date(Array.from({ length: ROWS }, (_, i) => ends[i % 2])));
    const moments = Array.from({ length: ROWS }, (_, i) => ends[i % 2] * 86_400_000 + (i % 2) * 86_399_999);
    const all = [
      ...known,
      { column: days, expected: days.vector.validity === null ? twice('0001-01-01', '9999-12-31') : [] },
      {
        column: column('moments', 'timestamp', make.timestamp(moments)),
        expected: twice('0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'),
      },
      {
        column: column('maybe', 'timestamp', make.timestamp(moments.map((ms, i) => (i % 2 === 0 ? null : ms)))),
        expected: twice(null, '9999-12-31T23:59:59.999Z'),
      },
      {
        column: column(
          'listed',
          'timestamp',
          make.dictionary(twice('2024-02-29T01:02:03.004Z', '1582-10-10T00:00:00.000Z')),
        ),
        expected: twice('2024-02-29T01:02:03.004Z', '1582-10-10T00:00:00.000Z'),
      },
    ];
    const columns = all.map((one, k) => ({ ...one.column, name: `${k}` }));
    const rows = await roundTrip(columns, ROWS);
    expect(rows).toEqual(
      Array.from({ length: ROWS }, (_, i) => all.map((one) => canonical(one.expected[i], one.column.type))),
    );
  });

  test('holds any text', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom("'", '"', '`', '\\', '\n', '\r', '\u001a', '\0', 'Z', '%', '_', ';', '-', '😀'),
      }),
    );
    const texts = fc.sample(text, { seed: 20_240_101, numRuns: 1000 });
    const columns = [
      column('plain', 'string', make.utf8(texts)),
      column('maybe', 'string', make.utf8(texts.map((one, i) => (i % 3 === 0 ? null : one)))),
      column('entry', 'enum', make.dictionary(texts)),
      column('joined', 'string', make.concat([make.entries(texts), '\\', make.utf8(texts)])),
    ];
    expect(await roundTrip(columns, texts.length)).toEqual(
      texts.map((one, i) => [one, i % 3 === 0 ? null : one, one, `${one}\\${one}`]),
    );
  });
});

const twice = <T>(even: T, odd: T): T[] => Array.from({ length: ROWS }, (_, i) => (i % 2 === 0 ? even : odd));

function textOf(name: string, { kind }: ColumnType): string {
  if (kind === 'timestamp') return `concat(replace(${name}, ' ', 'T'), 'Z')`;
  if (kind === 'boolean') return `case ${name} when 1 then 'true' when 0 then 'false' end`;
  return kind === 'binary' ? `replace(to_base64(${name}), '\\n', '')` : `cast(${name} as char)`;
}

function canonical(text: unknown, { kind }: ColumnType): unknown {
  if (typeof text !== 'string') return text;
  if (kind === 'number') return String(Number(text));
  if (kind === 'time') return text.replace(/\.000$/, '');
  return kind === 'json' || kind === 'list' || kind === 'struct' ? JSON.stringify(JSON.parse(text)) : text;
}
