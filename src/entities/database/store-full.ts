/** What PostgreSQL, or the system beneath it, says where the disk has no room. */
const CODES = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** How far causes are followed. */
const DEEPEST = 8;

/** The embedded database has panicked, as where it could not write its log, and runs nothing until it is opened again. */
export class DatabaseStuck extends Error {
  constructor(cause: unknown) {
    super('the embedded database has panicked, and has to be opened again', { cause });
    this.name = 'DatabaseStuck';
  }
}

/** Whether an error, or what caused it, means that the disk of the database is full. */
export function isStoreFull(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  if ('code' in error && typeof error.code === 'string' && CODES.has(error.code)) return true;
  return isStoreFull(error.cause, depth + 1);
}

/** Whether PostgreSQL gives up: a file that it cannot do without, such as its write-ahead log, cannot be written or read. */
export function isPanic(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'PANIC';
}
