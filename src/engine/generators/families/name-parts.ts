import type { Recipe } from '../../frame.ts';
import { type FromField, GeneratorProblem, type GeneratorInput } from '../generator.ts';
import { type GenderInput, firstNumbers, lastNumbers, namesOf } from './names.ts';
import { entries, sibling } from './recipes.ts';
import { slugged } from './slug.ts';

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

/** The name as `anna.schmidt`: the person's own, or that of the fields named by `$from`. */
export function localParts(input: GenderInput): (Recipe | string)[] {
  const { first, last, texts } = siblings(input);
  if (texts.length > 0) {
    return input.from.flatMap((from, i) => (i === 0 ? [slugged(sibling(from))] : ['.', slugged(sibling(from))]));
  }
  const names = namesOf(input.resources.words());
  return [
    ...(first === null ? [entries(names.firstDotted, firstNumbers(input))] : [slugged(sibling(first)), '.']),
    last === null ? entries(names.lastSlug, lastNumbers(input)) : slugged(sibling(last)),
  ];
}

/** The name as `Anna Schmidt`: the person's own, or that of the fields named by `$from`. */
export function spacedParts(input: GenderInput): (Recipe | string)[] {
  const { first, last, texts } = siblings(input);
  if (texts.length > 0) {
    return input.from.flatMap((from, i) => (i === 0 ? [sibling(from)] : [' ', sibling(from)]));
  }
  const names = namesOf(input.resources.words());
  return [
    ...(first === null ? [entries(names.firstSpaced, firstNumbers(input))] : [sibling(first), ' ']),
    last === null ? entries(names.last, lastNumbers(input)) : sibling(last),
  ];
}
