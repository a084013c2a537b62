import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { runScript } from './run-script.ts';
import { useDatabase } from './use-database.ts';
import { loadedFormats, writeTables } from './write-tables.ts';

const root = mkdtempSync(join(tmpdir(), 'rowmill-schemas-'));
afterAll(() => rmSync(root, { recursive: true }));

const MODEL = `
auth.users: { $count: 20, id: integer @id, tags: { $items: { $values: ['a"b', "it's", 'c\\d'] }, $length: 0-3 } }
sales.orders: { $count: 50, id: integer @id, user_id: $auth.users.id }
users: { $count: 5, id: integer @id, days: [date] }
`;

test.each(loadedFormats)('$name makes the schemas of its tables, and arrays of lists', async (format) => {
  const { client } = await useDatabase();
  const { program } = loadProgram({ text: MODEL }, false);
  const tables = (program?.entities ?? []).map((entity) => {
    const reader = entity.open(entity.rows);
    reader.read(0, entity.rows);
    return { table: entity.table, columns: reader.columns, rows: entity.rows };
  });
  const folder = mkdtempSync(join(root, 'load-'));
  writeTables(folder, format, tables, { arrays: '*' });
  await runScript(client, join(folder, 'load.sql'));
  const { rows } = await client.query(
    `select (select count(*)::int from sales.orders o join auth.users u on u.id = o.user_id) as orders,
       (select count(*)::int from users where days[1] is not null) as days,
       (select array_agg(distinct t order by t) from auth.users, unnest(tags) t) as tags,
       (select count(*)::int from pg_constraint where contype = 'f' and conrelid = 'sales.orders'::regclass) as keys`,
  );
  expect(rows).toEqual([{ orders: 50, days: 5, tags: ['a"b', 'c\\d', "it's"], keys: 1 }]);
});
