import { openApp, type App } from '../app.ts';
import type { Config } from '../config.ts';
import { openLog } from '../log.ts';
import { consoleToLog } from './console-to-log.ts';
import { gatewayConfig } from './gateway-config.ts';
import { gatewayFailure } from './gateway-failure.ts';

/**
 * Runs the gateway until a signal stops it. The log goes to stdout, as JSON lines unless that is a terminal; what a person wants
 * to know goes to stderr: the address, the admin key of the first start, how to stop.
 */
export async function serve(): Promise<void> {
  const config = gatewayConfig();
  const log = openLog(config.log, process.stdout.isTTY, (line) => process.stdout.write(line));
  consoleToLog(log);
  const stop = signalled();
  const app = await opened(config, log);
  say(greeting(app, config));
  const signal = await stop;
  say(`\nStopping (${signal}). Running tasks continue at the next start. A second signal stops immediately.`);
  await app.close();
  // Whatever did not close in time must not keep the process.
  process.exit();
}

async function opened(config: Config, log: ReturnType<typeof openLog>): Promise<App> {
  try {
    return await openApp(config, log);
  } catch (error) {
    throw gatewayFailure(error, config);
  }
}

/** The first signal that asks to stop; the second one ends the process. */
async function signalled(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let isFirst = true;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!isFirst) process.exit(1);
      isFirst = false;
      resolve(signal);
    });
  }
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
