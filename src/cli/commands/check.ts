import type { Command } from 'commander';
import { type ModelOptions, withModel } from './model-options.ts';

export interface CheckOptions extends ModelOptions {
  readonly json?: boolean;
}

/** `rowmill check`: what is wrong with a model, and what it would make. */
export function checkCommand(program: Command): void {
  withModel(program.command('check'))
    .summary('find what is wrong with a model, and what it would make')
    .description(
      'Prints every problem with its place (stderr), then the fields that could not be inferred, what was inferred for the others, how many rows each entity has and how large it is as csv (stdout).',
    )
    .option('--json', 'print one JSON object instead')
    .addHelpText('after', HELP)
    .action(async (model: string, options: CheckOptions) => {
      const { check } = await import('../check.ts');
      await check(model, options);
    });
}

const HELP = `
Exits with 2 when there are errors; warnings alone are 0.

Example:
  rowmill check shop.yaml --set users=1000000`;
