import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { Migrator } from '@mikro-orm/migrations';
import type { EntityManager, MikroORM } from '@mikro-orm/sql';
import { ENTITIES } from './entity-list.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { statement } from './statement.ts';

/** Where the data is: a PostgreSQL server (15 or newer), a folder for the embedded one, or its memory. */
export type DatabasePlace =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'folder'; readonly folder: string }
  /** Begins with the tables of an image that `dumpDataDir` made, or with nothing. */
  | { readonly kind: 'memory'; readonly image?: Blob };

export interface Database {
  readonly orm: MikroORM;
  /** The embedded database, which is one session for all that use it; null for a server. */
  readonly pglite: PGlite | null;
  /** Of the server; null for the embedded database. */
  readonly url: string | null;
  /** A unit of work of its own. */
  fork(): EntityManager;
  /** Brings the tables up to date; answers the names of the migrations that ran. */
  migrate(): Promise<readonly string[]>;
  /** Whether it answers. */
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}

/** Connections to a server that are open at most at once, those of the queue left out. */
const CONNECTIONS = 10;
/** Milliseconds. */
const CONNECT_TIMEOUT = 5000;
const STATEMENT_TIMEOUT = 30_000;

/** Opens the database without touching its tables. Throws the driver's error where it is away. */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  if (place.kind === 'server') {
    const { MikroORM: Server } = await import('@mikro-orm/postgresql');
    const orm = await Server.init({
      ...COMMON,
      clientUrl: place.url,
      pool: { min: 0, max: CONNECTIONS },
      driverOptions: {
        connectionTimeoutMillis: CONNECT_TIMEOUT,
        statement_timeout: STATEMENT_TIMEOUT,
        application_name: 'rowmill',
      },
    });
    // A database that is not there is a mistake in the address. The migrator would make it.
    await statement(orm.em.fork(), 'select 1');
    return databaseOf(orm, { pglite: null, url: place.url });
  }
  const [{ MikroORM: Embedded }, { PreparingPglite }] = await Promise.all([
    import('@mikro-orm/pglite'),
    import('./preparing-pglite.ts'),
  ]);
  if (place.kind === 'folder') mkdirSync(place.folder, { recursive: true });
  const memory = place.kind === 'memory' && place.image !== undefined ? { loadDataDir: place.image } : {};
  const pglite = new PreparingPglite(place.kind === 'folder' ? { dataDir: join(place.folder, 'database') } : memory);
  await pglite.waitReady;
  // Functions, since options that are values are cloned.
  const orm = await Embedded.init({ ...COMMON, dbName: 'rowmill', driverOptions: () => ({ pglite: () => pglite }) });
  return databaseOf(orm, { pglite, url: null });
}

const COMMON = {
  entities: [...ENTITIES],
  extensions: [Migrator],
  migrations: { migrationsList: [...MIGRATIONS], tableName: 'migration', snapshot: false, silent: true },
  // Functions and triggers are the migrations' alone.
  schemaGenerator: { ignoreRoutines: true, ignoreTriggers: true },
  forceUtcTimezone: true,
  // Nothing is read or written but through forks.
  allowGlobalContext: false,
};

function databaseOf(orm: MikroORM, driver: Pick<Database, 'pglite' | 'url'>): Database {
  return {
    ...driver,
    orm,
    fork: () => orm.em.fork(),
    migrate: async () => (await orm.migrator.up()).map(({ name }) => name),
    isUp: async () => await orm.isConnected(),
    close: async () => {
      await orm.close(true);
      if (driver.pglite?.closed === false) await driver.pglite.close();
    },
  };
}
