/** What PostgreSQL, or the system beneath it, says where the disk has no room. */
const CODES = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/**
 * What the embedded database says to everything once it could not write its log for want of room: it has to be started again.
 * Its code, 24000, means other things elsewhere.
 */
const STUCK = /cannot drop active portal/;

/** How far causes are followed. */
const DEEPEST = 8;

/** Whether an error, or what caused it, means that the disk of the database is full. */
export function isStoreFull(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  if ('code' in error && typeof error.code === 'string' && CODES.has(error.code)) return true;
  return STUCK.test(error.message) || isStoreFull(error.cause, depth + 1);
}
