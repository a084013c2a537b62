import type { LocaleLists } from '../../data/locales.ts';
import type { Words } from '../../data/words.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import { siblings } from './name-siblings.ts';
import type { GenderInput } from './names.ts';
import { nameWeights, slotTable } from './name-slots.ts';
import { type NumberSource, combined, mapped, ownNumbers, recordNumbers } from './numbers.ts';
import { entries, joined, sibling } from './recipes.ts';
import { refuseUnique } from './refuse-unique.ts';
import { type RowLocales, columnDraws, either, merged, ranges, rowLocales, within } from './row-locales.ts';
import { asciiForms, slug, slugged } from './slug.ts';

/** Names with their ASCII forms. */
interface NameList {
  readonly texts: readonly string[];
  readonly ascii: readonly string[];
}

/** Names with how common they are. */
interface WeighedNames extends NameList {
  readonly weights: Float64Array;
}

type Side = 'Female' | 'Male';

/** The names of a person in the row's locale: lists for women and men of each locale, end to end. */
export interface LocalNames {
  readonly locales: RowLocales;
  readonly first: NameList;
  readonly last: NameList;
  readonly firstNumbers: NumberSource;
  readonly lastNumbers: NumberSource;
  /** A second first name. */
  readonly middleNumbers: NumberSource;
  /** 0 for women and 1 for men. */
  readonly gender: NumberSource;
  /** Which list a row draws from: those of a locale are neighbours, that of women first. */
  readonly side: NumberSource;
}

/** The person's names in the row's locale; null where it is English. */
export function localNames(input: GenderInput): LocalNames | null {
  const locales = rowLocales(input);
  if (locales === null) return null;
  const words = input.resources.words();
  const first = sides(locales.lists, 'first', words);
  const last = sides(locales.lists, 'last', words);
  const { gender: asked } = input.options;
  const gender = recordNumbers(
    input.record('person'),
    'local_gender',
    asked === 'any' ? 2 : 1,
    asked === 'male' ? 1 : 0,
  );
  const side = combined(locales.which, gender, 2);
  const common = (lists: readonly WeighedNames[], column: string): NumberSource => {
    const { starts } = ranges(lists.map(({ texts }) => texts));
    const slots = lists.map(({ weights }, i) => slotTable(weights, starts[i]));
    const table = Int32Array.from(slots.flatMap((one) => [...one]));
    return mapped(within(side, columnDraws(input, 'person', column), ranges(slots)), table);
  };
  return {
    locales,
    first: flat(first),
    last: flat(last),
    firstNumbers: common(first, 'local_first'),
    lastNumbers: common(last, 'local_last'),
    middleNumbers: common(first, 'local_middle'),
    gender,
    side,
  };
}

function flat(lists: readonly NameList[]): NameList {
  return { texts: lists.flatMap(({ texts }) => texts), ascii: lists.flatMap(({ ascii }) => ascii) };
}

/** The lists of women and men of each locale, two each; English ones where it has none. */
function sides(all: readonly LocaleLists[], kind: 'first' | 'last', { person }: Words): readonly WeighedNames[] {
  const english = (side: Side): readonly (readonly [names: readonly string[], weights: readonly number[]])[] =>
    kind === 'last'
      ? [[person.lastName, person.lastNameWeights]]
      : [
          [person[`firstName${side}`], person[`firstName${side}Weights`]],
          [person.firstNameNeutral, person.firstNameNeutralWeights],
        ];
  const of = (lists: LocaleLists, side: Side): WeighedNames => {
    const texts = lists[kind] ?? lists[`${kind}${side}`];
    if (texts === undefined) {
      const parts = english(side);
      const names = parts.flatMap(([part]) => part);
      const weights = parts.flatMap(([part, shares]) => [...nameWeights(part.length, shares)]);
      return { texts: names, ascii: names.map(slug), weights: Float64Array.from(weights) };
    }
    const ascii = lists[`${kind}Ascii`] ?? lists[`${kind}${side}Ascii`] ?? texts.map(slug);
    const weights = lists[`${kind}Weights`] ?? lists[`${kind}${side}Weights`];
    return { texts, ascii, weights: nameWeights(texts.length, weights) };
  };
  return all.flatMap((lists) => [of(lists, 'Female'), of(lists, 'Male')]);
}

/** A dictionary whose entries have ASCII forms for addresses, each with an end that is a dot there. */
function written({ texts, ascii }: NameList, end: (i: number) => string): Dictionary {
  const dictionary = Dictionary.from(texts.map((text, i) => text + end(i)));
  asciiForms.set(dictionary, Dictionary.from(ascii.map((text, i) => (end(i) === '' ? text : `${text}.`))));
  return dictionary;
}

const nothing = (): string => '';

/** One name alone; unique ones are drawn apart from the person. */
export function localName(input: GenderInput, names: LocalNames, which: 'first' | 'last' | 'middle'): Recipe {
  const list = which === 'last' ? names.last : names.first;
  if (input.distinct === null) return entries(written(list, nothing), names[`${which}Numbers`]);
  const { gender } = input.options;
  const wanted = new Map<string, string>();
  const words = input.resources.words();
  const all = sides(names.locales.lists, which === 'last' ? 'last' : 'first', words);
  for (const [i, { texts, ascii }] of all.entries()) {
    if (gender !== 'any' && (i % 2 === 0) !== (gender === 'female')) continue;
    for (const [at, text] of texts.entries()) wanted.set(text, ascii[at]);
  }
  const distinct = { texts: [...wanted.keys()], ascii: [...wanted.values()] };
  return entries(written(distinct, nothing), ownNumbers(input, distinct.texts.length));
}

/** First and last name in the order of the locale, or of the fields named by `$from`. */
export function localFullName(input: GenderInput, names: LocalNames): readonly Recipe[] {
  const { lists, which } = names.locales;
  const flags = lists.map(({ familyFirst = false }) => familyFirst);
  const { first, last } = siblings(input);
  if (input.distinct !== null) {
    if (input.from.length > 0) refuseUnique('a full name made from other fields');
    return uniqueNames(input, names, flags);
  }
  if (first !== null || last !== null) {
    // A sibling's text is no entry of a list: one order for all rows, that of the first locale.
    const given = first === null ? entries(written(names.first, nothing), names.firstNumbers) : sibling(first);
    const family = last === null ? entries(written(names.last, nothing), names.lastNumbers) : sibling(last);
    const gap = entries(Dictionary.from([betweenOf(lists[0])]), recordNumbers(input.record('person'), 'local_gap', 1));
    return flags[0] ? [family, gap, given] : [given, gap, family];
  }
  const [head, tail] = inOrder(names, flags);
  return [
    entries(head, either(which, flags, names.firstNumbers, names.lastNumbers, names.first.texts.length)),
    entries(tail, either(which, flags, names.lastNumbers, names.firstNumbers, names.last.texts.length)),
  ];
}

function betweenOf({ between = ' ' }: LocaleLists): string {
  return between;
}

/** What is first in a full name, with what is between: all first names, then all last names; and what is last. */
function inOrder({ locales, first, last }: LocalNames, flags: readonly boolean[]): readonly [Dictionary, Dictionary] {
  const some = flags.some(Boolean);
  const both = (a: NameList, b: NameList): NameList =>
    some ? { texts: [...a.texts, ...b.texts], ascii: [...a.ascii, ...b.ascii] } : a;
  const gaps = new Set(locales.lists.map(betweenOf));
  if (gaps.size === 1) {
    const [gap] = gaps;
    return [written(both(first, last), () => gap), written(both(last, first), nothing)];
  }
  // Of several locales some have no blank: those that begin with the last name have it where their own names end.
  const bare = new Set(locales.lists.flatMap((lists) => (betweenOf(lists) === '' ? (lists.last ?? []) : [])));
  const head = both(first, last);
  return [
    written(head, (i) => (i >= first.texts.length && bare.has(head.texts[i]) ? '' : ' ')),
    written(both(last, first), nothing),
  ];
}

/** Full names of which no two are the same: of one locale, all pairs of its women's names, then of its men's. */
function uniqueNames(input: GenderInput, names: LocalNames, flags: readonly boolean[]): readonly Recipe[] {
  if (flags.length > 1) refuseUnique('a full name of several locales');
  const words = input.resources.words();
  const firsts = sides(names.locales.lists, 'first', words);
  const lasts = sides(names.locales.lists, 'last', words);
  const { gender } = input.options;
  const chosen = gender === 'female' ? [0] : gender === 'male' ? [1] : [0, 1];
  // A name of both has its place among the women's, so that no pair comes twice.
  const isShared = lasts[0].texts === lasts[1].texts;
  const women = new Set(firsts[0].texts);
  const given = firsts.map(({ texts, ascii }, i) => {
    const kept = [...texts.keys()].filter((at) => i === 0 || !isShared || chosen.length === 1 || !women.has(texts[at]));
    return { texts: kept.map((at) => texts[at]), ascii: kept.map((at) => ascii[at]) };
  });
  const pairs = chosen.map((i) => given[i].texts.length * lasts[i].texts.length);
  const rank = ownNumbers(
    input,
    pairs.reduce((a, b) => a + b, 0),
  );
  const starts = [0, given[0].texts.length];
  const lastStarts = [0, lasts[0].texts.length];
  const at =
    (part: 'first' | 'last'): NumberSource =>
    (frame) => {
      const source = rank(frame);
      const values = frame.arena.int32(frame.capacity);
      return {
        values,
        fill(rows) {
          source.fill(rows);
          for (let i = 0; i < rows.length; i++) {
            const isSecond = source.values[i] >= pairs[0];
            const side = chosen[isSecond ? 1 : 0];
            const within = source.values[i] - (isSecond ? pairs[0] : 0);
            const size = lasts[side].texts.length;
            values[i] =
              part === 'first' ? starts[side] + Math.floor(within / size) : lastStarts[side] + (within % size);
          }
        },
      };
    };
  const gap = betweenOf(names.locales.lists[0]);
  if (flags[0]) {
    return [
      entries(
        written(flat(lasts), () => gap),
        at('last'),
      ),
      entries(written(flat(given), nothing), at('first')),
    ];
  }
  return [
    entries(
      written(flat(given), () => gap),
      at('first'),
    ),
    entries(written(flat(lasts), nothing), at('last')),
  ];
}

/** `anna.schmidt` in ASCII, from the fields named by `$from` where there are some. */
export function localAddress(input: GenderInput, names: LocalNames): readonly (Recipe | string)[] {
  const { first, last } = siblings(input);
  const { ascii } = names.first;
  const dotted = Dictionary.from(ascii.map((text) => `${text}.`));
  return [
    ...(first === null ? [entries(dotted, names.firstNumbers)] : [slugged(sibling(first)), '.']),
    last === null ? entries(Dictionary.from(names.last.ascii), names.lastNumbers) : slugged(sibling(last)),
  ];
}

/** First letters of both names, in their order. */
export function localInitials({ locales, first, last, firstNumbers, lastNumbers }: LocalNames): Recipe {
  const initial = ({ texts }: NameList): readonly string[] =>
    texts.map((text) => String.fromCodePoint(text.codePointAt(0) ?? 0x20));
  const flags = locales.lists.map(({ familyFirst = false }) => familyFirst);
  const [a, b] = [initial(first), initial(last)];
  return joined([
    entries(Dictionary.from([...a, ...b]), either(locales.which, flags, firstNumbers, lastNumbers, a.length)),
    entries(Dictionary.from([...b, ...a]), either(locales.which, flags, lastNumbers, firstNumbers, b.length)),
  ]);
}

/** The form of address of the person. */
export function localPrefix(input: GenderInput, { locales, side }: LocalNames): Recipe {
  const { person } = input.resources.words();
  const all = merged(
    locales.lists.flatMap(({ prefixFemale, prefixMale }) => [
      prefixFemale ?? person.prefixFemale,
      prefixMale ?? person.prefixMale,
    ]),
  );
  if (input.distinct !== null) {
    const distinct = Dictionary.from([...new Set(all.texts)]);
    return entries(distinct, ownNumbers(input, distinct.length));
  }
  return entries(Dictionary.from(all.texts), within(side, columnDraws(input, 'person', 'local_prefix'), all));
}
