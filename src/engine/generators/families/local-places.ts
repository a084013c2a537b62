import type { LocaleLists } from '../../data/locales.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { FORMS } from './business-words.ts';
import { combined, digit, mapped, ownNumbers, recordNumbers } from './numbers.ts';
import { entries, joined } from './recipes.ts';
import { type RowLocales, columnDraws, either, merged, within } from './row-locales.ts';

const ENGLISH_HOUSE = ['', 'number', ' ', ''] as const;

/** The object's street in the row's locale. */
export function localStreet(input: GeneratorInput, locales: RowLocales, english: readonly string[]): Recipe {
  const all = merged(locales.lists.map(({ street = english }) => street));
  if (input.distinct !== null) {
    const distinct = Dictionary.from([...new Set(all.texts)]);
    return entries(distinct, ownNumbers(input, distinct.length));
  }
  return entries(Dictionary.from(all.texts), within(locales.which, columnDraws(input, 'place', 'local_street'), all));
}

/**
 * The object's street and number as the row's locale writes them. Unique ones are apart from the object's street, in the way
 * of the first locale.
 */
export function localHouse(
  input: GeneratorInput,
  { lists, which }: RowLocales,
  english: readonly string[],
  numbers: Int32Array,
  highest: number,
): readonly Recipe[] {
  const all = merged(lists.map(({ street = english }) => street));
  const houses = lists.map(({ house = ENGLISH_HOUSE }) => house);
  const figures = Array.from({ length: highest }, (_, i) => String(i + 1));
  // Text of each list's streets and numbers, as it is first or last in the address.
  const streets = (text: (street: string, house: LocaleHouse) => string): readonly string[] =>
    houses.flatMap((house, i) =>
      all.texts.slice(all.starts[i], all.starts[i] + all.sizes[i]).map((street) => text(street, house)),
    );
  const numbered = (text: (figure: string, house: LocaleHouse) => string): readonly string[] =>
    houses.flatMap((house) => figures.map((figure) => text(figure, house)));
  const isNumberFirst = houses.map(([, first]) => first === 'number');
  const head = [
    ...streets((street, [before, first, between, after]) => before + street + (first === 'alone' ? after : between)),
    ...numbered((figure, [before, , between]) => before + figure + between),
  ];
  const tail = [
    ...numbered((figure, [, first, , after]) => (first === 'alone' ? '' : figure + after)),
    ...streets((street, [, , , after]) => street + after),
  ];
  const count = all.texts.length;
  const rank = input.distinct === null ? null : ownNumbers(input, count * highest);
  const record = input.record('place');
  const street =
    rank === null ? within(which, columnDraws(input, 'place', 'local_street'), all) : digit(rank, highest, count);
  const listOf = Int32Array.from(houses.flatMap((_, i) => Array.from({ length: all.sizes[i] }, () => i)));
  const list = rank === null ? which : mapped(street, listOf);
  const figure =
    rank === null
      ? mapped(
          recordNumbers(record, 'house', numbers.length),
          numbers.map((number) => number - 1),
        )
      : digit(rank, 1, highest);
  const own = combined(list, figure, highest);
  return [
    entries(Dictionary.from(head), either(list, isNumberFirst, street, own, count)),
    entries(Dictionary.from(tail), either(list, isNumberFirst, own, street, houses.length * highest)),
  ];
}

type LocaleHouse = NonNullable<LocaleLists['house']>;

/** The company's name in the row's locale; unique ones are a last name and a legal form. */
export function localCompany(input: GeneratorInput, { lists, which }: RowLocales): Recipe {
  const { lastName } = input.resources.words().person;
  if (input.distinct !== null) {
    const heads = [...new Set(lists.flatMap((one) => one.last ?? one.lastMale ?? lastName))];
    const forms = [...new Set(lists.flatMap(({ form = FORMS }) => form))];
    const rank = ownNumbers(input, heads.length * forms.length);
    const ends = Dictionary.from(forms.map((form) => ` ${form}`));
    return joined([
      entries(Dictionary.from(heads), digit(rank, forms.length, heads.length)),
      entries(ends, digit(rank, 1, forms.length)),
    ]);
  }
  const all = merged(lists.map((one) => companiesOf(one, lastName).company));
  return entries(Dictionary.from(all.texts), within(which, columnDraws(input, 'company', 'local_name'), all));
}

/** The legal form of the company's name. */
export function localForm(input: GeneratorInput, { lists, which }: RowLocales): Recipe {
  const { lastName } = input.resources.words().person;
  const companies = lists.map((one) => companiesOf(one, lastName));
  const texts = [...new Set(companies.flatMap(({ form }) => form))];
  const dictionary = Dictionary.from(texts);
  if (input.distinct !== null) return entries(dictionary, ownNumbers(input, texts.length));
  const all = merged(companies.map(({ company }) => company));
  const forms = companies.flatMap(({ form, formOf }) => formOf.map((at) => texts.indexOf(form[at])));
  const number = within(which, columnDraws(input, 'company', 'local_name'), all);
  return entries(dictionary, mapped(number, Int32Array.from(forms)));
}

/** The companies of a locale; where it has none, last names with English legal forms. */
export function companiesOf({ company, form, formOf }: LocaleLists, lastName: readonly string[]): Required<Companies> {
  if (company !== undefined && form !== undefined && formOf !== undefined) return { company, form, formOf };
  return {
    company: lastName.map((name, i) => `${name} ${FORMS[i % FORMS.length]}`),
    form: FORMS,
    formOf: lastName.map((_, i) => i % FORMS.length),
  };
}

/** Companies, legal forms, and which form each company has. */
export type Companies = Pick<LocaleLists, 'company' | 'form' | 'formOf'>;
