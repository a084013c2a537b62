import { CommanderError } from 'commander';
import { commandLine } from './cli/index.ts';
import { Failure } from './cli/failure.ts';
import { printFailure, printUnexpected } from './cli/print/print-failure.ts';
import { isClosedPipe } from './cli/system-failure.ts';

/**
 * Runs the command line and sets the process's exit code: 0; 1 for a failure; 2 for wrong usage or a model with errors.
 * @param args what stands behind the program's name.
 */
export async function main(args: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  try {
    await commandLine().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** Says what went wrong, unless that was done already. */
function exitCodeOf(error: unknown): number {
  // Help and version count as errors of their own kind; the messages of the others have been printed.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Failure) {
    printFailure(error);
    return error.exitCode;
  }
  printUnexpected(error);
  return 1;
}

/** Whoever reads the output, such as `head`, may stop at any time. */
function ignoreClosedPipe(error: Error): void {
  if (!isClosedPipe(error)) throw error;
}

if (import.meta.main) await main(process.argv.slice(2));
