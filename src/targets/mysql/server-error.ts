import { isPassing, type TargetCode, TargetFailure } from '../failure.ts';
import { KEY_TAKEN, MISSING_ROW } from '../key-taken.ts';
import { networkFailure } from '../network-error.ts';

const DENIED = 'the user is not allowed to do this';
const TYPE = "a value is not of the column's type, or too long or too large for it";
const LOST = 'the connection was lost';
const ENDED = 'the server ended the connection';
const READ_ONLY = 'the server or the user is read-only';
const FULL = 'the server has no disk, memory or other resource left';

/** By number, of MySQL and of MariaDB: https://mariadb.com/docs/server/reference/error-codes */
const NUMBERS: ReadonlyMap<number, readonly [code: TargetCode, message: string]> = new Map([
  ...[1045, 1698, 1862, 3118, 4151].map((n) =>
    entry(n, 'AUTHENTICATION_FAILED', 'the server does not accept the user or the password, or requires encryption'),
  ),
  ...[1044, 1142, 1143, 1227, 1370].map((n) => entry(n, 'NOT_PERMITTED', DENIED)),
  entry(3159, 'TLS_FAILED', 'the server requires encryption: use sslmode=require'),
  entry(1049, 'DATABASE_MISSING', 'the server has no database of that name'),
  ...[1040, 1203, 1226].map((n) => entry(n, 'TARGET_UNREACHABLE', 'the server has no free connection')),
  ...[1130, 1129].map((n) => entry(n, 'AUTHENTICATION_FAILED', 'the server accepts no connection from this host')),
  ...[1053, 1077, 1079, 1927, 4031].map((n) => entry(n, 'TARGET_LOST', ENDED)),
  ...[1152, 1158, 1159, 1160, 1161, 1184].map((n) => entry(n, 'TARGET_LOST', LOST)),
  ...[1021, 1037, 1038, 1041, 1114, 1135, 1206].map((n) => entry(n, 'TARGET_FULL', FULL)),
  ...[1036, 1290, 1792, 1836, 3100].map((n) => entry(n, 'READ_ONLY', READ_ONLY)),
  ...[1205, 1099, 1100].map((n) => entry(n, 'TABLE_LOCKED', 'another session holds a lock on it')),
  entry(1213, 'TABLE_LOCKED', 'other sessions held locks in a deadlock'),
  entry(1020, 'TARGET_CONFLICT', 'another transaction changed the same rows'),
  ...[1317, 1969, 3024, 1968].map((n) =>
    entry(n, 'STATEMENT_ENDED', 'the statement took too long, or was ended from outside'),
  ),
  ...[1022, 1062, 1169, 1586, 1859].map((n) => entry(n, 'KEY_TAKEN', KEY_TAKEN)),
  ...[1216, 1452].map((n) => entry(n, 'REFERENCE_MISSING', MISSING_ROW)),
  ...[1217, 1451].map((n) => entry(n, 'CHECK_FAILED', 'rows of another table refer to a row')),
  ...[3819, 4025].map((n) => entry(n, 'CHECK_FAILED', 'a row violates a constraint')),
  ...[1048, 1364, 1171].map((n) => entry(n, 'CHECK_FAILED', 'a column requires a value')),
  ...[1153, 1301].map((n) => entry(n, 'VALUE_REFUSED', 'a row is larger than max_allowed_packet of the server')),
  ...[1264, 1265, 1292, 1366, 1367, 1406, 1411, 1416, 1690, 3140, 3141, 4038].map((n) =>
    entry(n, 'VALUE_REFUSED', TYPE),
  ),
]);

function entry(
  number: number,
  code: TargetCode,
  message: string,
): readonly [number, readonly [code: TargetCode, message: string]] {
  return [number, [code, message]];
}

/** What the driver says of itself. */
const DRIVER: Readonly<Record<string, readonly [code: TargetCode, message: string]>> = {
  PROTOCOL_CONNECTION_LOST: ['TARGET_LOST', LOST],
  PROTOCOL_SEQUENCE_TIMEOUT: ['TARGET_STALLED', 'the server did not respond in time'],
  HANDSHAKE_NO_SSL_SUPPORT: ['TLS_FAILED', 'the server does not support encryption: use sslmode=disable or prefer'],
  HANDSHAKE_SSL_ERROR: ['TLS_FAILED', "the server's certificate or its encryption is not accepted"],
  AUTH_SWITCH_PLUGIN_ERROR: ['AUTHENTICATION_FAILED', 'the server requires a kind of password that is not supported'],
};

/** Where the words of the server have names; what is before them may quote a value. */
const COLUMN =
  /(?:for column (?:`[^`]*`\.`[^`]*`\.)?[`']([^`']+)[`'](?: at row (\d+))?|^(?:Column|Field) '([^']+)' .*)$/;
const CONSTRAINT =
  /(?:^CONSTRAINT `([^`]+)` failed for|^Check constraint '([^']+)' is violated|CONSTRAINT `([^`]+)` FOREIGN KEY|for key '([^']+)'$)/;

/** The table that rows were sent to. */
export interface SentTo {
  readonly table: string;
  readonly columns: readonly string[];
  /** Of the load that were inserted before the statement. */
  rows: number;
}

/**
 * What an error of the driver, the server or the system means. Names of tables, columns and constraints are told, and which row it was;
 * the words of the server are not, since they quote values, and nor is the statement, which the driver adds. Whatever else comes is
 * returned as it is.
 */
export function mysqlFailure(error: unknown, sent?: SentTo): unknown {
  if (!(error instanceof Error) || error instanceof TargetFailure) return error;
  if (error instanceof AggregateError) return mysqlFailure(error.errors[0], sent);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if ('sqlState' in error && 'errno' in error && typeof error.errno === 'number') {
    return ofServer(error.errno, 'sqlMessage' in error ? String(error.sqlMessage) : '', sent);
  }
  const known = DRIVER[code];
  if (known !== undefined) return new TargetFailure(...known);
  const network = networkFailure(code);
  if (network !== null) return network;
  if (/closed state|was closed/i.test(error.message)) return new TargetFailure('TARGET_LOST', LOST);
  if (/LOCAL INFILE/.test(error.message))
    return new TargetFailure('TARGET_REFUSED', 'the server asked for a file of this machine, and got none');
  return 'fatal' in error || 'sql' in error
    ? new TargetFailure('TARGET_LOST', `${LOST}: the driver reports ${code === '' ? 'an error' : code}`)
    : error;
}

/** What a server has against a statement. */
export interface MysqlRefusal {
  readonly number: number;
  /** The words of the server, which may quote values of rows. */
  readonly words: string;
  readonly column: string | null;
  readonly constraint: string | null;
}

/** What the server has against a statement; null for an end of the connection or of the server's patience. */
export function mysqlRefusal(error: unknown): MysqlRefusal | null {
  if (!(error instanceof Error && 'sqlState' in error && 'errno' in error && typeof error.errno === 'number'))
    return null;
  const code = NUMBERS.get(error.errno)?.[0];
  if (code !== undefined && isPassing(code)) return null;
  const words = 'sqlMessage' in error ? String(error.sqlMessage) : '';
  const { column, constraint } = namesIn(words);
  return { number: error.errno, words, column: column ?? null, constraint: constraint ?? null };
}

/** What a number of an error means, without the words of the server. */
export function mysqlMeaning(number: number): string {
  return NUMBERS.get(number)?.[1] ?? `the server refused with error ${number}`;
}

function namesIn(words: string): { readonly [K in 'column' | 'constraint' | 'row']: string | undefined } {
  const [, ofType, row, ofNull] = COLUMN.exec(words) ?? [];
  const constraint = CONSTRAINT.exec(words)
    ?.slice(1)
    .find((name) => name !== undefined);
  return { column: ofType ?? ofNull, constraint, row };
}

function ofServer(number: number, words: string, sent: SentTo | undefined): TargetFailure {
  const [code, message] = NUMBERS.get(number) ?? ['TARGET_REFUSED', mysqlMeaning(number)];
  const { column, constraint, row } = namesIn(words);
  const place = [
    ...(sent === undefined ? [] : [`table ${sent.table}`]),
    ...(column !== undefined && sent?.columns.includes(column) === true ? [`column ${column}`] : []),
    ...(constraint === undefined ? [] : [`constraint ${constraint}`]),
    ...(row === undefined || sent === undefined ? [] : [`row ${sent.rows + Number(row)} of those loaded`]),
  ].join(', ');
  return new TargetFailure(
    code,
    place === '' ? message : `${message} (${place})`,
    [],
    sent?.table ?? null,
    constraint ?? null,
  );
}
