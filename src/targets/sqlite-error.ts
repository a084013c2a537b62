import { type TargetCode, TargetFailure } from './failure.ts';
import { KEY_TAKEN, MISSING_ROW } from './key-taken.ts';

const LOCKED = 'another process writes or reads the database';
const TYPE = "a value is not of the column's type";

/** By result code (https://sqlite.org/rescode.html), an extended one or its low byte, the primary one. */
const CODES: ReadonlyMap<number, readonly [code: TargetCode, message: string]> = new Map([
  [5, ['TABLE_LOCKED', LOCKED]],
  [6, ['TABLE_LOCKED', LOCKED]],
  [8, ['READ_ONLY', 'the file, or its folder, can only be read']],
  [10, ['TARGET_FULL', 'the disk has failed, or does not allow a larger file']],
  [13, ['TARGET_FULL', 'the disk is full']],
  [14, ['DATABASE_MISSING', 'there is no such file, or it cannot be opened: create the database and its tables first']],
  [18, ['VALUE_REFUSED', 'a value is too long']],
  [19, ['CHECK_FAILED', 'a row violates a constraint']],
  [20, ['VALUE_REFUSED', TYPE]],
  [26, ['DATABASE_MISSING', 'the file is not a SQLite database']],
  // SQLITE_CONSTRAINT_FOREIGNKEY, _PRIMARYKEY, _UNIQUE, _ROWID, _DATATYPE
  [787, ['REFERENCE_MISSING', MISSING_ROW]],
  [1555, ['KEY_TAKEN', KEY_TAKEN]],
  [2067, ['KEY_TAKEN', KEY_TAKEN]],
  [2579, ['KEY_TAKEN', KEY_TAKEN]],
  [3091, ['VALUE_REFUSED', TYPE]],
]);

/** What a result code means. */
export function sqliteReason(errcode: number): string {
  const known = CODES.get(errcode) ?? CODES.get(errcode & 255);
  return known?.[1] ?? `SQLite refused with result code ${errcode}`;
}

/**
 * What an error of SQLite means; its own words are not told. Any other error comes back as it is.
 * @param table that rows were written to.
 */
export function sqliteFailure(error: unknown, table?: string): unknown {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return error;
  const { errcode } = error;
  const [code, message] = CODES.get(errcode) ??
    CODES.get(errcode & 255) ?? ['TARGET_REFUSED', `SQLite refused with result code ${errcode}`];
  return new TargetFailure(code, table === undefined ? message : `${message} (table ${table})`, [], table ?? null);
}

/** The columns of a key that two rows share, which SQLite names. */
export function keyColumns(error: unknown, table: string): readonly string[] {
  const names = error instanceof Error ? /^UNIQUE constraint failed: (.+)$/.exec(error.message)?.[1] : undefined;
  const prefix = `${table}.`;
  const columns = names?.split(', ') ?? [];
  return columns.every((name) => name.startsWith(prefix)) ? columns.map((name) => name.slice(prefix.length)) : [];
}
