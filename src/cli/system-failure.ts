import { StoreError } from '../artifacts/store-error.ts';
import { Failure } from './failure.ts';

/** What the system's error codes mean to people. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'a file with that name exists'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EIO', 'the disk has failed, or does not allow a larger file'],
  ['EFBIG', 'the file would be larger than the file system allows'],
  ['ENAMETOOLONG', 'the path is too long'],
  ['ELOOP', 'a link leads to itself, or through too many others'],
  ['EMFILE', 'too many files are open'],
]);

/**
 * An error of the system or of a bucket as a failure that describes what could not be done: `cannot write out/User.csv: the disk is full
 * (ENOSPC)`. Any other error comes back as it is.
 */
export function systemFailure(error: unknown, exitCode: 1 | 2, what: string): unknown {
  if (error instanceof StoreError) return new Failure(exitCode, `${what}: ${error.message}`, { cause: error });
  if (!isSystemError(error)) return error;
  return new Failure(exitCode, `${what}: ${reasonOf(error)}`, { cause: error });
}

/** An error of the system as a reason for people: `the disk is full (ENOSPC)`. */
export function reasonOf(error: Error & { readonly code: string }): string {
  const reason = REASONS.get(error.code);
  return reason === undefined ? error.message : `${reason} (${error.code})`;
}

/** Whether an error came from a call to the system. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** Whether the reader of an output has closed it. */
export function isClosedPipe(error: unknown): boolean {
  const origin = error instanceof Failure ? error.cause : error;
  return isSystemError(origin) && origin.code === 'EPIPE';
}
