import type { Database } from './database.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { statement } from '../queries/statement.ts';
import { Unusable } from './unusable.ts';

/** Differences that a message names. */
const MAX_NAMED = 3;

/** Throws Unusable where a newer version has migrated the database. To be asked before this one does. */
export async function checkMigrations(database: Database): Promise<void> {
  const em = database.fork();
  if (!(await hasTable(database, 'migration'))) return;
  const known = MIGRATIONS.map(({ name }) => name);
  const rows = await statement<{ name: string }>(em, 'select name from migration where name <> all($1) order by id', [
    known,
  ]);
  if (rows.length === 0) return;
  throw new Unusable(
    `the database was migrated by a newer rowmill (${named(rows.map(({ name }) => name))}): start that version or a newer one, or restore the backup that was taken before the upgrade`,
  );
}

/** Throws Unusable where a table or column is missing, or there is one that this version does not write. */
export async function checkTables(database: Database): Promise<void> {
  const expected = new Set<string>();
  const tables = new Set<string>();
  for (const { tableName, props } of database.orm.getMetadata().getAll().values()) {
    tables.add(tableName);
    for (const { fieldNames = [], persist } of props)
      if (persist !== false) for (const column of fieldNames) expected.add(`${tableName}.${column}`);
  }
  const rows = await statement<{ name: string }>(
    database.fork(),
    `select wanted.name || '.' || attname as name
     from unnest($1::text[]) as wanted (name) join pg_attribute on attrelid = to_regclass(quote_ident(wanted.name))
     where attnum > 0 and not attisdropped`,
    [[...tables]],
  );
  const found = new Set(rows.map(({ name }) => name));
  const faults = [
    ...[...expected].filter((name) => !found.has(name)).map((name) => `${name} is missing`),
    ...[...found].filter((name) => !expected.has(name)).map((name) => `${name} is unknown`),
  ];
  if (faults.length === 0) return;
  throw new Unusable(
    `the columns of the database are not those of this rowmill (${named(faults)}): undo what changed them, restore a backup, or start the version that changed them`,
  );
}

/** Whether a table is there, on the way that names without a schema take. */
export async function hasTable(database: Database, table: string): Promise<boolean> {
  const [row] = await statement<{ found: boolean }>(database.fork(), 'select to_regclass($1) is not null as found', [
    table,
  ]);
  return row.found;
}

function named(all: readonly string[]): string {
  const rest = all.length - MAX_NAMED;
  return [...all.slice(0, MAX_NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
