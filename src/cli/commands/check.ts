import type { Command } from 'commander';
import { withModel } from './model-options.ts';
import type { CheckOptions } from '../check.ts';

/** `rowmill check`: what is wrong with a model, and what it would make. */
export function checkCommand(program: Command): void {
  withModel(program.command('check'))
    .summary('check a model: list its problems and what it would generate')
    .description(
      'Prints every problem with its line and column on stderr; and on stdout the fields that could not be inferred, the sources that were inferred for others, and the rows and estimated csv size of each entity.',
    )
    .option(
      '--target <address>',
      'compare with the tables of postgres://user@host/database, mysql://user@host/database or sqlite:PATH, as a load does before it sends rows',
    )
    .option('--schema <name>', 'with --target postgres: the schema of the tables (default: the search path)')
    .option('--json', 'print one JSON object instead')
    .addHelpText('after', HELP)
    .action(async (model: string, options: CheckOptions) => {
      const { check } = await import('../check.ts');
      await check(model, options);
    });
}

const HELP = `
Exits with 2 if there are errors, or the tables of --target do not fit, and with 0 if there are only warnings.

Examples:
  rowmill check shop.yaml                          problems, inferred generators, sizes
  rowmill check shop.yaml --set users=1000000      how large a million users would be
  rowmill check shop.yaml --target sqlite:shop.db  whether existing tables fit the model
  rowmill check - --json < shop.yaml               a report for programs`;
