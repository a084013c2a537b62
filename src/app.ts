import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { diskSpace } from './artifacts/disk-space.ts';
import { openStore } from './artifacts/open-store.ts';
import { Closers } from './closers.ts';
import type { Config } from './config.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import type { Unusable } from './entities/unusable.ts';
import { LocalHints } from './events/index.ts';
import { type FrontsDeps, openFronts } from './fronts/index.ts';
import { openInstallation } from './installation.ts';
import type { Log } from './log.ts';
import { Keys } from './projects/index.ts';
import {
  costOf,
  freshContext,
  makeContext,
  MAX_COST,
  schema,
  type SchemaContext,
  type SchemaDeps,
} from './schema/index.ts';
import { Talks, type TargetPolicy, Vault } from './targets/index.ts';
import { Links, openTasks, type Tasks, type TaskSettings } from './tasks/index.ts';
import { openWebhooks, type Webhooks } from './webhooks/index.ts';
import { startModelHost } from './workers/host/start-model-host.ts';

/** A gateway that runs. */
export interface App {
  /** Where this machine reaches it: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Made at the very first start, to be shown this once; null afterwards. */
  readonly adminKey: string | null;
  readonly server: Server;
  /** Resolves when another gateway has taken the database: this one has to be closed. */
  readonly lost: Promise<Unusable>;
  /** Resolves when the embedded database answers nothing any more, as after a full disk: closing this and opening it anew helps. */
  readonly stuck: Promise<void>;
  /**
   * Stops it: no new connections, sockets and streams end so that clients come back, requests get four seconds to finish, running
   * tasks keep their stored parts and go on at the next start. Resolves after at most eight seconds, whatever clients do: what is
   * still open then is for the end of the process. Never rejects; calling it twice is fine.
   */
  close(): Promise<void>;
}

/** Milliseconds that requests get to finish. */
const PATIENCE = 4000;
/** MiB of a thread's heap. */
const THREAD_MEMORY = 1024;
/** Milliseconds that a preview may take. */
const INTERACTIVE_TIMEOUT = 10_000;

/**
 * Opens all rooms and the fronts before them. Throws Unusable, FaultyAdminKey, the signal's reason, or the system's or the
 * database's error; nothing is left open then.
 * @param signal gives a start up at any moment.
 */
export async function openApp(config: Config, log: Log, signal = new AbortController().signal): Promise<App> {
  const closers = new Closers(log);
  try {
    const opened = await unlessAborted(
      compose(config, log, (what, close) => closers.add(what, close), signal),
      signal,
    );
    return { ...opened, close: async () => await closers.close() };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/** The result, or the signal's reason as soon as it comes. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function compose(
  config: Config,
  log: Log,
  atClose: Closers['add'],
  signal: AbortSignal,
): Promise<Omit<App, 'close'>> {
  const folder = openDataFolder(config.data);
  atClose('the data folder', () => folder.release());
  const targets = targetPolicy(config, folder);
  const { threads, databaseUrl } = config;
  const storeSettings = { kind: 'disk', folder: folder.artifacts, durable: databaseUrl !== null } as const;
  const store = openStore(storeSettings);
  const memory = { threadMegabytes: THREAD_MEMORY, interactiveTimeout: INTERACTIVE_TIMEOUT };
  // It answers at once; its process comes up while the database does.
  const host = await startModelHost({ threads, store: storeSettings, ...memory }, log);
  atClose('the process that runs models', async () => await host.close());

  const { database, lost, stuck } = await openInstallation(config, folder, log, atClose, signal);
  const keys = new Keys(database);
  const adminKey = await keys.ensureAdminKey(config.adminKey);

  let url = '';
  const links = {
    secret: folder.secret,
    // Known when the server listens, which is before anybody asks.
    get publicUrl() {
      return config.publicUrl ?? url;
    },
  };
  const { node } = folder;
  const webhooks = await openWebhooks({ database, targets, links: new Links(links), node, log });
  atClose('the webhooks', async () => await webhooks.stop());
  const tasks = await openTasks({
    database,
    host,
    targets,
    store,
    links,
    hints: new LocalHints(),
    settings: taskSettings(config, folder),
    ended: () => webhooks.look(),
    node,
    log,
  });
  atClose('running tasks', async () => await tasks.stop());

  const authenticate = async (token: string) => await keys.authenticate(token);
  const deps: SchemaDeps = {
    database,
    host,
    tasks,
    keys,
    targets,
    webhooks,
  };
  const fronts = openFronts<SchemaContext>({
    authenticate,
    graphql: {
      schema,
      contextOf: (access) => makeContext(deps, access),
      freshContext,
      costOf,
      maxCost: MAX_COST,
    },
    downloads: { secret: folder.secret, store, find: async (task) => await tasks.download(task) },
    rooms: { database, host, tasks },
    ready: async () => ({ database: await database.isUp(), host: host.pid !== undefined }),
    figures: figuresOf(tasks, webhooks, host),
    rate: config.rate,
    production: config.production,
    origins: config.origins,
    log,
  });
  url = await listening(fronts.server, config);
  atClose('the server', async () => await fronts.close(PATIENCE));
  return { url, adminKey, server: fronts.server, lost, stuck };
}

/** What the rooms count, for metrics. */
function figuresOf(
  tasks: Tasks,
  webhooks: Pick<Webhooks, 'stats'>,
  host: { readonly restarts: number },
): FrontsDeps<SchemaContext>['figures'] {
  return {
    webhooks: () => ({ ...webhooks.stats() }),
    tasks: () => {
      const { pending, running } = tasks.stats();
      return { pending, running };
    },
    finished: () => {
      const { completed, failed, canceled } = tasks.stats();
      return { completed, failed, canceled };
    },
    generated: () => tasks.stats(),
    events: () => {
      const { delivered, dropped } = tasks.hub.counts;
      return { delivered, dropped };
    },
    restarts: () => ({ host: host.restarts }),
  };
}

/** The folder of one node is no place for a key that several share. */
function targetPolicy(
  { secretKey, targetNetworks, webhookNetworks, databaseUrl }: Config,
  folder: DataFolder,
): TargetPolicy {
  const key = secretKey ?? (databaseUrl === null ? folder.secretKey() : null);
  return { networks: targetNetworks, webhookNetworks, vault: key === null ? null : new Vault(key), talks: new Talks() };
}

function taskSettings(config: Config, { artifacts }: DataFolder): TaskSettings {
  const { tasks, maxTaskSize, maxTaskRows, groupSize, dailyRows, dailyKeyRows, openTasks, timeToLive, lowWater } =
    config;
  return {
    tasks,
    maxTaskSize,
    maxTaskRows,
    groupSize,
    dailyRows,
    dailyKeyRows,
    openTasks,
    timeToLive,
    lowWater: lowWater ?? diskSpace(artifacts).reserve,
  };
}

/** Answers the address at which this machine reaches the server. Throws the system's error where the port is taken. */
async function listening(server: Server, { host, port }: Config): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  await promise;
  server.off('error', reject);
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  const isAny = host === '0.0.0.0' || host === '::';
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${isAny ? 'localhost' : name}:${address.port}`;
}
