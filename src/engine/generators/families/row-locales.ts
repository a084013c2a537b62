import type { LocaleLists } from '../../data/locales.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import { aliasTable } from '../../random/alias.ts';
import { fillAlias } from '../../random/fill.ts';
import type { GeneratorInput } from '../generator.ts';
import { LOCALE_OF_COUNTRY } from './locale-lists.ts';
import { type NumberSource, mapped, ownNumbers, recordNumbers, sharedNumbers, zeros } from './numbers.ts';
import { dictionaries } from './place-dictionaries.ts';
import { placeNumbers, placeSet } from './place-set.ts';
import { entries } from './recipes.ts';

/** Draws that are scaled to the length of a row's list. */
const DRAWS = 2 ** 30;
const ENGLISH = 'en';

/** The locales of a use, and which of them each row has. */
export interface RowLocales {
  readonly lists: readonly LocaleLists[];
  readonly which: NumberSource;
  /** Which list each place has, where the place of a row says it; else null. */
  readonly ofPlace: Int32Array | null;
}

/** The locales of a use; null where it is English. All members of one object have the same locale in a row. */
export function rowLocales(input: GeneratorInput): RowLocales | null {
  const { locale = null } = input;
  if (locale === null) return null;
  const { codes, weights } = locale;
  if (codes[0] === 'world') return worldLocales(input);
  const lists = codes.map((code) => listsOf(input, code));
  if (weights === null || codes.length === 1) return { lists, which: zeros, ofPlace: null };
  const record = input.record('person');
  const key = record.key('locale');
  const table = aliasTable(weights);
  const id = `${record.id}:locale:${JSON.stringify(locale)}`;
  const which = sharedNumbers(id, (out) => (rows) => fillAlias(out, key, rows, table));
  return { lists, which, ofPlace: null };
}

/** The locale of each row is that of the object's place. */
function worldLocales(input: GeneratorInput): RowLocales {
  const set = placeSet(input);
  const { table, lead } = set;
  const all = dictionaries(table).countryCodes.texts();
  const drawn = lead?.kind === 'countries' ? lead.codes : lead === null ? set.countries.map((i) => all[i]) : all;
  const codes = [...new Set(drawn.map((country) => LOCALE_OF_COUNTRY.get(country) ?? ENGLISH))];
  const ofCountry = all.map((country) => Math.max(0, codes.indexOf(LOCALE_OF_COUNTRY.get(country) ?? ENGLISH)));
  const ofPlace = Int32Array.from(table.countryOf, (country) => ofCountry[country]);
  const lists = codes.map((code) => listsOf(input, code));
  return { lists, which: mapped(placeNumbers(input, set), ofPlace), ofPlace };
}

function listsOf({ resources }: GeneratorInput, code: string): LocaleLists {
  return code === ENGLISH ? {} : resources.locale(code);
}

/** Where each list begins in all of them end to end, and how long it is. */
export interface Ranges {
  readonly starts: Int32Array;
  readonly sizes: Int32Array;
}

/** Where lists begin that are put end to end. */
export function ranges(lists: readonly { readonly length: number }[]): Ranges {
  const sizes = Int32Array.from(lists, (list) => list.length);
  const starts = new Int32Array(lists.length);
  for (let i = 1; i < lists.length; i++) starts[i] = starts[i - 1] + sizes[i - 1];
  return { starts, sizes };
}

/** Lists end to end, and where each begins. */
export interface Merged extends Ranges {
  readonly texts: readonly string[];
}

/** Lists end to end. */
export function merged(lists: readonly (readonly string[])[]): Merged {
  return { texts: lists.flat(), ...ranges(lists) };
}

/** Positions in merged lists: `which` list a row draws from, and a draw of `columnDraws`. */
export function within(which: NumberSource, draws: NumberSource, { starts, sizes }: Ranges): NumberSource {
  return (frame) => {
    const list = which(frame);
    const drawn = draws(frame);
    const values = frame.arena.int32(frame.capacity);
    return {
      values,
      fill(rows) {
        list.fill(rows);
        drawn.fill(rows);
        scale(values, list.values, drawn.values, starts, sizes, rows.length);
      },
    };
  };
}

function scale(
  out: Int32Array,
  list: Int32Array,
  draws: Int32Array,
  starts: Int32Array,
  sizes: Int32Array,
  length: number,
): void {
  for (let i = 0; i < length; i++) out[i] = starts[list[i]] + Math.floor((draws[i] / DRAWS) * sizes[list[i]]);
}

/** Draws of a family's record for lists of any length. */
export function columnDraws(input: GeneratorInput, family: string, column: string): NumberSource {
  return recordNumbers(input.record(family), column, DRAWS);
}

/** `a`, or `b` + `offset` in rows whose list is flagged. */
export function either(
  which: NumberSource,
  flags: readonly boolean[],
  a: NumberSource,
  b: NumberSource,
  offset: number,
): NumberSource {
  if (flags.every((flag) => !flag)) return a;
  const chosen = Int32Array.from(flags, Number);
  return (frame) => {
    const list = which(frame);
    const one = a(frame);
    const other = b(frame);
    const values = frame.arena.int32(frame.capacity);
    return {
      values,
      fill(rows) {
        list.fill(rows);
        one.fill(rows);
        other.fill(rows);
        for (let i = 0; i < rows.length; i++)
          values[i] = chosen[list.values[i]] === 0 ? one.values[i] : other.values[i] + offset;
      },
    };
  };
}

/** A pick from a list of the row's locale, from the English one where that has none; null where all is English. */
export function localList(
  input: GeneratorInput,
  kind: 'month' | 'weekday' | 'noun' | 'verb' | 'adjective' | 'adverb' | 'color',
  english: readonly string[],
  fit: (texts: readonly string[]) => readonly string[] = (texts) => texts,
): Recipe | null {
  const locales = rowLocales(input);
  if (locales === null) return null;
  const all = merged(locales.lists.map((lists) => fit(lists[kind] ?? english)));
  if (input.distinct !== null) {
    const texts = Dictionary.from([...new Set(all.texts)]);
    return entries(texts, ownNumbers(input, texts.length));
  }
  return entries(Dictionary.from(all.texts), within(locales.which, ownNumbers(input, DRAWS), all));
}

/** The job of the person in the row's locale; null where all is English. */
export function localJob(input: GeneratorInput, english: readonly string[]): Recipe | null {
  const locales = rowLocales(input);
  if (locales === null) return null;
  const all = merged(locales.lists.map(({ job = english }) => job));
  if (input.distinct !== null) {
    const texts = Dictionary.from([...new Set(all.texts)]);
    return entries(texts, ownNumbers(input, texts.length));
  }
  return entries(Dictionary.from(all.texts), within(locales.which, columnDraws(input, 'person', 'local_job'), all));
}
