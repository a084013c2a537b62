import { type Config, readConfig } from '../../config.ts';
import { Failure } from '../failure.ts';
import { printFailure } from '../print/print-failure.ts';

/** The configuration of this process. Prints every mistake and throws a Failure where there are any. */
export function gatewayConfig(): Config {
  const read = readConfig(process.env);
  if ('config' in read) return read.config;
  for (const message of read.mistakes) printFailure({ message });
  throw new Failure(2, '');
}
