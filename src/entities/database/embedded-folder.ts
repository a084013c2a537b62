import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Unusable } from './unusable.ts';

/** The version of PostgreSQL that the embedded database is: it reads the files of no other one. */
const VERSION = '18';

/** Bytes below which a disk is taken for full: a new database takes 40 MB, and each segment of its log 16. */
const MIN_ROOM = 32 * 1024 * 1024;

const databaseOf = (folder: string): string => join(folder, 'database');

/** Whether an embedded database was ever completed in the folder. One whose files are damaged counts. */
export function hasEmbeddedDatabase(folder: string): boolean {
  const database = databaseOf(folder);
  return !existsSync(markerOf(folder)) && existsSync(database) && readdirSync(database).length > 0;
}

/**
 * Prepares the place of the embedded database. A database that was being created when its process died has no data and cannot be
 * opened: a marker beside it tells, and it is created anew.
 * @returns the path of the database, and what to call when it is open.
 * Throws Unusable where its files cannot be those of a database that this version opens.
 */
export function embeddedFolder(folder: string): { readonly path: string; created(): void } {
  const path = databaseOf(folder);
  const marker = markerOf(folder);
  if (hasEmbeddedDatabase(folder)) {
    checkVersion(path);
    return { path, created: () => undefined };
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(marker, '');
  rmSync(path, { recursive: true, force: true });
  return { path, created: () => rmSync(marker, { force: true }) };
}

/** Whether the disk has room for the embedded database to write its log. */
export function hasRoom(path: string): boolean {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize >= MIN_ROOM;
}

/** Why the embedded database does not start: it does not say so itself. */
export function notStarting(path: string, cause: unknown): Unusable {
  if (hasRoom(path)) return damaged(path, 'it does not start', cause);
  return new Unusable(`cannot start the embedded database in ${path}: the disk is full; make room, and start again`, {
    cause,
  });
}

/** The embedded database cannot be opened, or answers what a sound one does not. */
function damaged(path: string, reason: string, cause?: unknown): Unusable {
  return new Unusable(
    `the embedded database in ${path} is damaged (${reason}): restore the whole folder from a backup, or start anew with an empty folder`,
    { cause },
  );
}

const markerOf = (folder: string): string => join(folder, 'database.new');

function checkVersion(path: string): void {
  const file = join(path, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (version === VERSION) return;
  if (!/^\d{1,3}$/.test(version)) throw damaged(path, 'PG_VERSION is missing or not a version');
  throw new Unusable(
    `the embedded database in ${path} is of PostgreSQL ${version}, and this rowmill reads ${VERSION}: start the version of rowmill that wrote it`,
  );
}
