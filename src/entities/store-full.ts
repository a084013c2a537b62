/** What PostgreSQL, or the system beneath it, says where the disk has no room. */
const CODES = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** How far causes are followed. */
const DEEPEST = 8;

/** The embedded database could not write its log, and runs nothing until it is opened again. */
export class DatabaseStuck extends Error {
  constructor(cause: unknown) {
    super('the embedded database could not write its log, and has to be opened again', { cause });
    this.name = 'DatabaseStuck';
  }
}

/** Whether an error, or what caused it, means that the disk of the database is full. */
export function isStoreFull(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  if ('code' in error && typeof error.code === 'string' && CODES.has(error.code)) return true;
  return isStoreFull(error.cause, depth + 1);
}

/** Whether PostgreSQL itself says that a file of its write-ahead log has no room. */
export function isLogFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '53100' && error.message.includes('pg_wal');
}
