import metadata from 'libphonenumber-js/metadata.max.json';
import { MASK_SYMBOLS } from '../../src/engine/data/places.ts';
import { countryFormats } from '../country-formats.ts';
import type { Town } from '../read-towns.ts';
import { readRegions, type CountryRegions } from '../regions.ts';
import { AREA_CODES, FICTION } from './areas.ts';

/** The forms of the phone numbers of a town, without the calling code, see `PlaceTable.phoneForms`. */
export interface PhoneForms {
  /** Numbers for fiction where the country keeps some. */
  readonly usual: string;
  /** Numbers that can be someone's. */
  readonly valid: string;
}

/** Reserved in each area of the North American plan. */
const NANP_FICTION = '555 01##';
/** Digits of a form that are tried one by one for those that the plan has. */
const MAX_SPLITS = 3;
/** Numbers that stand for all of a form: one for each three of its first digits. */
const SAMPLES = 1000;
/** Of the metadata: patterns of fixed lines and mobile phones. */
const TYPES = 11;

/** Functions that return the forms of each town's country and region. */
export function phoneForms(towns: readonly Town[]): (town: Town) => PhoneForms {
  const areas = readRegions(AREA_CODES, towns);
  const fiction = readRegions(FICTION, towns);
  const national = new Map<string, string>();
  return (town) => {
    const { country } = town;
    const formats = countryFormats.get(country);
    if (formats === undefined) throw new Error(`${country} has no row in country-formats.ts`);
    if (!national.has(country)) {
      national.set(country, areas.has(country) ? '' : validForms(country, formats.phone).join('|'));
    }
    const regional = itemsOf(areas, town).flatMap((form) => {
      const known = national.get(form) ?? validForms(country, form).join('|');
      national.set(form, known);
      return known;
    });
    const valid = regional.join('|') || (national.get(country) ?? '');
    return { usual: usualForms(town, valid, fiction), valid };
  };
}

function itemsOf(regions: ReadonlyMap<string, CountryRegions>, town: Town): readonly string[] {
  const found = regions.get(town.country);
  return found?.itemsOf(town).map((item) => found.form.replace('*', item.replaceAll('_', ' '))) ?? [];
}

function usualForms(town: Town, valid: string, fiction: ReadonlyMap<string, CountryRegions>): string {
  const kept = itemsOf(fiction, town);
  if (kept.length > 0) return kept.join('|');
  if (planOf(town.country)?.callingCode !== '1') return valid;
  const codes = new Set(valid.split('|').map((form) => form.slice(0, 3)));
  return [...codes].map((area) => `${area} ${NANP_FICTION}`).join('|');
}

const symbols: ReadonlyMap<string, string> = new Map(Object.entries(MASK_SYMBOLS));

interface Plan {
  readonly callingCode: string;
  /** Of fixed lines, and of mobile numbers. */
  readonly patterns: readonly RegExp[];
}

const plans: ReadonlyMap<string, readonly unknown[]> = new Map(Object.entries(metadata.countries));

/** What the library knows of the numbers of a country; null if it knows none. */
function planOf(country: string): Plan | null {
  const entry = plans.get(country);
  const types = entry?.[TYPES];
  if (entry === undefined || !Array.isArray(types)) return null;
  const patterns = types
    .slice(0, 2)
    .flatMap((type: unknown) => (Array.isArray(type) && type[0] !== '' ? [String(type[0])] : []));
  return { callingCode: String(entry[0]), patterns: patterns.map((pattern) => new RegExp(`^(?:${pattern})$`)) };
}

/** The parts of a form, one for each digit or two at its beginning, whose numbers are all valid. */
function validForms(country: string, mask: string): readonly string[] {
  const plan = planOf(country);
  const masks = mask.split('/');
  if (plan === null) return masks;
  const found = plan.patterns.map((pattern) => masks.flatMap((form) => split(form, pattern, MAX_SPLITS)));
  const forms = found.findLast((list) => list.length > 0);
  if (forms === undefined) throw new Error(`${country}: no number of the form ${mask} is valid`);
  return forms;
}

function split(mask: string, pattern: RegExp, splits: number): readonly string[] {
  let valid = 0;
  while (valid < SAMPLES && pattern.test(sample(mask, valid))) valid++;
  if (valid === SAMPLES) return [mask];
  const at = mask.search(/[#N!@]/);
  if (splits === 0 || at === -1) return [];
  const put = (character: string): string => mask.slice(0, at) + character + mask.slice(at + 1);
  const whole: string[] = [];
  const forms = Array.from(symbols.get(mask[at]) ?? '').flatMap((digit) => {
    const found = split(put(digit), pattern, splits - 1);
    if (found[0] === put(digit)) whole.push(digit);
    return found;
  });
  // Digits that are all there and whole are one symbol.
  const symbol = [...symbols].find(([, digits]) => digits === whole.join(''))?.[0];
  if (symbol === undefined) return forms;
  return [put(symbol), ...forms.filter((form) => !whole.some((digit) => form === put(digit)))];
}

/** A number of a mask without its blanks: its first three digits by those of i, the others random, though always the same. */
function sample(mask: string, i: number): string {
  let state = i;
  let at = 0;
  return mask.replaceAll(' ', '').replaceAll(/[^\d]/g, (character) => {
    const choices = symbols.get(character) ?? '';
    state = (Math.imul(state + 1, 1664525) + 1013904223) >>> 0;
    at++;
    if (at > 3) return choices[Math.floor((state / 2 ** 32) * choices.length)];
    return choices[Math.floor(i / 10 ** (at - 1)) % choices.length];
  });
}
