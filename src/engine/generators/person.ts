import type { OptionSpecs } from '../../model/index.ts';
import type { Words } from '../data/words.ts';
import { Dictionary } from '../dictionary.ts';
import { emailRecipe, userNameRecipe } from './families/accounts.ts';
import { localInitials, localName, localNames, localPrefix } from './families/local-names.ts';
import { spacedParts } from './families/name-parts.ts';
import { FIRST_NAMES, LAST_NAMES } from './families/name-siblings.ts';
import {
  GENDER,
  firstNumbers,
  firstRange,
  genderNumbers,
  genderedRecipe,
  genderedTexts,
  lastNumbers,
  namesOf,
} from './families/names.ts';
import { digit, memberNumbers, ownNumbers } from './families/numbers.ts';
import { once } from './families/once.ts';
import { entries, joined } from './families/recipes.ts';
import { localJob } from './families/row-locales.ts';
import { refuseUnique } from './families/refuse-unique.ts';
import { type Generator, GeneratorProblem } from './generator.ts';

const DOMAINS = ['example.com', 'example.org', 'example.net'];
const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;
const NONE = { range: null, hint: false, from: false, options: {} } as const;

const genders = Dictionary.from(['female', 'male']);
const initialsOf = once((words: Words) => {
  const names = namesOf(words);
  return { first: names.first.map((name) => name.slice(0, 1)), last: names.last.map((name) => name.slice(0, 1)) };
});
const prefixes = once(({ person }: Words) => {
  // One in 20 bears the neutral form of address.
  const table = (own: readonly string[]) =>
    Array.from({ length: 20 * own.length }, (_, i) => (i % 20 === 0 ? person.prefixNeutral[0] : own[i % own.length]));
  return genderedTexts(table(person.prefixFemale), table(person.prefixMale), 20 * person.prefixFemale.length);
});
const middleNames = once(({ person }: Words) => {
  const female = [...person.middleNameFemale, ...person.middleNameNeutral];
  const male = [...person.middleNameMale, ...person.middleNameNeutral];
  return genderedTexts(female, male, female.length * male.length);
});
const jobTitles = once(({ person }: Words) => Dictionary.from(person.jobTitle));

/** Only some locales have forms of last names, so nothing warns where it is given to the first name alone. */
const FORM = {
  gender: {
    summary: 'The gender of the person, for locales whose last names have forms.',
    type: 'choice',
    choices: GENDER.gender.choices,
    default: 'any',
  },
} as const satisfies OptionSpecs;

const EMAIL = {
  ...GENDER,
  domains: { summary: 'Domains to choose from.', type: 'texts', default: DOMAINS, maxItems: 100 },
} as const satisfies OptionSpecs;

/**
 * The person family: its members read one record for each object and row, so that names, gender and addresses of one
 * person agree. A unique first, last or full name is drawn apart from the record; unique emails and user names keep the
 * names and bear a number of their own.
 */
export const personGenerators = [
  {
    ...NONE,
    name: 'gender',
    type: 'string',
    family: 'person',
    summary: 'The gender, female or male, which agrees with the first name.',
    aliases: ['sex'],
    options: GENDER,
    compile(input) {
      const local = localNames(input);
      if (local !== null && input.distinct === null) return entries(genders, local.gender);
      return entries(genders, input.distinct === null ? genderNumbers(input) : ownNumbers(input, 2));
    },
  } satisfies Generator<typeof GENDER>,
  {
    ...NONE,
    name: 'first_name',
    type: 'string',
    range: 'longest',
    family: 'person',
    summary: 'A first name.',
    aliases: FIRST_NAMES.slice(1),
    options: GENDER,
    compile(input) {
      const local = localNames(input);
      if (local !== null) return localName(input, local, 'first');
      const names = namesOf(input.resources.words());
      const { low, size } = firstRange(names, input.options.gender);
      return entries(names.first, input.distinct === null ? firstNumbers(input) : ownNumbers(input, size, low));
    },
  } satisfies Generator<typeof GENDER>,
  {
    ...NONE,
    name: 'last_name',
    type: 'string',
    range: 'longest',
    family: 'person',
    summary: 'A last name.',
    aliases: LAST_NAMES.slice(1),
    options: FORM,
    compile(input) {
      const local = localNames(input);
      if (local !== null) return localName(input, local, 'last');
      const { last } = namesOf(input.resources.words());
      return entries(last, input.distinct === null ? lastNumbers(input) : ownNumbers(input, last.length));
    },
  } satisfies Generator<typeof FORM>,
  {
    ...NONE,
    name: 'full_name',
    type: 'string',
    range: 'longest',
    family: 'person',
    summary: 'A first and a last name.',
    aliases: ['name', 'fullname', 'person_name', 'display_name'],
    options: GENDER,
    from: true,
    compile(input) {
      if (input.distinct === null || input.locale) return joined(spacedParts(input));
      if (input.from.length > 0) refuseUnique('a full name made from other fields');
      const names = namesOf(input.resources.words());
      const { low, size } = firstRange(names, input.options.gender);
      const last = names.last.length;
      const rank = ownNumbers(input, size * last, low * last);
      return joined([
        entries(names.firstSpaced, digit(rank, last, names.first.length)),
        entries(names.last, digit(rank, 1, last)),
      ]);
    },
  } satisfies Generator<typeof GENDER>,
  {
    ...NONE,
    name: 'middle_name',
    type: 'string',
    range: 'longest',
    family: 'person',
    summary: "A second first name, of the person's gender.",
    aliases: ['middlename', 'second_name'],
    options: GENDER,
    compile(input) {
      const local = localNames(input);
      if (local !== null) return localName(input, local, 'middle');
      return genderedRecipe(input, 'middle', middleNames(input.resources.words()));
    },
  } satisfies Generator<typeof GENDER>,
  {
    ...NONE,
    name: 'initials',
    type: 'string',
    family: 'person',
    summary: 'The first letters of first and last name.',
    aliases: [],
    options: GENDER,
    compile(input) {
      if (input.distinct !== null) refuseUnique('initials');
      const local = localNames(input);
      if (local !== null) return localInitials(local);
      const initials = initialsOf(input.resources.words());
      return joined([entries(initials.first, firstNumbers(input)), entries(initials.last, lastNumbers(input))]);
    },
  } satisfies Generator<typeof GENDER>,
  {
    ...NONE,
    name: 'prefix',
    type: 'string',
    family: 'person',
    summary: 'A form of address, such as Mr. or Dr.',
    aliases: ['name_prefix', 'salutation', 'honorific'],
    options: GENDER,
    compile(input) {
      const local = localNames(input);
      if (local !== null) return localPrefix(input, local);
      return genderedRecipe(input, 'prefix', prefixes(input.resources.words()));
    },
  } satisfies Generator<typeof GENDER>,
  {
    ...NONE,
    name: 'suffix',
    type: 'string',
    family: 'person',
    summary: 'A suffix of a name, such as Jr. or PhD.',
    aliases: ['name_suffix'],
    compile(input) {
      const suffixes = Dictionary.from(input.resources.words().person.suffix);
      return entries(suffixes, memberNumbers(input, 'person', 'suffix', suffixes.length));
    },
  },
  {
    ...NONE,
    name: 'user_name',
    type: 'string',
    range: 'longest',
    family: 'person',
    summary: "A login name, made from the person's name.",
    aliases: ['username', 'nickname', 'login', 'screen_name', 'user_handle'],
    options: GENDER,
    from: true,
    compile: userNameRecipe,
  } satisfies Generator<typeof GENDER>,
  {
    ...NONE,
    name: 'email',
    type: 'string',
    range: 'longest',
    family: 'person',
    summary: "An email address made from the person's name, at a domain that reaches nobody.",
    aliases: ['email_address', 'e_mail', 'mail'],
    options: EMAIL,
    from: true,
    compile(input) {
      const { domains } = input.options;
      const chosen = domains.length > 0 ? domains : DOMAINS;
      const wrong = chosen.find((domain) => !DOMAIN.test(domain));
      if (wrong !== undefined) {
        throw new GeneratorProblem('OPTION_INVALID', `"${wrong}" is not a domain`, 'Write it like example.com.');
      }
      return emailRecipe(input, chosen);
    },
  } satisfies Generator<typeof EMAIL>,
  {
    ...NONE,
    name: 'job_title',
    type: 'string',
    range: 'longest',
    family: 'person',
    summary: 'A job title, as a contract would state it.',
    aliases: ['job', 'occupation', 'profession'],
    compile(input) {
      const titles = jobTitles(input.resources.words());
      const local = localJob(input, titles.texts());
      if (local !== null) return local;
      return entries(titles, memberNumbers(input, 'person', 'job', titles.length));
    },
  },
] as const satisfies readonly Generator[];
