import type { Generator as Recipe } from '../engine/generators/generator.ts';
import { generators } from '../engine/generators/registry.ts';
import { builder } from './builder.ts';
import { generatorPage } from './generator-page.ts';
import { generatorSamples } from './generator-samples.ts';
import { Option } from './option.ts';
import { pageCost } from './page-window.ts';

const Generator = builder.objectRef<Recipe>('Generator').implement({
  description:
    'A recipe for the values of a field, which models refer to by its name, as in `email: { $generator: email }`.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the generator, as models write it.' }),
    family: t.exposeString('family', {
      description: 'The family that the generator is listed under in the catalogue.',
    }),
    summary: t.exposeString('summary', { description: 'A one-sentence description of the values.' }),
    type: t.string({
      description: 'The type of the values, in the terms of the model language.',
      resolve: ({ type }) => type,
    }),
    aliases: t.stringList({
      description: 'The other names of the generator that models can use.',
      resolve: ({ aliases }) => [...aliases],
    }),
    options: t.field({
      type: [Option],
      description: 'The options of the generator.',
      resolve: ({ options }) => Object.entries(options).map(([name, spec]) => ({ name, spec })),
    }),
    sample: t.string({
      nullable: true,
      description: 'A sample value, made with the default options; null if the generator requires an option.',
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
      description: 'The catalogue of generators, grouped by family.',
      args: {
        search: t.arg.string({
          description:
            'Filters the list to generators whose name, aliases, family or summary contains this text; upper and lower case are the same.',
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
