import { catalogue } from '../engine/generators/catalogue.ts';
import type { Generator as Recipe } from '../engine/generators/generator.ts';
import { generators } from '../engine/generators/registry.ts';
import { closest, NAME_SYSTEMS, namesElsewhere, type NameSystem } from '../model/index.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { generatorPage } from './generator-page.ts';
import { generatorSamples } from './generator-samples.ts';
import { Option } from './option.ts';
import { pageCost } from './page-window.ts';

const SYSTEM_DESCRIPTIONS: Readonly<Record<NameSystem, string>> = {
  faker: 'Methods of @faker-js/faker, such as `commerce.productName`.',
  mockaroo: 'Types of Mockaroo, such as `Credit Card #`.',
  fabricate: 'Generators of Tonic Fabricate.',
  drafta: 'Formats of Drafta.',
};

const NameSystemEnum = builder.enumType('NameSystem', {
  description: 'A system for synthetic data whose generator names rowmill can convert.',
  values: Object.fromEntries(
    NAME_SYSTEMS.map((value) => [value.toUpperCase(), { value, description: SYSTEM_DESCRIPTIONS[value] }]),
  ),
});

/** A generator in a list, whose samples are in a locale. */
type Listed = Recipe & { readonly sampleLocale: string };

const Generator = builder.objectRef<Listed>('Generator').implement({
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
    names: t.stringList({
      description: 'The names of the generator in another system.',
      args: { in: t.arg({ type: NameSystemEnum, required: true, description: 'The other system.' }) },
      resolve: ({ name }, { in: system }) => namesIn(system, name),
    }),
    options: t.field({
      type: [Option],
      description: 'The options of the generator.',
      resolve: ({ options }) => Object.entries(options).map(([name, spec]) => ({ name, spec })),
    }),
    sample: t.string({
      nullable: true,
      description:
        'A sample value, made with the default options in the `locale` of the list; null if the generator requires an option.',
      resolve: async ({ name, sampleLocale }, _args, { host }) =>
        (await generatorSamples(host, sampleLocale)).get(name),
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
        family: t.arg.string({
          description: 'Filters the list to the generators of a family, such as `place`; an unknown family has none.',
        }),
        locale: t.arg.string({
          description: 'The locale of the samples, such as `de` or `pt_BR`; `en` by default.',
        }),
        for: t.arg({
          type: NameSystemEnum,
          description:
            'Filters the list to the generators that have names in this system; `search` then looks at these names too.',
        }),
      },
      complexity: pageCost,
      resolve: (_root, { search, family, locale, for: system, ...args }) => {
        const sampleLocale = locale == null ? 'en' : knownLocale(locale);
        const found = generators.filter((generator) => {
          const names = system == null ? null : namesIn(system, generator.name);
          if (names?.length === 0) return false;
          if (family != null && folded(generator.family) !== folded(family)) return false;
          return search == null || isFound(generator, names ?? [], search);
        });
        return generatorPage(
          found.map((generator) => ({ ...generator, sampleLocale })),
          args,
        );
      },
    },
    GeneratorConnection,
  ),
);

function knownLocale(locale: string): string {
  const known = catalogue.locale(locale);
  if (known !== undefined) return known;
  const near = closest(locale, catalogue.locales);
  const hint = near === undefined ? '' : `: did you mean ${near}?`;
  throw codedError('INVALID_INPUT', `there is no locale ${JSON.stringify(locale.slice(0, 40))}${hint}`);
}

function namesIn(system: NameSystem, generator: string): string[] {
  return namesElsewhere(system).flatMap((one) => (one.generator === generator ? [one.name] : []));
}

function isFound({ name, aliases, family, summary }: Recipe, names: readonly string[], search: string): boolean {
  const wanted = folded(search);
  return [name, ...aliases, ...names, family, summary].some((text) => folded(text).includes(wanted));
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ');
}
