import type { Words } from '../../src/engine/data/words.ts';
import { list } from '../faker-lists.ts';
import { commonNames } from './index.ts';

type Person = Words['person'];
type Names = Pick<
  Person,
  | 'firstNameFemale'
  | 'firstNameFemaleWeights'
  | 'firstNameMale'
  | 'firstNameMaleWeights'
  | 'firstNameNeutral'
  | 'firstNameNeutralWeights'
  | 'lastName'
  | 'lastNameWeights'
>;

/** How many of a million women or men have each of the names that are counted. */
function counts(kind: 'firstFemale' | 'firstMale'): ReadonlyMap<string, number> {
  const { names, weights } = commonNames('en', kind, []) ?? { names: [], weights: [] };
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(names.map((name, i) => [name, Math.round((weights[i] / all) * 1e6)]));
}

/** English names as they are common in the United States; a name that women and men have is in the list of both. */
export function englishNames(): Names {
  const [women, men] = [counts('firstFemale'), counts('firstMale')];
  const neutral = new Set(list('person.first_name.generic'));
  for (const name of women.keys()) if (men.has(name)) neutral.add(name);
  const weigh = (name: string): number => (women.get(name) ?? 0) + (men.get(name) ?? 0);
  const byWeight = (names: Iterable<string>): readonly string[] =>
    [...new Set(names)].toSorted((a, b) => weigh(b) - weigh(a));
  const of = (own: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>, path: string) =>
    byWeight(
      [...own.keys(), ...list(path)].filter((name) => !neutral.has(name) && (own.has(name) || !other.has(name))),
    );
  const female = of(women, men, 'person.first_name.female');
  const male = of(men, women, 'person.first_name.male').filter((name) => !female.includes(name));
  const both = byWeight(neutral);
  const weights = (names: readonly string[]): readonly number[] => [
    ...names.map(weigh).filter((weight) => weight > 0),
    0,
  ];
  const last = commonNames('en', 'last', list('person.last_name.generic')) ?? { names: [], weights: [] };
  return {
    firstNameFemale: female,
    firstNameFemaleWeights: weights(female),
    firstNameMale: male,
    firstNameMaleWeights: weights(male),
    firstNameNeutral: both,
    firstNameNeutralWeights: weights(both),
    lastName: last.names,
    lastNameWeights: last.weights,
  };
}
