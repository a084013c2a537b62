import type { Generator as Recipe } from '../engine/generators/generator.ts';
import { generators } from '../engine/generators/registry.ts';
import { builder } from './builder.ts';
import { generatorPage } from './generator-page.ts';
import { generatorSamples } from './generator-samples.ts';
import { Option } from './option.ts';
import { pageCost } from './page-window.ts';

const Generator = builder.objectRef<Recipe>('Generator').implement({
  description: 'A recipe for the values of a field, as models name it: `email: $generator: email`.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What models write.' }),
    family: t.exposeString('family', { description: 'The heading it stands under in the catalogue.' }),
    summary: t.exposeString('summary', { description: 'One sentence on what it makes.' }),
    type: t.string({
      description: 'The type of its values, in the words of the model language.',
      resolve: ({ type }) => type,
    }),
    aliases: t.stringList({ description: 'Other names it answers to.', resolve: ({ aliases }) => [...aliases] }),
    options: t.field({
      type: [Option],
      description: 'What can be said about its values.',
      resolve: ({ options }) => Object.entries(options).map(([name, spec]) => ({ name, spec })),
    }),
    sample: t.string({
      nullable: true,
      description: 'A value it makes without options; null where it needs some.',
      resolve: async ({ name }, _args, { host }) => (await generatorSamples(host)).get(name),
    }),
  }),
});

const GeneratorConnection = builder.connectionObject(
  { type: Generator, name: 'GeneratorConnection', description: 'A page of generators.' },
  { name: 'GeneratorEdge', description: 'A generator in a list.' },
);

builder.queryField('generators', (t) =>
  t.connection(
    {
      type: Generator,
      description: 'The catalogue of generators, in its own order.',
      args: {
        search: t.arg.string({
          description: 'Only those with this text in name, aliases, family or summary, in any case.',
        }),
      },
      complexity: pageCost,
      resolve: (_root, { search, ...args }) => {
        const found =
          typeof search === 'string' ? generators.filter((generator) => isFound(generator, search)) : generators;
        return generatorPage(found, args);
      },
    },
    GeneratorConnection,
  ),
);

function isFound({ name, aliases, family, summary }: Recipe, search: string): boolean {
  const wanted = folded(search);
  return [name, ...aliases, family, summary].some((text) => folded(text).includes(wanted));
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ');
}
