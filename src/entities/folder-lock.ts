import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Somebody else uses the folder. */
export class FolderTaken extends Error {
  constructor(folder: string) {
    super(`the folder ${folder} is in use by another rowmill process: stop it, or set ROWMILL_DATA to another folder`);
    this.name = 'FolderTaken';
  }
}

/**
 * Locks a folder for this process until the lock is released or the process ends, however it ends: two processes on one
 * embedded database would lose data without a word. Node has no file locks of its own; SQLite takes one of the system's.
 * Throws FolderTaken, or the system's error where the folder cannot be written to.
 */
export function lockFolder(folder: string): { release(): void } {
  const database = new DatabaseSync(join(folder, 'lock'));
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes('locked')) throw new FolderTaken(folder);
    throw error;
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}
