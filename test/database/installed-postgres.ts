import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian installs the programs of PostgreSQL, by version. */
const INSTALLED = '/usr/lib/postgresql';

/** The folder of the programs of an installed PostgreSQL, its newest version, with pg_dump beside the server; null if there is none. */
export function installedPostgres(): string | null {
  if (!existsSync(INSTALLED)) return null;
  const versions = readdirSync(INSTALLED).toSorted((a, b) => Number(b) - Number(a));
  const folders = versions.map((version) => join(INSTALLED, version, 'bin'));
  const isWhole = (folder: string): boolean =>
    ['initdb', 'postgres', 'pg_dump', 'psql'].every((name) => existsSync(join(folder, name)));
  return folders.find(isWhole) ?? null;
}
