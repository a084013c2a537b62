import type { Refusal } from '../refusal.ts';

/** A value of the input that cannot be taken. */
export const invalid = (message: string, ...path: readonly string[]): Refusal => ({
  kind: 'invalid-input',
  code: 'INVALID_INPUT',
  message,
  path,
});

/** The same for what does not exist and for what the key may not see. */
export const notFound = (what: string, ...path: readonly string[]): Refusal => ({
  kind: 'not-found',
  code: 'NOT_FOUND',
  message: `there is no such ${what}, or the API key cannot access it`,
  path,
});

/** @param where in which names of this kind are unique: `the project group`. */
export const nameTaken = (where: string, ...path: readonly string[]): Refusal => ({
  kind: 'name-taken',
  code: 'NAME_TAKEN',
  message: `this name is in use in ${where}: choose another one`,
  path,
});

export const notAllowed = (message: string, ...path: readonly string[]): Refusal => ({
  kind: 'not-allowed',
  code: 'NOT_ALLOWED',
  message,
  path,
});

/** Without a key of the operator no password is stored. */
export const noSecretKey = (...path: readonly string[]): Refusal => ({
  kind: 'not-allowed',
  code: 'SECRET_KEY_MISSING',
  message: 'this gateway cannot store passwords: its operator must set ROWMILL_SECRET_KEY',
  path,
});

/** Another request changed a connection between the look at it and the write. */
export const connectionOutdated: Refusal = {
  kind: 'outdated',
  code: 'OUTDATED',
  message: 'the connection was changed by another request at the same time: read it again and repeat the change',
  path: ['id'],
};
