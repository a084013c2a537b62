import type { Words } from '../../data/words.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { FORMS, NAME_ENDS, NAME_STARTS, OTHER_SECTOR, SECTORS, TRADES } from './business-words.ts';
import { type NumberSource, combined, digit, mapped, memberNumbers, ownNumbers, recordNumbers } from './numbers.ts';
import { localCompany, localForm } from './local-places.ts';
import { once } from './once.ts';
import { rowLocales } from './row-locales.ts';
import { entries, joined } from './recipes.ts';

const forms = Dictionary.from(FORMS);
const spacedForms = forms.map((form) => ` ${form}`);
/** Entry 0 is for names that do not say the trade. */
const trades = Dictionary.from(['', ...TRADES.map(([trade]) => ` ${trade}`)]);
/** Half of the names do not say it. */
const TRADE_DRAWS = Int32Array.from({ length: 2 * TRADES.length }, (_, i) => Math.max(0, i - TRADES.length + 1));
/** Unique ones have every trade once. */
const EVERY_TRADE = Int32Array.from({ length: trades.length }, (_, i) => i);

/** First words of names. */
export const headsOf = once(({ person }: Words) => {
  const ends = NAME_ENDS.split(' ');
  const madeUp = NAME_STARTS.split(' ').flatMap((start) => ends.map((end) => start + end));
  return Dictionary.from([...new Set([...person.lastName, ...madeUp])]);
});

/** For each trade, the industry of each draw: the draw itself where the name does not say. */
const industriesOf = once(({ company }: Words) => {
  const industries = [...new Set([...company.industry, ...TRADES.map(([, industry]) => industry)])];
  const own = TRADES.flatMap(([, industry]) => industries.map(() => industries.indexOf(industry)));
  return { dictionary: Dictionary.from(industries), table: Int32Array.from([...industries.keys(), ...own]) };
});

export interface Business {
  readonly head: NumberSource;
  readonly trade: NumberSource;
  readonly form: NumberSource;
}

/** The parts of a business's name: those of the object's company, or of the field alone where it must be unique. */
export function business(input: GeneratorInput): Business {
  const heads = headsOf(input.resources.words()).length;
  const draws = input.distinct === null ? TRADE_DRAWS : EVERY_TRADE;
  const rank = memberNumbers(input, 'company', 'name', heads * draws.length * FORMS.length);
  return {
    head: digit(rank, draws.length * FORMS.length, heads),
    trade: mapped(digit(rank, FORMS.length, draws.length), draws),
    form: digit(rank, 1, FORMS.length),
  };
}

/** `Northwind Logistics LLC` */
export function companyName(input: GeneratorInput): Recipe {
  const locales = rowLocales(input);
  if (locales !== null) return localCompany(input, locales);
  const { head, trade, form } = business(input);
  return joined([entries(headsOf(input.resources.words()), head), entries(trades, trade), entries(spacedForms, form)]);
}

/** The end of the company's name; where it must be unique, each form once. */
export function companyForm(input: GeneratorInput): Recipe {
  const locales = rowLocales(input);
  if (locales !== null) return localForm(input, locales);
  if (input.distinct !== null) return entries(forms, memberNumbers(input, 'company', 'form', FORMS.length));
  return entries(forms, business(input).form);
}

/** What the company's name says it does, else any industry. */
export function companyIndustry(input: GeneratorInput): Recipe {
  const { dictionary } = industriesOf(input.resources.words());
  if (input.distinct !== null) return entries(dictionary, ownNumbers(input, dictionary.length));
  return entries(dictionary, industryNumbers(input));
}

function industryNumbers(input: GeneratorInput): NumberSource {
  const { dictionary, table } = industriesOf(input.resources.words());
  const draws = recordNumbers(input.record('company'), 'industry', dictionary.length);
  return mapped(combined(business(input).trade, draws, dictionary.length), table);
}

const sectorsOf = once((words: Words) => {
  const names = [...new Set(SECTORS.map(([sector]) => sector))];
  const sectors = new Map(
    SECTORS.flatMap(([sector, industries]) => industries.map((one) => [one, names.indexOf(sector)])),
  );
  const { dictionary } = industriesOf(words);
  return {
    dictionary: Dictionary.from(names),
    ofIndustry: Int32Array.from(dictionary.texts(), (industry) => sectors.get(industry) ?? names.indexOf(OTHER_SECTOR)),
  };
});

/** The sector of the company's industry. */
export function companySector(input: GeneratorInput): Recipe {
  const { dictionary, ofIndustry } = sectorsOf(input.resources.words());
  if (input.distinct !== null) return entries(dictionary, ownNumbers(input, dictionary.length));
  return entries(dictionary, mapped(industryNumbers(input), ofIndustry));
}

/** One text of each list, end to end with spaces; `column` of the company. */
export function phrase(input: GeneratorInput, column: string, lists: readonly (readonly string[])[]): Recipe {
  let size = 1;
  for (const list of lists) size *= list.length;
  const rank = memberNumbers(input, 'company', column, size);
  let divisor = size;
  return joined(
    lists.map((list, i) => {
      divisor /= list.length;
      const words = Dictionary.from(i === 0 ? list : list.map((word) => ` ${word}`));
      return entries(words, digit(rank, divisor, list.length));
    }),
  );
}
