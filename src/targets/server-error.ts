import { DatabaseError } from 'pg';
import { type TargetCode, TargetFailure } from './failure.ts';
import { EXCLUDED, KEY_TAKEN, MISSING_ROW } from './key-taken.ts';
import { networkFailure } from './network-error.ts';

/** By SQLSTATE, the longest that fits. Source: PostgreSQL documentation, appendix A. */
const STATES: readonly (readonly [state: string, code: TargetCode, message: string])[] = [
  ['28', 'AUTHENTICATION_FAILED', 'the server does not accept the user or the password'],
  ['3D000', 'DATABASE_MISSING', 'the server has no database of that name'],
  ['08', 'TARGET_LOST', 'the connection was lost'],
  ['57P', 'TARGET_LOST', 'the server ended the connection'],
  ['53300', 'TARGET_UNREACHABLE', 'the server has no free connection'],
  ['53', 'TARGET_FULL', 'the server has no disk, memory or other resource left'],
  ['42501', 'NOT_PERMITTED', 'the role is not allowed to do this'],
  ['25006', 'READ_ONLY', 'the server or the role is read-only'],
  ['55P03', 'TABLE_LOCKED', 'another session holds a lock on it'],
  ['40P01', 'TABLE_LOCKED', 'other sessions held locks in a deadlock'],
  ['40001', 'TARGET_CONFLICT', 'another transaction changed the same rows'],
  ['57014', 'STATEMENT_ENDED', 'the statement took too long, or was ended from outside'],
  ['23505', 'KEY_TAKEN', KEY_TAKEN],
  ['23P01', 'KEY_TAKEN', EXCLUDED],
  ['23503', 'REFERENCE_MISSING', MISSING_ROW],
  ['23', 'CHECK_FAILED', 'a row violates a constraint'],
  ['22', 'VALUE_REFUSED', "a value is not of the column's type, or too long or too large for it"],
];

/** What a SQLSTATE means, in words that hold no value. */
export function meaningOf(state: string): string {
  return STATES.find(([prefix]) => state.startsWith(prefix))?.[2] ?? `the server refused with SQLSTATE ${state}`;
}

/** What the driver says in words only. */
const WORDS: readonly (readonly [pattern: RegExp, code: TargetCode, message: string])[] = [
  [/does not support SSL/, 'TLS_FAILED', 'the server does not support encryption: use sslmode=disable or prefer'],
  [
    /SSL connection|certificate|self-signed/i,
    'TLS_FAILED',
    "the server's certificate or its encryption is not accepted",
  ],
  [/timeout expired/, 'TARGET_UNREACHABLE', 'no server responds at this address in time'],
  [
    /SASL|password must be/i,
    'AUTHENTICATION_FAILED',
    'the server requires a password, and none or a wrong one was given',
  ],
  [/Connection terminated|not queryable|Client was closed/i, 'TARGET_LOST', 'the connection was lost'],
];

/** Where rows are copied to. */
export interface Copied {
  readonly table: string;
  /** As the server calls what it copies into. */
  readonly relation: string;
  readonly columns: readonly string[];
}

/**
 * What an error of the driver, the server or the system means. Names of tables, columns and constraints are told, and which row
 * it was; the words of the server are not, since they quote values. Whatever else comes is answered as it is.
 * @param copied where rows were copied to.
 */
export function targetFailure(error: unknown, copied?: Copied): unknown {
  if (!(error instanceof Error) || error instanceof TargetFailure) return error;
  if (error instanceof AggregateError) return targetFailure(error.errors[0], copied);
  if (error instanceof DatabaseError) return ofServer(error, copied);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const network = networkFailure(code);
  if (network !== null) return network;
  const found = WORDS.find(([pattern]) => pattern.test(error.message));
  return found === undefined ? error : new TargetFailure(found[1], found[2]);
}

function ofServer(error: DatabaseError, copied: Copied | undefined): TargetFailure {
  const { code: state = '', constraint } = error;
  const table = error.table ?? copied?.table;
  const { row, column } = placeIn(error, copied);
  const [, code, message] = STATES.find(([prefix]) => state.startsWith(prefix)) ?? [
    '',
    'TARGET_REFUSED' as const,
    `the server refused with SQLSTATE ${state}`,
  ];
  const place = [
    ...(table === undefined ? [] : [`table ${table}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
    ...(constraint === undefined ? [] : [`constraint ${constraint}`]),
    ...(row === undefined ? [] : [`row ${row} of those loaded`]),
  ].join(', ');
  const text = place === '' ? message : `${message} (${place})`;
  return new TargetFailure(code, text, [], table ?? null, constraint ?? null);
}

/** The row and the column that the server's words name; what stands behind them, a value above all, is left away. */
function placeIn(
  { where, column }: DatabaseError,
  copied: Copied | undefined,
): { readonly row?: string; readonly column: string | undefined } {
  const start = `COPY ${copied?.relation}, line `;
  if (copied === undefined || where?.startsWith(start) !== true) return { column };
  const rest = where.slice(start.length);
  const row = /^\d+/.exec(rest)?.[0];
  if (row === undefined) return { column };
  const named = copied.columns
    .filter((name) => {
      const prefix = `${row}, column ${name}`;
      return rest === prefix || rest.startsWith(`${prefix}:`);
    })
    .toSorted((a, b) => b.length - a.length);
  return { row, column: column ?? named[0] };
}
