import { Migrator } from '@mikro-orm/migrations';
import type { EntityManager, MikroORM } from '@mikro-orm/sql';
import { DatabaseUnreachable } from './database-away.ts';
import { embeddedFolder, notStarting } from './embedded-folder.ts';
import { ENTITIES } from '../entity-list.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { PreparingPglite } from './preparing-pglite.ts';
import { statement } from '../queries/statement.ts';
import { Unusable } from './unusable.ts';

/** Where the data is: a PostgreSQL server (15 or newer), a folder for the embedded one, or its memory. */
export type DatabaseAddress =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'folder'; readonly folder: string }
  /** Begins with the tables of an image that `dumpDataDir` made, or with nothing. */
  | { readonly kind: 'memory'; readonly image?: Blob };

export interface Database {
  readonly orm: MikroORM;
  /** The embedded database, which is one session for all that use it; null for a server. */
  readonly pglite: PreparingPglite | null;
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

/** The oldest PostgreSQL that the statements are written for, as `server_version_num` tells it. */
const MIN_SERVER_VERSION = 150_000;

/**
 * Opens the database without touching its tables. Throws Unusable where it cannot be used, or DatabaseUnreachable.
 */
export async function openDatabase(place: DatabaseAddress): Promise<Database> {
  return place.kind === 'server' ? await openServer(place.url) : await openEmbedded(place);
}

async function openServer(url: string): Promise<Database> {
  const { MikroORM: Server } = await import('@mikro-orm/postgresql');
  const orm = await Server.init({
    ...COMMON,
    clientUrl: url,
    pool: { min: 0, max: CONNECTIONS },
    driverOptions: {
      // The ORM takes no more than names and a password from the URL: its sslmode is the driver's to read.
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      statement_timeout: STATEMENT_TIMEOUT,
      application_name: 'rowmill',
    },
  });
  try {
    // A database that is not there is a mistake in the address. The migrator would make it.
    const [{ version }] = await statement<{ version: number }>(
      orm.em.fork(),
      `select current_setting('server_version_num')::int as version`,
    );
    if (version < MIN_SERVER_VERSION) {
      throw new Unusable(
        `the server of DATABASE_URL is PostgreSQL ${Math.floor(version / 10_000)}, and rowmill needs 15 or newer: upgrade it, or give the address of another one`,
      );
    }
  } catch (error) {
    await orm.close(true);
    throw error instanceof Unusable ? error : new DatabaseUnreachable(error);
  }
  return databaseOf(orm, { pglite: null, url });
}

async function openEmbedded(place: Exclude<DatabaseAddress, { kind: 'server' }>): Promise<Database> {
  const [{ MikroORM: Embedded }, { PreparingPglite }] = await Promise.all([
    import('@mikro-orm/pglite'),
    import('./preparing-pglite.ts'),
  ]);
  const folder = place.kind === 'folder' ? embeddedFolder(place.folder) : null;
  const image = place.kind === 'memory' && place.image !== undefined ? { loadDataDir: place.image } : {};
  const pglite = new PreparingPglite(folder === null ? image : { dataDir: folder.path });
  try {
    await pglite.waitReady;
  } catch (error) {
    throw folder === null ? error : notStarting(folder.path, error);
  }
  folder?.created();
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
