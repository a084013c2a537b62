import type { GeneratorEntry } from '../catalogue.ts';
import type { Countries, GeneratorSource, Locales } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import type { Entry } from '../yaml/node.ts';
import { takesCountry } from './country.ts';
import type { Location, ModelScope, WrittenLocale } from './location.ts';
import { readWeightedCodes } from './weighted-codes.ts';

/** The word for the locale of the place that a row has. */
export const WORLD = 'world';
/** The locale of every field by default. */
const ENGLISH = 'en';
const FORM = 'a locale such as de or fr_BE, a map of locale: weight, or world';

/** Reads `de`, `{ de: 60, fr_BE: 40 }` or `world` for what is at the location, and within. */
export function readLocale(entry: Entry | undefined, location: Location): void {
  if (entry === undefined) return;
  const locales = localesOf(entry, location);
  if (locales === undefined) return;
  const { path } = location;
  const written = { locales, at: entry.key.at, path, isUsed: false, english: new Map() };
  location.scope.locales.set(plain(path), written);
}

/** The locale of a generator at a location, and what leads it in `world`; nothing where it is English, or has no language. */
export function localeOf(
  entry: GeneratorEntry,
  around: Countries | null,
  location: Location,
): Pick<GeneratorSource, 'locale' | 'lead'> {
  const { catalogue } = location.scope;
  const hasLanguage = catalogue.speaks(entry.name, ENGLISH) !== null;
  // A member of a place follows the locale too, since that may leave out towns for which it has no names.
  if (!hasLanguage && !takesCountry(entry)) return {};
  const written = nearest(location);
  if (written === undefined) return {};
  if (hasLanguage) written.isUsed = true;
  const { locales } = written;
  if (locales === null) return {};
  if (!hasLanguage) return { locale: locales };
  for (const code of locales.codes) {
    if (
      code === WORLD ||
      code === ENGLISH ||
      code.startsWith(`${ENGLISH}_`) ||
      catalogue.speaks(entry.name, code) === true
    )
      continue;
    const names = written.english.get(code) ?? new Set();
    written.english.set(code, names.add(entry.name));
  }
  if (locales.codes[0] !== WORLD || around === null || entry.options['country'] !== undefined)
    return { locale: locales };
  location.scope.countries.set(around, null);
  return { locale: locales, lead: { kind: 'countries', ...around } };
}

/** Warns of each `$locale` that no field takes, and of what stays English in it. */
export function checkLocales({ locales, problems }: ModelScope): void {
  for (const { locales: said, at, path, isUsed, english } of locales.values()) {
    if (!isUsed && said !== null) {
      const message = 'no field takes this $locale: there is no name, street, company or word';
      problems.report('DIRECTIVE_UNUSED', at, path, message, 'remove it');
    }
    for (const [code, names] of english) {
      const message = `in ${code} these generators stay English: ${[...names].join(', ')}`;
      problems.report('LOCALE_FALLBACK', at, path, message, 'for texts of your own, write a list below $providers');
    }
  }
}

function nearest({ scope, path }: Location): WrittenLocale | undefined {
  for (let at = plain(path); ; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const found = scope.locales.get(at);
    if (found !== undefined || at === '') return found;
  }
}

/** The items of a list have the locale of the list. */
function plain(path: string): string {
  return path.replaceAll('[]', '');
}

/** Null for English alone; undefined after a problem. */
function localesOf({ value }: Entry, location: Location): Locales | null | undefined {
  if (value.kind === 'map' && value.entries.length > 0) {
    return readWeightedCodes(value, location, codeOf) ?? undefined;
  }
  if (value.kind !== 'scalar' || typeof value.value !== 'string') {
    // An unquoted `no` is a text in YAML 1.2, so nothing but a slip gets here.
    location.expected(value, FORM);
    return undefined;
  }
  if (value.text === WORLD) return { codes: [WORLD], weights: null };
  const code = codeOf(value.text, value.at, location);
  if (code === undefined) return undefined;
  return code === ENGLISH ? null : { codes: [code], weights: null };
}

function codeOf(text: string, at: Span, location: Location): string | undefined {
  const { catalogue } = location.scope;
  const code = catalogue.locale(text);
  if (code !== undefined) return code;
  const hint = location.nearest(text, [...catalogue.locales, WORLD], `write ${FORM}`);
  location.report('LOCALE_UNKNOWN', at, `${text === '' ? 'an empty text' : text} is not a locale that is known`, hint);
  return undefined;
}
