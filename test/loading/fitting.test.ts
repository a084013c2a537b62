import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { useFolder } from '../cli/folder.ts';
import { run } from '../cli/run.ts';
import { runScript } from './run-script.ts';
import { useDatabase } from './use-database.ts';

/** References that fit in every way, as the tables of an application have them. */
const FITTING = `
tenant: { $count: 8, id: uuid @id, owner_id: { $ref: account.id, $where: "tenant_id = id" } }
account: { id: integer @id, tenant_id: { $ref: tenant.id, $per: 1-25 }, fame: integer 0-9, active: boolean }
project:
  id: integer @id
  tenant_id: { $ref: tenant.id, $per: 4 }
  lead_id: { $ref: account.id, $where: "tenant_id = tenant_id" }
  tester_id: { $ref: account.id, $where: "tenant_id = tenant_id and active", $null: 0% }
  seat_id: { $ref: account.id, $cap: 2, $null: 30% }
  subject_id: { $ref: { folder.id: 2, account.id: 1 } }
  subject_type: { $target: subject_id }
folder:
  $count: 500
  id: integer @id
  parent_id: { $ref: folder.id, $tree: { depth: 4, fan: 8 } }
  level: { $level: parent_id }
`;
const root = useFolder({ 'fitting.yaml': FITTING });

/** Each counts rows that break a rule. */
const BROKEN = [
  'select count(*) as n from tenant t join account a on a.id = t.owner_id where a.tenant_id <> t.id',
  'select count(*) as n from tenant where owner_id is null',
  'select count(*) as n from project p join account a on a.id = p.lead_id where a.tenant_id <> p.tenant_id',
  'select count(*) as n from project p join account a on a.id = p.tester_id where a.tenant_id <> p.tenant_id or not a.active',
  'select count(*) as n from (select 1 as x from project where seat_id is not null group by seat_id having count(*) > 2) s',
  `select count(*) as n from project p left join folder f on f.id = p.subject_id where p.subject_type = 'folder' and f.id is null`,
  `select count(*) as n from project p left join account f on f.id = p.subject_id where p.subject_type = 'account' and f.id is null`,
  'select count(*) as n from project where subject_type is null or subject_id is null',
  `with recursive down(id, depth) as (select id, 1 from folder where parent_id is null
   union all select f.id, d.depth + 1 from folder f join down d on f.parent_id = d.id)
   select 500 - count(*) + abs(4 - max(depth)) as n from down`,
  `with recursive down(id, depth) as (select id, 1 from folder where parent_id is null
   union all select f.id, d.depth + 1 from folder f join down d on f.parent_id = d.id)
   select count(*) as n from down join folder f on f.id = down.id where f.level <> down.depth`,
  'select count(*) as n from (select 1 as x from folder where parent_id is not null group by parent_id having count(*) > 8) s',
];
const NONE = BROKEN.map((query) => [query, 0]);

test('rows that fit hold what they promise in SQLite', async () => {
  await run(['generate', 'fitting.yaml', '--format', 'sqlite', '--out', 'lite'], root);
  const database = new DatabaseSync(join(root, 'lite', 'fitting.sqlite'));
  onTestFinished(() => database.close());
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  const keys = database.prepare(`SELECT "from" FROM pragma_foreign_key_list('project') ORDER BY 1`).all();
  expect(keys.map((row) => row['from'])).toEqual(['lead_id', 'seat_id', 'tenant_id', 'tester_id']);
  expect(BROKEN.map((query) => [query, database.prepare(query).get()?.['n']])).toEqual(NONE);
});

test('rows that fit load into PostgreSQL, also under a key of tenant and account', async () => {
  await run(['generate', 'fitting.yaml', '--format', 'postgres-optimized', '--out', 'pg'], root);
  const { client } = await useDatabase();
  await runScript(client, join(root, 'pg', 'load.sql'));
  await client.query(`
    alter table account add unique (tenant_id, id);
    alter table project add foreign key (tenant_id, lead_id) references account (tenant_id, id);
    alter table project add foreign key (tenant_id, tester_id) references account (tenant_id, id);
    alter table tenant add foreign key (id, owner_id) references account (tenant_id, id);
  `);
  const found: unknown[] = [];
  for (const query of BROKEN) {
    const { rows } = await client.query<{ n: string }>(query);
    found.push([query, Number(rows[0].n)]);
  }
  expect(found).toEqual(NONE);
});
