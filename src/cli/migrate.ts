import { openDataFolder } from '../data-folder.ts';
import { openDatabase } from '../entities/database.ts';
import type { Config } from '../config.ts';
import { gatewayConfig } from './gateway-config.ts';
import { gatewayFailure } from './gateway-failure.ts';

/** Runs the migrations that have not run, and prints their names on stdout. */
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

async function migrated({ data, databaseUrl }: Config): Promise<readonly string[]> {
  // The embedded database must not be opened twice; on a server, migrations lock each other out.
  const folder = databaseUrl === null ? openDataFolder(data) : undefined;
  try {
    const database = await openDatabase(
      databaseUrl === null ? { kind: 'folder', folder: data } : { kind: 'server', url: databaseUrl },
    );
    try {
      return await database.migrate();
    } finally {
      await database.close();
    }
  } finally {
    folder?.release();
  }
}
