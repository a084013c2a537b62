import type { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { withModel } from './model-options.ts';
import type { PreviewOptions } from '../preview.ts';

const MAX_ROWS = 10_000;

/** `rowmill preview`: shows any few rows of one entity at once. */
export function previewCommand(program: Command): void {
  withModel(program.command('preview'))
    .summary('show any rows of an entity without generating the others')
    .description(
      'Shows a range of rows of one entity without generating those before it. These are the same rows that `rowmill generate` writes.',
    )
    .option('--entity <name>', 'entity to show; may be omitted if the model has only one')
    .option('--from <row>', 'first row, counted from 0', wholeNumber(0), 0)
    .option('--rows <n>', `number of rows, at most ${MAX_ROWS}`, wholeNumber(0, MAX_ROWS), 10)
    .option('--count <n>', "use this number of rows instead of the entity's own", wholeNumber(0))
    .option('--format <name>', 'table, csv or json', 'table')
    .addHelpText('after', HELP)
    .action(async (model: string, options: PreviewOptions) => {
      const { preview } = await import('../preview.ts');
      await preview(model, options);
    });
}

const HELP = `
Examples:
  rowmill preview people.yaml                                  the only entity of the model
  rowmill preview shop.yaml --entity Order --from 500 --rows 20
  rowmill preview shop.yaml --entity User --count 2_000_000_000_000 --from 1_000_000_000_000 --format json`;
