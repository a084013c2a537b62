import { allLocales, type LocaleDefinition } from '@faker-js/faker';
import anyAscii from 'any-ascii';
import type { LocaleLists } from '../../src/engine/data/locales.ts';
import { slug } from '../../src/engine/generators/families/slug.ts';
import { reading } from '../japanese.ts';
import { feminine, masculine } from './forms.ts';
import { romanized } from './romanized.ts';
import { type NameKind, commonNames } from './index.ts';

type Part = 'first' | 'last';

const definitions: Readonly<Record<string, LocaleDefinition>> = allLocales;

/** Distinct texts; undefined for no list. */
export function texts(list: unknown): readonly string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const found = list
    .filter((text): text is string => typeof text === 'string')
    .map((text) => text.normalize('NFC').trim());
  const distinct = [...new Set(found)].filter((text) => text !== '');
  return distinct.length === 0 ? undefined : distinct;
}

export interface Gendered {
  readonly female: readonly string[];
  readonly male: readonly string[];
}

/** Texts for women and for men, those for both in each; undefined where one has none. */
export function gendered(value: unknown): Gendered | undefined {
  const lists: Record<string, unknown> = Object.fromEntries(Object.entries(value ?? {}));
  const both = Array.isArray(value) ? value : (texts(lists['generic']) ?? []);
  const [female, male] = ['female', 'male'].map((gender) => texts([...(texts(lists[gender]) ?? []), ...both]));
  return female === undefined || male === undefined ? undefined : { female, male };
}

/** Locales into whose names faker mixes its English ones, and one whose own names are in English too. */
const MIXED: Readonly<Record<string, string>> = { fr_BE: 'fr' };

function fakerNames(code: string, part: Part): Gendered | undefined {
  return gendered(definitions[code].person?.[`${part}_name`] ?? undefined);
}

/** Names without those that are English and none of the neighbour's. */
function native(code: string, part: Part, names: Gendered): Gendered {
  const neighbour = MIXED[code];
  if (neighbour === undefined) return names;
  const [english, known] = ['en', neighbour].map((one) => {
    const { female = [], male = [] } = fakerNames(one, part) ?? {};
    return new Set([...female, ...male]);
  });
  const kept = (list: readonly string[]): readonly string[] =>
    list.filter((name) => known.has(name) || !english.has(name));
  return { female: kept(names.female), male: kept(names.male) };
}

/**
 * The first or last names of a locale, the commonest first, with how common they are, and ASCII forms where the engine's own
 * rule would not find them. `codes` are the locale and those that it falls back to.
 */
export function nameLists(part: Part, codes: readonly string[]): Partial<LocaleLists> {
  const [code] = codes;
  const source = codes.find((one) => fakerNames(one, part) !== undefined) ?? code;
  const found = fakerNames(source, part) ?? { female: [], male: [] };
  const { female, male } = native(code, part, found);
  const common = (kind: NameKind, list: readonly string[]) =>
    commonNames(code, kind, list) ?? commonNames(source, kind, list) ?? { names: list, weights: [] };
  const lists: (readonly [NameKind, ReturnType<typeof common>])[] = [];
  if (female.join() === male.join() && female.length > 0 && part === 'last') {
    const { names, weights } = common('last', female);
    const forms = [names.map((name) => feminine(source, name)), names.map((name) => masculine(source, name))];
    if (forms[0].join() === forms[1].join()) lists.push(['last', { names, weights }]);
    else
      for (const [i, list] of forms.entries()) lists.push([i === 0 ? 'lastFemale' : 'lastMale', once(list, weights)]);
  } else if (female.join() === male.join() && (female.length > 0 || part === 'last')) {
    lists.push([part, common(part, female)]);
  } else {
    lists.push([`${part}Female`, common(`${part}Female`, female)], [`${part}Male`, common(`${part}Male`, male)]);
  }
  return Object.fromEntries(lists.flatMap(([kind, { names, weights }]) => entriesOf(code, kind, names, weights)));
}

/** A list without repeated names, whose weights are those of the first ones. */
function once(
  names: readonly string[],
  weights: readonly number[],
): { names: readonly string[]; weights: readonly number[] } {
  return { names: [...new Set(names)], weights };
}

function entriesOf(
  code: string,
  kind: NameKind,
  names: readonly string[],
  weights: readonly number[],
): readonly (readonly [string, readonly string[] | readonly number[]])[] {
  if (names.length === 0) return [];
  const ascii = names.map((text) => asciiOf(code, text));
  return [
    [kind, names],
    ...(names.every((text, i) => slug(text) === ascii[i]) ? [] : [[`${kind}Ascii`, ascii] as const]),
    ...(weights.length === 0 ? [] : [[`${kind}Weights`, weights] as const]),
  ];
}

/** A name as its people write it in an address. */
export function asciiOf(code: string, text: string): string {
  const read = code === 'ja' ? reading(text) : (romanized(code, text) ?? null);
  return slug(read ?? anyAscii(text));
}
