import { type Command, Option } from 'commander';
import { NAME_SYSTEMS } from '../../model/index.ts';
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
    .option('--family <name>', 'list only generators of this family, such as place')
    .option('--locale <code>', 'make the samples in this locale, such as de or pt_BR')
    .addOption(
      new Option('--for <system>', 'list the names of another system, and what they are here').choices(NAME_SYSTEMS),
    )
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
  rowmill generators email            generators about email
  rowmill generators credit card      generators with both words
  rowmill generators --family finance generators of one family
  rowmill generators name --locale ja with samples in Japanese
  rowmill generators --for mockaroo   the types of Mockaroo, and the generators for them
  rowmill generators --json`;
