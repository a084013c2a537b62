import type { LocaleLists } from '../../data/locales.ts';
import type { Words } from '../../data/words.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { business, headsOf } from './businesses.ts';
import { TRADES } from './business-words.ts';
import { type Companies, companiesOf } from './local-places.ts';
import { once } from './once.ts';
import { entries } from './recipes.ts';
import { columnDraws, merged, rowLocales, within } from './row-locales.ts';
import { slug } from './slug.ts';

const MAX_TICKER = 4;

const words = (text: string): string => slug(text).replaceAll('.', '-');
const letters = (text: string, most: number): string =>
  text
    .replaceAll(/[^a-z]/g, '')
    .slice(0, most)
    .toUpperCase();

const english = once((all: Words) => {
  const heads = headsOf(all).texts().map(words);
  const trades = ['', ...TRADES.map(([trade]) => words(trade))];
  return {
    heads: Dictionary.from(heads),
    trades: Dictionary.from(trades.map((trade) => (trade === '' ? '' : `-${trade}`))),
    headLetters: Dictionary.from(heads.map((head) => letters(head, MAX_TICKER - 1))),
    tradeLetters: Dictionary.from(trades.map((trade) => letters(trade, 1))),
  };
});

/** The object's company without its legal form, as a part of addresses: `northwind-logistics`. */
export function companySlug(input: GeneratorInput): readonly Recipe[] {
  const local = localTexts(input);
  if (local !== null) return [entries(Dictionary.from(local.texts), local.numbers)];
  const { heads, trades } = english(input.resources.words());
  const { head, trade } = business({ ...input, distinct: null });
  return [entries(heads, head), entries(trades, trade)];
}

/** Two to four letters of the object's company: `NORL`. */
export function companyLetters(input: GeneratorInput): readonly Recipe[] {
  const local = localTexts(input);
  if (local !== null) {
    const texts = local.texts.map((text) => letters(text, MAX_TICKER).padEnd(2, 'X'));
    return [entries(Dictionary.from(texts), local.numbers)];
  }
  const { headLetters, tradeLetters } = english(input.resources.words());
  const { head, trade } = business({ ...input, distinct: null });
  return [entries(headLetters, head), entries(tradeLetters, trade)];
}

/** A part of addresses for each company of the row's locale; null where that is English. */
function localTexts(input: GeneratorInput) {
  const locales = rowLocales(input);
  if (locales === null) return null;
  const { lastName } = input.resources.words().person;
  const companies = locales.lists.map((lists) => companiesOf(lists, lastName));
  const all = merged(companies.map(({ company }) => company));
  const numbers = within(locales.which, columnDraws(input, 'company', 'local_name'), all);
  return { texts: locales.lists.flatMap((lists, i) => slugsOf(lists, companies[i])), numbers };
}

/** The companies without their legal forms: as the locale's file has them, or by the rule for Latin letters. */
function slugsOf({ companyAscii }: LocaleLists, { company, form, formOf }: Required<Companies>): readonly string[] {
  return companyAscii ?? company.map((text, i) => words(text.replace(form[formOf[i]], ' ')));
}
