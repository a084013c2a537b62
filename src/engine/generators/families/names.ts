import type { Words } from '../../data/words.ts';
import { Dictionary } from '../../dictionary.ts';
import type { OptionSpecs } from '../../../model/index.ts';
import type { Recipe } from '../../frame.ts';
import { fillBelow } from '../../random/fill.ts';
import type { GeneratorInput } from '../generator.ts';
import { nameWeights, slotNumbers, slotTable } from './name-slots.ts';
import { type NumberSource, combined, mapped, ownNumbers, recordNumbers, sharedNumbers } from './numbers.ts';
import { once } from './once.ts';
import { entries } from './recipes.ts';
import { slug } from './slug.ts';

/** What the person family draws names from, with the forms of them that its members need. */
export interface Names {
  /** Female first names, then neutral ones, then male ones. */
  readonly first: Dictionary;
  /** Where the neutral ones begin and end. */
  readonly neutral: number;
  readonly male: number;
  /** `Anna `, to stand before a last name. */
  readonly firstSpaced: Dictionary;
  /** `anna.`, to stand before a last name's slug. */
  readonly firstDotted: Dictionary;
  readonly last: Dictionary;
  readonly lastSlug: Dictionary;
  /** Positions in `first` of each gender, and in `last`, each as often as the name is common. */
  readonly firstSlots: Readonly<Record<Gender, Int32Array>>;
  readonly lastSlots: Int32Array;
}

/** The names of the word lists. */
export const namesOf = once((words: Words): Names => {
  const { firstNameFemale, firstNameNeutral, firstNameMale, lastName } = words.person;
  const { firstNameFemaleWeights, firstNameNeutralWeights, firstNameMaleWeights, lastNameWeights } = words.person;
  const first = Dictionary.from([...firstNameFemale, ...firstNameNeutral, ...firstNameMale]);
  const last = Dictionary.from(lastName);
  const neutral = firstNameFemale.length;
  const male = neutral + firstNameNeutral.length;
  const weights = Float64Array.of(
    ...nameWeights(firstNameFemale.length, firstNameFemaleWeights),
    ...nameWeights(firstNameNeutral.length, firstNameNeutralWeights),
    ...nameWeights(firstNameMale.length, firstNameMaleWeights),
  );
  return {
    first,
    neutral,
    male,
    firstSlots: {
      any: slotTable(weights),
      female: slotTable(weights.subarray(0, male)),
      male: slotTable(weights.subarray(neutral), neutral),
    },
    lastSlots: slotTable(nameWeights(lastName.length, lastNameWeights)),
    firstSpaced: first.map((name) => `${name} `),
    firstDotted: first.map((name) => `${slug(name)}.`),
    last,
    lastSlug: last.map(slug),
  };
});

/** The option that narrows a member to one gender; members agree when all of them have it. */
export const GENDER = {
  gender: {
    family: 'person',
    summary: 'The gender of the person. Give it to every field of the same person, so that they agree.',
    type: 'choice',
    choices: ['any', 'female', 'male'],
    default: 'any',
  },
} as const satisfies OptionSpecs;

/** One use of a member that has the option. */
export type GenderInput = GeneratorInput<typeof GENDER>;

type Gender = GenderInput['options']['gender'];

/** The range of `names.first` that a use may draw. */
export function firstRange(names: Names, gender: Gender): { readonly low: number; readonly size: number } {
  const low = gender === 'male' ? names.neutral : 0;
  const end = gender === 'female' ? names.male : names.first.length;
  return { low, size: end - low };
}

/** Positions in `names.first`, the person's own. */
export function firstNumbers(input: GenderInput): NumberSource {
  const { gender } = input.options;
  return slotNumbers(input.record('person'), 'first', gender, namesOf(input.resources.words()).firstSlots[gender]);
}

/** Positions in `names.last`, the person's own. */
export function lastNumbers(input: GeneratorInput): NumberSource {
  return slotNumbers(input.record('person'), 'last', 'all', namesOf(input.resources.words()).lastSlots);
}

/** 0 for women and 1 for men: what the first name says, and a draw where it is neutral. */
export function genderNumbers(input: GenderInput): NumberSource {
  const { neutral, male } = namesOf(input.resources.words());
  const { gender } = input.options;
  const record = input.record('person');
  const key = record.key('gender');
  const firsts = firstNumbers(input);
  const low = gender === 'male' ? 1 : 0;
  const size = gender === 'any' ? 2 : 1;
  return sharedNumbers(`${record.id}:gender:${gender}`, (out, frame) => {
    const first = firsts(frame);
    return (rows) => {
      fillBelow(out, key, rows, size, low);
      first.fill(rows);
      for (let i = 0; i < rows.length; i++) {
        if (first.values[i] < neutral) out[i] = 0;
        else if (first.values[i] >= male) out[i] = 1;
      }
    };
  });
}

/** One text for each of `shares` draws, for women and for men. */
export interface GenderedTexts {
  readonly dictionary: Dictionary;
  /** Entries for women, then for men, `shares` each. */
  readonly table: Int32Array;
  readonly shares: number;
}

/** A table in which every text of a list stands equally often, give or take one. */
export function genderedTexts(female: readonly string[], male: readonly string[], shares: number): GenderedTexts {
  const texts = [...new Set([...female, ...male])];
  const position = new Map(texts.map((text, i) => [text, i]));
  const table = new Int32Array(2 * shares);
  for (let i = 0; i < shares; i++) {
    table[i] = position.get(female[i % female.length]) ?? 0;
    table[shares + i] = position.get(male[i % male.length]) ?? 0;
  }
  return { dictionary: Dictionary.from(texts), table, shares };
}

/** The person's text of a table; where they must all be different, any of them. */
export function genderedRecipe(input: GenderInput, column: string, texts: GenderedTexts): Recipe {
  const { dictionary, table, shares } = texts;
  if (input.distinct !== null) return entries(dictionary, ownNumbers(input, dictionary.length));
  const draws = recordNumbers(input.record('person'), column, shares);
  return entries(dictionary, mapped(combined(genderNumbers(input), draws, shares), table));
}
