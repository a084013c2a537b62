import { hkdfSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { diskSpace } from './artifacts/disk-space.ts';
import { openStore } from './artifacts/open-store.ts';
import type { StoreSettings } from './artifacts/store.ts';
import { Closers } from './closers.ts';
import type { Config } from './config.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import type { Database } from './entities/database/database.ts';
import type { Unusable } from './entities/database/unusable.ts';
import { ENGINE_VERSION } from './engine/version.ts';
import { type HintBus, LocalHints } from './events/index.ts';
import { type Fronts, type FrontsDeps, type HealthDeps, openFronts, openHealth } from './fronts/index.ts';
import { checkStore, openInstallation } from './installation.ts';
import type { Log } from './log.ts';
import { claimSweep, Membership, ServerHints } from './nodes/index.ts';
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
import { openTraces } from './open-traces.ts';
import { Links, openTasks, type Tasks, type TaskSettings } from './tasks/index.ts';
import { openWebhooks, type Webhooks } from './webhooks/index.ts';
import { version } from './version.ts';
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
  const { threads } = config;
  const storeSettings = storeSettingsOf(config, folder);
  const store = openStore(storeSettings);
  const memory = { threadMegabytes: THREAD_MEMORY, interactiveTimeout: INTERACTIVE_TIMEOUT };
  // It answers at once; its process comes up while the database does.
  const host = await startModelHost({ threads, store: storeSettings, ...memory }, log);
  atClose('the process that runs models', async () => await host.close());

  const { database, lost, stuck } = await openInstallation(config, folder, log, atClose, signal);
  const isShared = config.store !== null;
  if (isShared) await checkStore(store, database, shownStore(config.store));
  const keys = new Keys(database);
  const adminKey = await keys.ensureAdminKey(config.adminKey);

  let url = '';
  const secret = linkSecret(config, folder);
  const links = {
    secret,
    // Known when the server listens, which is before anybody asks.
    get publicUrl() {
      return config.publicUrl ?? url;
    },
  };
  const { node } = folder;
  let running = (): number => 0;
  const self = {
    id: node,
    session: newId(),
    name: hostname(),
    version: version(),
    engineVersion: ENGINE_VERSION,
    role: config.role,
    threads,
  };
  const membership = await Membership.join(database, self, isShared, () => running(), log, signal);
  atClose('the membership of this node', async () => await membership.leave());
  const hints = hintsOf(config, database, log);
  atClose('the hints between nodes', async () => await hints.close());
  const webhooks = await openWebhooks({ database, targets, links: new Links(links), node, log });
  atClose('the webhooks', async () => await webhooks.stop());
  const { tracesEndpoint, serviceName } = config;
  const traces = await openTraces({ isOn: tracesEndpoint !== null, serviceName, node }, log, atClose);
  const tasks = await openTasks({
    database,
    host,
    targets,
    store,
    links,
    hints: hints.bus,
    isShared,
    settings: taskSettings(config, storeSettings.folder),
    maySweep: async () => !isShared || (await claimSweep(database)),
    ended: () => webhooks.look(),
    node,
    traces,
    log,
  });
  atClose('running tasks', async () => await tasks.stop());
  running = () => tasks.stats().running;

  const authenticate = async (token: string) => await keys.authenticate(token);
  const deps: SchemaDeps = {
    database,
    host,
    tasks,
    keys,
    targets,
    webhooks,
  };
  const about: HealthDeps = {
    ready: async () => ({ database: await database.isUp(), host: host.pid !== undefined }),
    figures: figuresOf(tasks, webhooks, host),
    origins: config.origins,
    log,
  };
  const openAll = (): Fronts =>
    openFronts<SchemaContext>({
      ...about,
      authenticate,
      graphql: {
        schema,
        contextOf: (access) => makeContext(deps, access),
        freshContext,
        costOf,
        maxCost: MAX_COST,
      },
      downloads: { secret, store, find: async (task) => await tasks.download(task) },
      rooms: { database, host, tasks, progress: config.fabricateProgress },
      rate: config.rate,
      production: config.production,
    });
  const fronts = config.role === 'worker' ? openHealth(about) : openAll();
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
    slices: () => tasks.stats().slices,
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

function storeSettingsOf(
  { store, databaseUrl, presignedUrls }: Config,
  { path, artifacts }: DataFolder,
): StoreSettings {
  if (store === null) return { kind: 'disk', folder: artifacts, durable: databaseUrl !== null };
  if (typeof store === 'string') return { kind: 'disk', folder: store, shared: true };
  return { kind: 's3', address: store, folder: join(path, 'spool'), wholes: presignedUrls };
}

/** A store as messages name it. */
function shownStore(store: Config['store']): string {
  return typeof store === 'string' ? store : `s3://${store?.bucket}/${store?.prefix}`;
}

/** What addresses of downloads are signed with: those of any node work on all. */
function linkSecret({ store, secretKey }: Config, folder: DataFolder): string {
  if (store === null || secretKey === null) return folder.secret;
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'rowmill download addresses', 32)).toString('base64url');
}

/** How this node hears of what others write. */
function hintsOf(
  { store, databaseUrl }: Config,
  database: Database,
  log: Log,
): { readonly bus: HintBus; close(): Promise<void> } {
  if (store === null || databaseUrl === null) return { bus: new LocalHints(), close: async () => undefined };
  const bus = new ServerHints(database, databaseUrl, log);
  return { bus, close: async () => await bus.close() };
}

/** The folder of one node is no place for a key that several share. */
function targetPolicy(
  { secretKey, targetNetworks, webhookNetworks, databaseUrl }: Config,
  folder: DataFolder,
): TargetPolicy {
  const key = secretKey ?? (databaseUrl === null ? folder.secretKey() : null);
  return { networks: targetNetworks, webhookNetworks, vault: key === null ? null : new Vault(key), talks: new Talks() };
}

function taskSettings(config: Config, files: string): TaskSettings {
  const { tasks, maxTaskSize, maxTaskRows, groupSize, dailyRows, dailyKeyRows, openTasks, timeToLive, lowWater } =
    config;
  return {
    // Others run the tasks.
    tasks: config.role === 'api' ? 0 : tasks,
    maxTaskSize,
    maxTaskRows,
    groupSize,
    dailyRows,
    dailyKeyRows,
    openTasks,
    timeToLive,
    lowWater: lowWater ?? diskSpace(files).reserve,
  };
}

/** Answers the address at which this machine reaches the server. Throws the system's error where it cannot listen there. */
async function listening(server: Server, { host, port }: Config): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // A host that has no address is an error of looking it up, which says nothing of what it is for.
  const failed = (error: Error): void => reject(Object.assign(error, { syscall: 'listen' }));
  server.once('error', failed);
  server.listen(port, host, resolve);
  await promise;
  server.off('error', failed);
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  const isAny = host === '0.0.0.0' || host === '::';
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${isAny ? 'localhost' : name}:${address.port}`;
}
