import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * Unpacks an embedded database with all tables and no rows into a data folder, as it was before databases had IDs of
 * installations. A gateway that starts there does all that it does at a first start, except for the five seconds of CPU
 * that a new database and its migrations take.
 */
export function unpackDatabase(folder: string): void {
  const database = join(folder, 'database');
  mkdirSync(database, { recursive: true });
  const { status } = spawnSync('tar', ['-xf', inject('pgliteImage'), '-C', database]);
  if (status !== 0) throw new Error('tar does not unpack the image of the database');
}
