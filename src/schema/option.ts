import type { OptionSpec } from '../model/index.ts';
import { builder } from './builder.ts';

/** An option with its name. */
export interface NamedOption {
  readonly name: string;
  readonly spec: OptionSpec;
}

const OptionType = builder.enumType('OptionType', {
  description: 'The type of the value of an option.',
  values: {
    TEXT: { value: 'text', description: 'A text.' },
    INTEGER: { value: 'integer', description: 'A whole number.' },
    NUMBER: { value: 'number', description: 'A number.' },
    BOOLEAN: { value: 'boolean', description: 'The value true or false.' },
    CHOICE: { value: 'choice', description: 'One of the values in `choices`.' },
    TEXTS: { value: 'texts', description: 'A list of texts.' },
  } as const satisfies Readonly<
    Record<Uppercase<OptionSpec['type']>, { value: OptionSpec['type']; description: string }>
  >,
});

export const Option = builder.objectRef<NamedOption>('Option').implement({
  description: 'An option of a generator or a format.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the option, as users write it.' }),
    type: t.field({ type: OptionType, description: 'The type of the value.', resolve: ({ spec }) => spec.type }),
    default: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The value that applies if the option is omitted; null if the option has no default.',
      resolve: ({ spec }) => spec.default,
    }),
    min: t.float({
      nullable: true,
      description: 'The least value; null if the option is not a number.',
      resolve: ({ spec }) => ('min' in spec ? spec.min : null),
    }),
    max: t.float({
      nullable: true,
      description: 'The greatest value; null if the option is not a number.',
      resolve: ({ spec }) => ('max' in spec ? spec.max : null),
    }),
    choices: t.stringList({
      nullable: true,
      description: 'The possible values; null if the option is not a choice.',
      resolve: ({ spec }) => ('choices' in spec ? [...spec.choices] : null),
    }),
    summary: t.string({
      description: 'A one-sentence description of the option.',
      resolve: ({ spec }) => spec.summary,
    }),
  }),
});
