import { DatabaseStuck, isStoreFull } from './store-full.ts';

/** What the system says where a server cannot be reached, or has gone. */
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What PostgreSQL says when it stops, starts, drops a connection, or has none to spare. */
const SERVER_CODES = /^(?:08\w{3}|57P0[1-3]|53300)$/;

/** What the drivers say in words only. */
const MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|client was closed|PGlite is (?:closed|closing)|pool is draining|after calling end on the pool|driver has already been destroyed/i;

/** The server of DATABASE_URL cannot be opened; the cause is what the driver said. */
export class DatabaseUnreachable extends Error {
  constructor(cause: unknown) {
    super('the database cannot be opened', { cause });
    this.name = 'DatabaseUnreachable';
  }
}

/** How far causes are followed. */
const DEEPEST = 8;

/** Whether an error, or what caused it, means that the database cannot be reached now and may be back later. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  // It is opened again. One whose disk is full waits for room, which is told in other words.
  if (error instanceof DatabaseStuck) return !isStoreFull(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (SYSTEM_CODES.has(code) || SERVER_CODES.test(code) || MESSAGES.test(error.message)) return true;
  if (error instanceof AggregateError) return error.errors.some((inner) => isDatabaseAway(inner, depth + 1));
  return isDatabaseAway(error.cause, depth + 1);
}
