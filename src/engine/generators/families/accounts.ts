import { Dictionary } from '../../dictionary.ts';
import type { Words } from '../../data/words.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { localNames } from './local-names.ts';
import { localParts } from './name-parts.ts';
import { type GenderInput, firstNumbers, lastNumbers, namesOf } from './names.ts';
import { combined, digit, recordNumbers } from './numbers.ts';
import { once } from './once.ts';
import { entries, joined, serials } from './recipes.ts';
import { slug } from './slug.ts';

/** Numbers after a name: none for about half of the people, else 1 to 99. */
const TAILS = Array.from({ length: 200 }, (_, i) => (i <= 100 ? '' : String(i - 100)));
const tails = Dictionary.from(TAILS);

/** What ends an address, for a list of domains: most entities have the same. */
const addressEnds = once((domains: readonly string[]) => {
  return Dictionary.from(domains.flatMap((domain) => TAILS.map((tail) => `${tail}@${domain}`)));
});

/**
 * `first.last`, a number for about half of the people, and one of the domains. Unique: the number is one of 1 … count,
 * each once, so that no address comes twice whatever the names are.
 */
export function emailRecipe(input: GenderInput, domains: readonly string[]): Recipe {
  const local = localParts(input);
  const record = input.record('person');
  if (input.distinct !== null) {
    const hosts = Dictionary.from(domains.map((domain) => `@${domain}`));
    return joined([
      ...local,
      ...serialParts(input, input.distinct),
      entries(hosts, recordNumbers(record, 'email_domain', domains.length)),
    ]);
  }
  const ends = addressEnds(domains);
  return joined([...local, entries(ends, recordNumbers(record, 'email', ends.length))]);
}

/** `anna.schmidt`, `anna_schmidt`, `aschmidt` or `annas`, with or without a number; unique as the email is. */
export function userNameRecipe(input: GenderInput): Recipe {
  const record = input.record('person');
  if (input.from.length > 0) {
    const end =
      input.distinct === null
        ? [entries(tails, recordNumbers(record, 'user_name_tail', TAILS.length))]
        : serialParts(input, input.distinct);
    return joined([...localParts(input), ...end]);
  }
  const local = localNames(input);
  const styled = local === null ? styledNames(input.resources.words()) : styles(local.first.ascii, local.last.ascii);
  const draws = recordNumbers(record, 'user_name', STYLES * TAILS.length);
  const style = digit(draws, TAILS.length, STYLES);
  return joined([
    entries(styled.first, combined(style, local?.firstNumbers ?? firstNumbers(input), styled.first.length / STYLES)),
    entries(styled.last, combined(style, local?.lastNumbers ?? lastNumbers(input), styled.last.length / STYLES)),
    input.distinct === null ? entries(tails, digit(draws, 1, TAILS.length)) : serials(input, input.distinct),
  ]);
}

// A name of the user's own may end in digits; the dot keeps the number apart from them.
function serialParts(input: GeneratorInput, count: number): (Recipe | string)[] {
  return input.from.length === 0 ? [serials(input, count)] : ['.', serials(input, count)];
}

const STYLES = 4;
const styledNames = once((words: Words) => {
  const names = namesOf(words);
  return styles(names.first.texts().map(slug), names.lastSlug.texts());
});

/** The parts of each style, one style after the other. */
function styles(
  first: readonly string[],
  last: readonly string[],
): { readonly first: Dictionary; readonly last: Dictionary } {
  return {
    first: Dictionary.from([
      ...first.map((name) => `${name}.`),
      ...first.map((name) => `${name}_`),
      ...first.map((name) => name.slice(0, 1)),
      ...first,
    ]),
    last: Dictionary.from([...last, ...last, ...last, ...last.map((name) => name.slice(0, 1))]),
  };
}
