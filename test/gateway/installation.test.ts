import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDataFolder } from '../../src/data-folder.ts';
import { type Database, openDatabase } from '../../src/entities/database/database.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import { openInstallation } from '../../src/installation.ts';
import { createServerDatabase } from '../database/databases.ts';
import { unpackDatabase } from '../database/unpack-database.ts';
import { emptyFolder } from './open-gateway.ts';
import { SILENT } from './used-folder.ts';

let folder: string;
let databaseUrl: string | null;
let drop: () => Promise<void>;
beforeEach(() => {
  folder = emptyFolder();
  databaseUrl = null;
  drop = async () => {};
});
afterEach(async () => {
  await drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A start up to its checks, closed again; answers the IDs of the folder and of the database. */
async function started(): Promise<readonly (string | null)[]> {
  await using opened = new AsyncDisposableStack();
  const data = openDataFolder(folder);
  opened.defer(() => data.release());
  const { database } = await openInstallation(
    { data: folder, databaseUrl, store: null },
    data,
    SILENT,
    (_what, closer) => opened.defer(closer),
    new AbortController().signal,
  );
  const rows = await statement<{ id: string }>(database.fork(), 'select id from installation');
  return [data.installation(), ...rows.map(({ id }) => id)];
}

async function withDatabase(use: (database: Database) => Promise<unknown>): Promise<void> {
  const database = await openDatabase(
    databaseUrl === null ? { kind: 'folder', folder } : { kind: 'server', url: databaseUrl },
  );
  await use(database);
  await database.close();
}

/** What a gateway from before the IDs has left: a task in the database, its files in the folder. */
async function fromBefore(): Promise<void> {
  const id = randomUUID();
  mkdirSync(join(folder, 'artifacts', id), { recursive: true });
  await withDatabase(async (database) => {
    const texts = [
      'drop table installation, node',
      `delete from migration where name in ('2026-11-29-installation', '2026-11-29-nodes')`,
      `insert into project_group (id, name) values ('${id}', 'g')`,
      `insert into project (id, group_id, name, revision) values ('${id}', '${id}', 'p', 1)`,
      `insert into task (id, project_id, group_id, revision, api_key, status, phase, sequence, spec, plan, format, seed,
         engine_version, rows_total, bytes_estimated, parts_total)
       values ('${id}', '${id}', '${id}', 1, '${id}', 'COMPLETED', 'DONE', 1, '{}', '{}', 'csv', 's', 1, 0, 0, 0)`,
    ];
    for (const text of texts) await statement(database.fork(), text);
  });
}

describe.each(['the embedded database', 'PostgreSQL'])('on %s', (place) => {
  beforeEach(async () => {
    if (place === 'PostgreSQL') ({ url: databaseUrl, drop } = await createServerDatabase());
    else unpackDatabase(folder);
  });

  test('folder and database from before the IDs are given one, and keep it', async () => {
    await fromBefore();
    const first = await started();
    expect(first).toEqual([expect.any(String), first[0]]);
    expect(await started()).toEqual(first);
    // The operator means it: the folder joins the database that knows its artifacts.
    rmSync(join(folder, 'installation'));
    expect(await started()).toEqual(first);
    expect(readFileSync(join(folder, 'installation'), 'utf8')).toBe(first[0]);
  });

  test('what is refused is left as it was', async () => {
    await withDatabase(async (database) => await statement(database.fork(), 'drop table installation'));
    mkdirSync(join(folder, 'artifacts', randomUUID()), { recursive: true });
    await expect(started()).rejects.toThrow('knows none of them');
    expect(existsSync(join(folder, 'installation'))).toBe(false);
    await withDatabase(async (database) => {
      const [row] = await statement(database.fork(), `select to_regclass('installation') as found`);
      expect(row).toEqual({ found: null });
    });
  });
});
