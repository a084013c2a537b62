import { type Config, readConfig } from '../config.ts';
import { Failure } from './failure.ts';
import { printable } from './printable.ts';

/** The configuration of this process. Prints every mistake and throws a Failure where there are any. */
export function gatewayConfig(): Config {
  const read = readConfig(process.env);
  if ('config' in read) return read.config;
  for (const mistake of read.mistakes) process.stderr.write(`error: ${printable(mistake)}\n`);
  throw new Failure(2, '');
}
