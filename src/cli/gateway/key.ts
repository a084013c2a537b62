import { makeKey } from '../../projects/key-text.ts';

/** Prints a new key on stdout. */
export function printKey(): void {
  process.stdout.write(`${makeKey().secret}\n`);
}
