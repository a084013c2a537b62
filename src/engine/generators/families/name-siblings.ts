import { type FromField, type GeneratorInput, GeneratorProblem } from '../generator.ts';

/** Names under which `$from` takes a sibling for a first name. */
export const FIRST_NAMES = ['first_name', 'firstname', 'given_name', 'forename'] as const;
/** Names under which `$from` takes a sibling for a last name. */
export const LAST_NAMES = ['last_name', 'lastname', 'surname', 'family_name'] as const;
/** What a name can be made from: values whose text may stand in an address. */
const USABLE: readonly string[] = ['string', 'enum', 'integer', 'uuid', 'date', 'boolean'];

/**
 * The siblings named by `$from`, by the part they play: a first name, a last name, or a whole text. A sibling plays the
 * part of its generator's name, or of its own where the values are the user's. Throws an OPTION_VALUE problem for a
 * sibling of a type that no name can be made from.
 */
export function siblings(input: GeneratorInput): {
  first: FromField | null;
  last: FromField | null;
  texts: FromField[];
} {
  let first: FromField | null = null;
  let last: FromField | null = null;
  const texts: FromField[] = [];
  for (const from of input.from) {
    if (!USABLE.includes(from.recipe.type.kind)) {
      throw new GeneratorProblem(
        'OPTION_INVALID',
        `a name cannot be made from ${from.name}, which is a ${from.recipe.type.kind}`,
        'Name fields of the type string.',
      );
    }
    if (plays(FIRST_NAMES, from)) first = from;
    else if (plays(LAST_NAMES, from)) last = from;
    else texts.push(from);
  }
  return { first, last, texts };
}

function plays(names: readonly string[], { generator, name }: FromField): boolean {
  return names.includes(generator) || names.includes(name.toLowerCase().replace(/[^a-z0-9]+/g, '_'));
}
