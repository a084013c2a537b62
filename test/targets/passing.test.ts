import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import { isPassing, TargetFailure } from '../../src/targets/index.ts';
import { targetFailure } from '../../src/targets/server-error.ts';

/** An error of the server. */
const state = (code: string): Error => Object.assign(new DatabaseError('said by the server', 1, 'error'), { code });
/** One of the system. */
const system = (code: string): Error => Object.assign(new Error('said by the system'), { code, syscall: 'connect' });

const AGAIN: readonly (readonly [what: string, error: Error, code: string])[] = [
  ['a server that is not there while it starts again', system('ECONNREFUSED'), 'TARGET_UNREACHABLE'],
  ['a container that has no name while it starts again', system('ENOTFOUND'), 'TARGET_UNREACHABLE'],
  ['a name server that is away', system('EAI_AGAIN'), 'TARGET_UNREACHABLE'],
  ['a host that is away', system('EHOSTUNREACH'), 'TARGET_UNREACHABLE'],
  ['a network that is away', system('ENETDOWN'), 'TARGET_UNREACHABLE'],
  ['a server that does not answer', system('ETIMEDOUT'), 'TARGET_UNREACHABLE'],
  ['a connect that took too long', new Error('timeout expired'), 'TARGET_UNREACHABLE'],
  ['no connection to spare', state('53300'), 'TARGET_UNREACHABLE'],
  ['a connection that was reset', system('ECONNRESET'), 'TARGET_LOST'],
  ['a pipe that is closed', system('EPIPE'), 'TARGET_LOST'],
  ['a connection that ended', new Error('Connection terminated unexpectedly'), 'TARGET_LOST'],
  ['a connection that failed', state('08006'), 'TARGET_LOST'],
  ['an operator who ends connections', state('57P01'), 'TARGET_LOST'],
  ['a server process that crashed', state('57P02'), 'TARGET_LOST'],
  ['a server that is starting', state('57P03'), 'TARGET_LOST'],
  ['a statement that was ended', state('57014'), 'STATEMENT_ENDED'],
  ['a conflict of two transactions', state('40001'), 'TARGET_CONFLICT'],
  ['a deadlock', state('40P01'), 'TABLE_LOCKED'],
  ['a lock of somebody else', state('55P03'), 'TABLE_LOCKED'],
];

const NEVER: readonly (readonly [what: string, error: Error, code: string])[] = [
  ['a wrong password', state('28P01'), 'AUTHENTICATION_FAILED'],
  [
    'a missing password',
    new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
    'AUTHENTICATION_FAILED',
  ],
  ['a database that is not there', state('3D000'), 'DATABASE_MISSING'],
  ['a certificate that is not good', system('CERT_HAS_EXPIRED'), 'TLS_FAILED'],
  ['a server without encryption', new Error('The server does not support SSL connections'), 'TLS_FAILED'],
  ['a right that is missing', state('42501'), 'NOT_PERMITTED'],
  ['a server that only reads', state('25006'), 'READ_ONLY'],
  ['a key that is taken', state('23505'), 'KEY_TAKEN'],
  ['an exclusion', state('23P01'), 'KEY_TAKEN'],
  ['a reference that leads nowhere', state('23503'), 'REFERENCE_MISSING'],
  ['a check', state('23514'), 'CHECK_FAILED'],
  ['a missing value', state('23502'), 'CHECK_FAILED'],
  ['a value of another type', state('22P02'), 'VALUE_REFUSED'],
  ['a number out of range', state('22003'), 'VALUE_REFUSED'],
  ['a full disk', state('53100'), 'TARGET_FULL'],
  ['a table that went away', state('42P01'), 'TARGET_REFUSED'],
  ['a limit of the time of transactions', state('25P04'), 'TARGET_REFUSED'],
  ['an error of the server', state('XX000'), 'TARGET_REFUSED'],
];

const codeOf = (error: Error): [string, boolean] => {
  const failure = targetFailure(error);
  return failure instanceof TargetFailure ? [failure.code, isPassing(failure.code)] : ['none', false];
};

test.each(AGAIN)('a load is begun again after %s', (_what, error, code) => {
  expect(codeOf(error)).toEqual([code, true]);
});

test.each(NEVER)('a load is not begun again after %s', (_what, error, code) => {
  expect(codeOf(error)).toEqual([code, false]);
});

test('what nobody can know, and what the gateway does not allow, stays', () => {
  for (const code of ['TRANSACTION_UNKNOWN', 'ADDRESS_NOT_ALLOWED', 'PASSWORD_UNREADABLE', 'TABLES_UNFIT'] as const) {
    expect(isPassing(code)).toBe(false);
  }
});
