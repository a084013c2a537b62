import { cpSync, rmSync } from 'node:fs';
import { openDataFolder } from '../../src/data-folder.ts';
import { openInstallation } from '../../src/installation.ts';
import { unpackDatabase } from '../database/unpack-database.ts';
import { emptyFolder } from './open-gateway.ts';

/** A log that keeps nothing. */
export const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A data folder that a gateway with the embedded database has been started in once, to be copied. */
export interface UsedFolder extends Disposable {
  /** Copies it. */
  copyTo(folder: string): void;
}

/** Without what takes seconds: the empty database of all tests is unpacked in place of a new one. */
export async function usedFolder(): Promise<UsedFolder> {
  const path = emptyFolder();
  unpackDatabase(path);
  const folder = openDataFolder(path);
  folder.secretKey();
  const closers: (() => Promise<void> | void)[] = [];
  const atClose = (_what: string, closer: () => Promise<void> | void): void => void closers.push(closer);
  await openInstallation(
    { data: path, databaseUrl: null, store: null },
    folder,
    SILENT,
    atClose,
    new AbortController().signal,
  );
  for (const closer of closers.toReversed()) await closer();
  folder.release();
  return {
    copyTo: (other) => cpSync(path, other, { recursive: true }),
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  };
}
