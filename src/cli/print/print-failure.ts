import { debuglog, styleText } from 'node:util';
import type { Failure } from '../failure.ts';
import { printable } from './printable.ts';
import { version } from '../../version.ts';

const ERROR = 'error:';

/** Prints an expected failure on stderr, in one line. */
export function printFailure({ message }: Pick<Failure, 'message'>): void {
  if (message !== '') process.stderr.write(`${prefix()} ${printable(message)}\n`);
}

/** Prints an error nobody foresaw on stderr, in one line; its stack too where NODE_DEBUG names `rowmill`. */
export function printUnexpected(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${prefix()} ${printable(message)} (rowmill ${version()}; this is a bug)\n`);
  if (debuglog('rowmill').enabled && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

function prefix(): string {
  return styleText(['red', 'bold'], ERROR, { stream: process.stderr });
}
