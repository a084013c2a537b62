import { v7 as newId } from 'uuid';
import type { Config } from './config.ts';
import type { DataFolder } from './data-folder.ts';
import { checkMigrations, checkTables, hasTable } from './entities/database/check-schema.ts';
import { type Database, openDatabase } from './entities/database/database.ts';
import type { ArtifactStore } from './artifacts/store.ts';
import { hasEmbeddedDatabase } from './entities/database/embedded-folder.ts';
import { type LockLog, NodeLock } from './entities/database/node-lock.ts';
import { statement } from './entities/queries/statement.ts';
import { Unusable } from './entities/database/unusable.ts';
import { ALIVE } from './nodes/index.ts';
import { watchEmbedded } from './entities/database/watch-embedded.ts';

/** The database, ready for this process alone. */
export interface Installation {
  readonly database: Database;
  /** Names of the migrations that ran. */
  readonly migrated: readonly string[];
  /** Resolves when another gateway has taken the database, which this one then has to leave. */
  readonly lost: Promise<Unusable>;
  /** Resolves when the embedded database has to be opened again. */
  readonly stuck: Promise<void>;
}

/**
 * Opens the database, keeps other gateways away from it, and brings its tables up to date. Database and folder must belong
 * together: they carry one ID, and what the one does not know of the other is no reason to begin anew.
 * @param folder null where no files are made, and nothing is to be checked.
 * @param atClose gets what ends each thing that was opened, in order.
 * Throws Unusable, the signal's reason, or the driver's error where the database is away.
 */
export async function openInstallation(
  { data, databaseUrl, store }: Pick<Config, 'data' | 'databaseUrl' | 'store'>,
  folder: DataFolder | null,
  log: LockLog,
  atClose: (what: string, close: () => Promise<void> | void) => void,
  signal: AbortSignal,
): Promise<Installation> {
  if (databaseUrl === null && folder !== null && !hasEmbeddedDatabase(data)) checkFirstStart(folder);
  const database = await openDatabase(
    databaseUrl === null ? { kind: 'folder', folder: data } : { kind: 'server', url: databaseUrl },
  );
  atClose('the database', async () => await database.close());
  let { promise: lost } = Promise.withResolvers<Unusable>();
  let { promise: stuck } = Promise.withResolvers<void>();
  if (database.pglite !== null) {
    const watch = watchEmbedded(database.pglite, data);
    atClose('the watch over the embedded database', () => watch.stop());
    ({ stuck } = watch);
  }
  // Who only brings the tables up to date does so beside nodes that share the database, whose turn it takes, but beside no other gateway.
  const isShared = store !== null || folder === null;
  if (databaseUrl !== null) {
    const lock = await NodeLock.take(databaseUrl, isShared ? 'shared' : 'alone', log, signal);
    atClose('the lock on the database', async () => await lock.release());
    ({ lost } = lock);
  }
  // Nodes that are started together find the same empty tables.
  const turn = databaseUrl === null || !isShared ? null : await NodeLock.take(databaseUrl, 'start', log, signal);
  try {
    const migrated = await bringUpToDate(database, folder);
    return { database, migrated, lost, stuck };
  } finally {
    await turn?.release();
  }
}

/** Checks and migrates the tables, and gives the database an ID where it has none. Answers the migrations that ran. */
async function bringUpToDate(database: Database, folder: DataFolder | null): Promise<readonly string[]> {
  await checkMigrations(database);
  if (folder !== null) await checkFolder(folder, database);
  const migrated = await database.migrate();
  await checkTables(database);
  const id = (await installationOf(database)) ?? (await named(database));
  if (folder !== null && folder.installation() === null) folder.join(id);
  return migrated;
}

/**
 * Throws Unusable where a store that nodes share is not the one of this installation. An empty one joins it, unless the files of tasks
 * have to be somewhere else.
 */
export async function checkStore(store: ArtifactStore, database: Database, where: string): Promise<void> {
  const [ours, theirs] = [await installationOf(database), await store.installation()];
  if (ours === null) throw new Error('the database has no ID yet');
  if (ours === theirs) return;
  if (theirs !== null) {
    throw new Unusable(
      `the store ${where} belongs to another installation: give all nodes of one database the same store, or an empty one (ROWMILL_STORE)`,
    );
  }
  const [kept] = await statement<{ kept: number }>(
    database.fork(),
    `select 1 as kept where exists (select from node where ${ALIVE})
       or exists (select from artifact join task on task.id = task_id where status = 'COMPLETED' and not expired)`,
  );
  if (kept !== undefined) {
    // Another node that starts may have given it the ID meanwhile, and be one of those.
    if ((await store.installation()) === ours) return;
    throw new Unusable(
      `the store ${where} is empty, and the database knows artifacts or nodes: give this node the store of the others; or, to move them there, copy the folders of tasks into it and add a file \`installation\` with the text ${ours} (ROWMILL_STORE)`,
    );
  }
  await store.join(ours);
}

/** A folder that was used has a database somewhere. */
function checkFirstStart(folder: DataFolder): void {
  if (folder.installation() === null && folder.tasks().length === 0) return;
  throw new Unusable(
    `the folder ${folder.path} belongs to an installation, but there is no database in it: set DATABASE_URL if that is on a server, restore the folder from a backup, or begin anew with an empty folder (ROWMILL_DATA)`,
  );
}

/** An empty folder may join a database; one that was used must be of this one. */
async function checkFolder(folder: DataFolder, database: Database): Promise<void> {
  const [ours, theirs] = [folder.installation(), await installationOf(database)];
  if (ours !== null) {
    if (ours === theirs) return;
    throw new Unusable(
      `the folder ${folder.path} and the database belong to different installations: start each with its own, or this one with an empty folder (ROWMILL_DATA); if they do belong together, delete ${folder.path}/installation`,
    );
  }
  const tasks = folder.tasks();
  if (tasks.length === 0 || (await knowsOneOf(database, tasks))) return;
  throw new Unusable(
    `the folder ${folder.path} has artifacts, and the database knows none of them: give the database that they belong to, or begin with an empty folder (ROWMILL_DATA); if they are not needed, delete ${folder.artifacts}`,
  );
}

async function knowsOneOf(database: Database, tasks: readonly string[]): Promise<boolean> {
  if (!(await hasTable(database, 'task'))) return false;
  const text = 'select 1 from task where id = any($1::uuid[]) limit 1';
  return (await statement(database.fork(), text, [tasks])).length > 0;
}

/** Null where the database has not been given an ID. */
async function installationOf(database: Database): Promise<string | null> {
  if (!(await hasTable(database, 'installation'))) return null;
  const [row] = await statement<{ id: string }>(database.fork(), 'select id from installation');
  return row?.id ?? null;
}

async function named(database: Database): Promise<string> {
  const id = newId();
  await statement(database.fork(), 'insert into installation (id) values ($1)', [id]);
  return id;
}
