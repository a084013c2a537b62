import type { Command } from 'commander';
import type { GeneratorsOptions } from '../generators.ts';

/** `rowmill generators`: the catalogue. */
export function generatorsCommand(program: Command): void {
  program
    .command('generators')
    .summary('list the generators, their options and a sample of each')
    .description(
      'Lists the generators that a model can name after @, by family, with their options, defaults, aliases and a sample.',
    )
    .argument('[search...]', 'list only generators whose name, family or summary contains these words')
    .option('--json', 'print one JSON array instead')
    .addHelpText('after', HELP)
    .action(async (search: readonly string[], options: GeneratorsOptions) => {
      const { listGenerators } = await import('../generators.ts');
      listGenerators(search, options);
    });
}

const HELP = `
Examples:
  rowmill generators                  all of them
  rowmill generators email            those about email
  rowmill generators credit card      those with both words
  rowmill generators --json`;
