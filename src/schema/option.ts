import type { OptionSpec } from '../model/index.ts';
import { builder } from './builder.ts';

/** An option with its name. */
export interface NamedOption {
  readonly name: string;
  readonly spec: OptionSpec;
}

const OptionType = builder.enumType('OptionType', {
  description: 'What can be written for an option.',
  values: {
    TEXT: { value: 'text', description: 'A text.' },
    INTEGER: { value: 'integer', description: 'A whole number.' },
    NUMBER: { value: 'number', description: 'A number.' },
    BOOLEAN: { value: 'boolean', description: 'true or false.' },
    CHOICE: { value: 'choice', description: 'One of `choices`.' },
    TEXTS: { value: 'texts', description: 'A list of texts.' },
  } as const satisfies Readonly<
    Record<Uppercase<OptionSpec['type']>, { value: OptionSpec['type']; description: string }>
  >,
});

export const Option = builder.objectRef<NamedOption>('Option').implement({
  description: 'An option of a generator or a format.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What users write.' }),
    type: t.field({ type: OptionType, description: 'What can be written for it.', resolve: ({ spec }) => spec.type }),
    default: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What it is when it is left out; null where it is nothing then.',
      resolve: ({ spec }) => spec.default,
    }),
    min: t.float({
      nullable: true,
      description: 'The least number; null for what is no number.',
      resolve: ({ spec }) => ('min' in spec ? spec.min : null),
    }),
    max: t.float({
      nullable: true,
      description: 'The greatest number; null for what is no number.',
      resolve: ({ spec }) => ('max' in spec ? spec.max : null),
    }),
    choices: t.stringList({
      nullable: true,
      description: 'What can be chosen from; null where it is no choice.',
      resolve: ({ spec }) => ('choices' in spec ? [...spec.choices] : null),
    }),
    summary: t.string({ description: 'One sentence on what it does.', resolve: ({ spec }) => spec.summary }),
  }),
});
