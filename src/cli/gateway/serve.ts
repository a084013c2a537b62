import type { App } from '../../app.ts';
import type { Config } from '../../config.ts';
import { openLog } from '../../log.ts';
import { consoleToLog } from './console-to-log.ts';
import { Failure } from '../failure.ts';
import { gatewayConfig } from './gateway-config.ts';

/** Milliseconds after which a process that should have ended is ended, whatever still keeps it. */
const GRACE = 5000;

/**
 * Runs the gateway until a signal stops it, which works from the beginning of a start. The log goes to stdout, as JSON lines unless
 * that is a terminal; what a person wants to know goes to stderr: the address, the admin key of the first start, how to stop.
 */
export async function serve(): Promise<void> {
  const stop = stopSignal();
  const config = gatewayConfig();
  const log = openLog(config.log, process.stdout.isTTY, (line) => process.stdout.write(line));
  consoleToLog(log);
  try {
    let next: Config | null = config;
    while (next !== null) {
      const app: App | null = await opened(next, log, stop);
      next = app === null ? null : await served(app, next, stop);
    }
  } finally {
    setTimeout(() => process.exit(), GRACE).unref();
  }
}

/** Null where a signal came first. */
async function opened(config: Config, log: ReturnType<typeof openLog>, stop: AbortSignal): Promise<App | null> {
  try {
    // Loaded late: the first process of a container is deaf to signals until it handles them.
    const { openApp } = await import('../../app.ts');
    return await openApp(config, log, stop);
  } catch (error) {
    if (!stop.aborted) {
      const { gatewayFailure } = await import('./gateway-failure.ts');
      throw gatewayFailure(error, config);
    }
    say(`Stopped (${String(stop.reason)}) before it listened.`);
    // What was being opened may take its time, and nobody waits for it.
    process.exit();
  }
  return null;
}

/** What to open next: the same on its port, where its embedded database has to be opened again. */
async function served(app: App, config: Config, stop: AbortSignal): Promise<Config | null> {
  say(greeting(app, config));
  const taken = await Promise.race([app.lost, app.stuck.then(() => 'stuck' as const), aborted(stop)]);
  if (taken === 'stuck') {
    say('\nThe embedded database had to stop, as on a full disk, and can be opened again: opening it anew.');
    await app.close();
    return { ...config, port: Number(new URL(app.url).port) };
  }
  if (taken === undefined) {
    say(
      `\nStopping (${String(stop.reason)}). Running tasks continue at the next start. A second signal stops immediately.`,
    );
  }
  await app.close();
  if (taken !== undefined) throw new Failure(1, taken.message, { cause: taken });
  // Whatever did not close in time must not keep the process.
  return process.exit();
}

/** Aborted by the first signal that asks to stop, its name the reason; the second one ends the process. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(1);
      stop.abort(signal);
    });
  }
  return stop.signal;
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => resolve(undefined));
  if (signal.aborted) resolve(undefined);
  return await promise;
}

function greeting({ url, adminKey }: App, { host, production, databaseUrl, data }: Config): string {
  const lines = [
    `rowmill is listening on ${url}`,
    `  GraphQL${production ? ' ' : ', and GraphiQL for the browser,'} at ${url}/graphql`,
    `  data in ${databaseUrl === null ? data : `the database of DATABASE_URL, files in ${data}`}`,
  ];
  if (['127.0.0.1', 'localhost', '::1'].includes(host)) {
    lines.push('  reachable from this machine only; ROWMILL_HOST=0.0.0.0 accepts connections from others');
  }
  if (adminKey !== null) {
    lines.push(
      '',
      `  admin key: ${adminKey}`,
      '  It is shown only once: store it now. Send it as `Authorization: Bearer rm_…`.',
    );
  }
  lines.push('', 'Press Ctrl-C to stop.');
  return lines.join('\n');
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
