import { openDataFolder } from '../../data-folder.ts';
import { openInstallation } from '../../installation.ts';
import type { Config } from '../../config.ts';
import { openLog } from '../../log.ts';
import { gatewayConfig } from './gateway-config.ts';
import { gatewayFailure } from './gateway-failure.ts';

/** Runs the migrations that have not run, after the checks of `serve`, and prints their names on stdout. */
export async function migrate(): Promise<void> {
  const config = gatewayConfig();
  try {
    const names = await migrated(config);
    const done = names.length === 0 ? 'Nothing to do: the database is up to date.' : names.join('\n');
    process.stdout.write(`${done}\n`);
  } catch (error) {
    throw gatewayFailure(error, config);
  }
}

async function migrated(config: Config): Promise<readonly string[]> {
  const closers: (() => Promise<void> | void)[] = [];
  try {
    // A server is brought up to date from anywhere, also from where no gateway has its files.
    const folder = config.databaseUrl === null ? openDataFolder(config.data) : null;
    closers.push(() => folder?.release());
    const log = openLog(config.log, process.stderr.isTTY, (line) => process.stderr.write(line));
    const atClose = (_what: string, closer: () => Promise<void> | void): void => void closers.push(closer);
    return (await openInstallation(config, folder, log, atClose, new AbortController().signal)).migrated;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}
