import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Unusable } from './unusable.ts';

/** Somebody else uses the folder. */
export class FolderTaken extends Unusable {
  constructor(folder: string) {
    super(`the folder ${folder} is in use by another rowmill process: stop it, or set ROWMILL_DATA to another folder`);
  }
}

/** SQLite's code for a file that is no database. */
const NOT_A_DATABASE = 26;

/**
 * Locks a folder for this process until the lock is released or the process ends, however it ends: two processes on one
 * embedded database would lose data without a word. Node has no file locks of its own; SQLite takes one of the system's.
 * Throws FolderTaken, or Unusable where the folder cannot be written to.
 */
export function lockFolder(folder: string): { release(): void } {
  const path = join(folder, 'lock');
  const database = opened(path, folder);
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw lockFailure(error, folder, path);
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}

function opened(path: string, folder: string): DatabaseSync {
  try {
    return new DatabaseSync(path);
  } catch (error) {
    throw lockFailure(error, folder, path);
  }
}

function lockFailure(error: unknown, folder: string, path: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  if (error.message.includes('locked')) return new FolderTaken(folder);
  const hint =
    error.errcode === NOT_A_DATABASE
      ? `delete the file ${path}, which holds no data`
      : 'rowmill needs to read and write there, and the disk must not be full';
  return new Unusable(`cannot lock the folder ${folder}: ${error.message}; ${hint}`, { cause: error });
}
