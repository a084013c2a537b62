import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { openStore } from './artifacts/open-store.ts';
import type { Config } from './config.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import type { Unusable } from './entities/unusable.ts';
import { LocalHints } from './events/index.ts';
import { downloads } from './fronts/download/downloads.ts';
import { httpFront } from './fronts/http/front.ts';
import { logError } from './fronts/http/log-error.ts';
import { Metrics } from './fronts/http/metrics.ts';
import { serveEventStreams } from './fronts/sse/serve.ts';
import { serveWebSocket } from './fronts/ws/serve.ts';
import { openYoga } from './fronts/graphql/yoga.ts';
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
import { type TargetPolicy, Vault } from './targets/index.ts';
import { openTasks } from './tasks/index.ts';
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
  /**
   * Stops it: no new connections, sockets and streams end so that clients come back, requests get ten seconds to finish, running
   * tasks keep their stored parts and go on at the next start. Calling it twice is fine.
   */
  close(): Promise<void>;
}

/** Milliseconds that requests get to finish. */
const PATIENCE = 10_000;
/** Milliseconds that what a failed start has opened gets to close. */
const GIVING_UP = 5000;
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
  const closers: (() => Promise<void> | void)[] = [];
  let closed: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (const closer of closers.toReversed()) await closer();
  };
  const close = async (): Promise<void> => await (closed ??= closeAll());
  const unclosed = (err: unknown): void => log.warn({ err }, 'a start that was given up could not close everything');
  const atClose = (closer: () => Promise<void> | void): void => {
    closers.push(closer);
    // A step that was under way when the start was given up: nothing is begun behind it.
    if (closed === undefined) return;
    void (async () => await closer())().catch(unclosed);
    throw new Error('the start was given up');
  };
  try {
    const opened = await unlessAborted(compose(config, log, atClose, signal), signal);
    return { ...opened, close };
  } catch (error) {
    const patience = new AbortController();
    const late = wait(GIVING_UP, undefined, { signal: patience.signal });
    await Promise.race([close(), late]).catch(unclosed);
    patience.abort();
    await late.catch(() => undefined);
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
  atClose: (closer: () => Promise<void> | void) => void,
  signal: AbortSignal,
): Promise<Omit<App, 'close'>> {
  const report = (err: unknown): void => logError(log, err, 'a front failed');

  const folder = openDataFolder(config.data);
  atClose(() => folder.release());
  const targets = targetPolicy(config, folder);
  const { threads, databaseUrl } = config;
  const storeSettings = { kind: 'disk', folder: folder.artifacts, durable: databaseUrl !== null } as const;
  const store = openStore(storeSettings);
  const memory = { threadMegabytes: THREAD_MEMORY, interactiveTimeout: INTERACTIVE_TIMEOUT };
  // It answers at once; its process comes up while the database does.
  const host = await startModelHost({ threads, store: storeSettings, ...memory }, log);
  atClose(async () => await host.close());

  const { database, lost } = await openInstallation(config, folder, log, atClose, signal);
  const keys = new Keys(database);
  const adminKey = await keys.ensureAdminKey(config.adminKey);

  const tasks = await openTasks({
    database,
    host,
    targets,
    store,
    hints: new LocalHints(),
    settings: taskSettings(config),
    node: folder.node,
    log,
  });
  atClose(async () => await tasks.stop());

  const authenticate = async (token: string) => await keys.authenticate(token);
  let url = '';
  const deps: SchemaDeps = {
    database,
    host,
    tasks,
    keys,
    targets,
    secret: folder.secret,
    // Known when the server listens, which is before anybody asks.
    get publicUrl() {
      return config.publicUrl ?? url;
    },
  };
  const streams = serveEventStreams(report);
  const yoga = openYoga<SchemaContext>({
    schema,
    contextOf: (access) => makeContext(deps, access),
    freshContext,
    costOf,
    maxCost: MAX_COST,
    rate: config.rate,
    production: config.production,
    plugins: [streams.plugin],
    log,
  });
  const files = downloads({ secret: folder.secret, store, find: async (task) => await tasks.download(task) });
  const metrics = new Metrics({
    tasks: () => {
      const { pending, running, completed, failed, canceled } = tasks.stats();
      return { pending, running, completed, failed, canceled };
    },
    made: () => {
      const { rows, bytes } = tasks.stats();
      return { rows, bytes };
    },
    subscribers: () => ({ websocket: sockets.counts.subscriptions, sse: streams.open }),
    events: () => {
      const { delivered, dropped } = tasks.hub.counts;
      return { delivered, dropped };
    },
    restarts: () => ({ host: host.restarts }),
  });
  const http = httpFront({
    authenticate,
    graphql: async (request, response, context) => await yoga(request, response, context),
    downloads: getRequestListener(files.fetch),
    ready: async () => ({ database: await database.isUp(), host: host.pid !== undefined }),
    metrics,
    production: config.production,
    origins: config.origins,
    log,
  });
  const sockets = serveWebSocket(http.server, yoga, { authenticate, allowedOrigins: config.origins, report });
  url = await listening(http.server, config);
  atClose(async () => {
    const drained = http.close(PATIENCE);
    streams.close();
    await sockets.close();
    await drained;
  });
  return { url, adminKey, server: http.server, lost };
}

/** The folder of one node is no place for a key that several share. */
function targetPolicy({ secretKey, targetNetworks, databaseUrl }: Config, folder: DataFolder): TargetPolicy {
  const key = secretKey ?? (databaseUrl === null ? folder.secretKey() : null);
  return { networks: targetNetworks, vault: key === null ? null : new Vault(key) };
}

function taskSettings(config: Config): Parameters<typeof openTasks>[0]['settings'] {
  const { tasks, maxTaskSize, maxTaskRows, groupSize, dailyRows, openTasks: most, timeToLive, lowWater } = config;
  return {
    concurrency: tasks,
    maxTaskBytes: maxTaskSize,
    maxTaskRows,
    maxGroupBytes: groupSize,
    dailyRows,
    maxOpenTasks: most,
    timeToLive,
    lowWater,
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
