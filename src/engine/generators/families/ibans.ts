import { countryCode } from '../../data/countries.ts';
import type { PlaceTable } from '../../data/places.ts';
import type { Recipe } from '../../frame.ts';
import { DIGITS, NONZERO, times, UPPER, UPPER_ALPHANUMERIC } from '../text/alphabets.ts';
import { ibanDigits, luhnDigit } from '../text/check-digits.ts';
import { composed, composedBy } from '../text/composed.ts';
import { type TextForm, type TextGrammar, textGrammar } from '../text/grammar.ts';
import { GeneratorProblem, type GeneratorInput, type Lead } from '../generator.ts';
import { lazy } from '../lazy.ts';
import { mapped } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';
import { placeNumbers, placeSet } from './place-set.ts';

const digits = (count: number): readonly (readonly string[])[] => times(count, DIGITS);
const letters = (count: number): readonly (readonly string[])[] => times(count, UPPER);
const any = (count: number): readonly (readonly string[])[] => times(count, UPPER_ALPHANUMERIC);

/** Countries whose account numbers have no check digits of their own, drawn where no country is said. */
const COMMON: Readonly<Record<string, TextForm>> = {
  AT: { pieces: ['AT00', ...digits(16)], weight: 2 },
  CH: { pieces: ['CH00', ...digits(5), ...digits(12)], weight: 2 },
  DE: { pieces: ['DE00', NONZERO, ...digits(17)], weight: 6 },
  DK: { pieces: ['DK00', ...digits(14)] },
  GB: { pieces: ['GB00', ...letters(4), ...digits(14)], weight: 4 },
  IE: { pieces: ['IE00', ...letters(4), ...digits(14)] },
  LU: { pieces: ['LU00', ...digits(3), ...any(13)] },
  NL: { pieces: ['NL00', ...letters(4), ...digits(10)], weight: 3 },
  SE: { pieces: ['SE00', ...digits(20)], weight: 2 },
};

/** The others, by the structures of the SWIFT IBAN registry; a 0 holds the place of a check digit of the country. */
const OTHERS: Readonly<Record<string, TextForm>> = {
  AE: { pieces: ['AE00', ...digits(19)] },
  AZ: { pieces: ['AZ00', ...letters(4), ...any(20)] },
  BE: { pieces: ['BE00', ...digits(10), '00'] },
  BG: { pieces: ['BG00', ...letters(4), ...digits(6), ...any(8)] },
  BH: { pieces: ['BH00', ...letters(4), ...any(14)] },
  CY: { pieces: ['CY00', ...digits(8), ...any(16)] },
  CZ: { pieces: ['CZ00', ...digits(4), '000000', NONZERO, ...digits(7), '00'] },
  ES: { pieces: ['ES00', ...digits(8), '00', ...digits(10)] },
  FI: { pieces: ['FI00', ...digits(13), '0'] },
  FR: { pieces: ['FR00', ...digits(21), '00'] },
  GE: { pieces: ['GE00', ...letters(2), ...digits(16)] },
  GR: { pieces: ['GR00', ...digits(7), ...any(16)] },
  IT: { pieces: ['IT00A', ...digits(22)] },
  JO: { pieces: ['JO00', ...letters(4), ...digits(4), ...any(18)] },
  KW: { pieces: ['KW00', ...letters(4), ...any(22)] },
  KZ: { pieces: ['KZ00', ...digits(3), ...any(13)] },
  LB: { pieces: ['LB00', ...digits(4), ...any(20)] },
  LI: { pieces: ['LI00', ...digits(5), ...any(12)] },
  LT: { pieces: ['LT00', ...digits(16)] },
  LV: { pieces: ['LV00', ...letters(4), ...any(13)] },
  MC: { pieces: ['MC00', ...digits(21), '00'] },
  MT: { pieces: ['MT00', ...letters(4), ...digits(5), ...any(18)] },
  NO: { pieces: ['NO00', ...digits(9), '00'] },
  PK: { pieces: ['PK00', ...letters(4), ...any(16)] },
  PL: { pieces: ['PL00', ...digits(7), '0', ...digits(16)] },
  PT: { pieces: ['PT00', ...digits(19), '00'] },
  QA: { pieces: ['QA00', ...letters(4), ...any(21)] },
  RO: { pieces: ['RO00', ...letters(4), ...any(16)] },
  SA: { pieces: ['SA00', ...digits(2), ...any(18)] },
  SI: { pieces: ['SI00', ...digits(13), '00'] },
  SK: { pieces: ['SK00', ...digits(4), '000000', NONZERO, ...digits(7), '00'] },
  SM: { pieces: ['SM00A', ...digits(22)] },
  TR: { pieces: ['TR00', ...digits(5), '0', ...any(16)] },
  UA: { pieces: ['UA00', ...digits(6), ...any(19)] },
};

const IBANS: Readonly<Record<string, TextForm>> = { ...COMMON, ...OTHERS };
export const IBAN_COUNTRIES: readonly string[] = Object.keys(IBANS);

const ZERO = 48;

/** Sets the check digits that a country has within its account numbers; `at` is where the number begins. */
type NationalCheck = (bytes: Uint8Array, at: number, end: number) => void;

/** The rest of the number in some digits by 97. */
function rest97(bytes: Uint8Array, from: number, to: number): number {
  let rest = 0;
  for (let i = from; i < to; i++) rest = (rest * 10 + bytes[i] - ZERO) % 97;
  return rest;
}

function put2(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = ZERO + Math.floor(value / 10);
  bytes[at + 1] = ZERO + (value % 10);
}

function weighted(bytes: Uint8Array, at: number, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (bytes[at + i] - ZERO), 0);
}

/** 11 less the rest by 11, where 10 is 1 and 11 is 0. */
function spanishDigit(sum: number): number {
  const digit = 11 - (sum % 11);
  return digit === 11 ? 0 : digit === 10 ? 1 : digit;
}

const SPANISH = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const NORWEGIAN = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const CZECH = [6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last digit makes a weighted sum a multiple of 11; the 0 before it, of weight 2, becomes 1 where that would take a 10. */
function elevenDigit(bytes: Uint8Array, at: number, weights: readonly number[]): void {
  const last = at + weights.length;
  let digit = (11 - (weighted(bytes, at, weights) % 11)) % 11;
  if (digit === 10) {
    bytes[last - 1] += 1;
    digit = 8;
  }
  bytes[last] = ZERO + digit;
}

/** 89 × bank + 15 × branch + 3 × account + key is a multiple of 97. */
const french: NationalCheck = (bytes, at) => {
  const sum =
    89 * rest97(bytes, at, at + 5) + 15 * rest97(bytes, at + 5, at + 10) + 3 * rest97(bytes, at + 10, at + 21);
  put2(bytes, at + 21, 97 - (sum % 97));
};

/** The letter of a sum in which digits at odd places have values of their own. */
const italian: NationalCheck = (bytes, at, end) => {
  let sum = 0;
  for (let i = at + 1; i < end; i++) sum += (i - at) % 2 === 1 ? ODD[bytes[i] - ZERO] : bytes[i] - ZERO;
  bytes[at] = 65 + (sum % 26);
};

/** ISO 7064, MOD 97-10. */
const last97: NationalCheck = (bytes, at, end) => put2(bytes, end - 2, 98 - ((rest97(bytes, at, end - 2) * 100) % 97));
const czech: NationalCheck = (bytes, at) => elevenDigit(bytes, at + 10, CZECH);

const NATIONAL: Readonly<Record<string, NationalCheck>> = {
  BE: (bytes, at) => put2(bytes, at + 10, rest97(bytes, at, at + 10) || 97),
  CZ: czech,
  ES(bytes, at) {
    bytes[at + 8] = ZERO + spanishDigit(weighted(bytes, at, SPANISH.slice(2)));
    bytes[at + 9] = ZERO + spanishDigit(weighted(bytes, at + 10, SPANISH));
  },
  FI: luhnDigit,
  FR: french,
  IT: italian,
  MC: french,
  NO: (bytes, at) => elevenDigit(bytes, at, NORWEGIAN),
  PL(bytes, at) {
    bytes[at + 7] = ZERO + ((10 - (weighted(bytes, at, [3, 9, 7, 1, 3, 9, 7]) % 10)) % 10);
  },
  PT: last97,
  SI: last97,
  SK: czech,
  SM: italian,
};
const national = new Map(
  Object.entries(NATIONAL).map(([code, check]) => [code.charCodeAt(0) * 256 + code.charCodeAt(1), check]),
);

/** Sets all check digits of an IBAN: those of its country first. */
export function setCheckDigits(bytes: Uint8Array, start: number, end: number): void {
  national.get(bytes[start] * 256 + bytes[start + 1])?.(bytes, start + 4, end);
  ibanDigits(bytes, start, end);
}

const common = lazy((): TextGrammar => textGrammar(Object.values(COMMON)));
const all = lazy((): TextGrammar => textGrammar(Object.values(IBANS)));
const one = once((form: TextForm): TextGrammar => textGrammar([form]));
/** The form of each country of the place table; -1 where there is none. */
const formOf = once((table: PlaceTable) =>
  Int32Array.from(dictionaries(table).countryCodes.texts(), (code) => IBAN_COUNTRIES.indexOf(code)),
);

/** The IBAN of a country, or of the country that leads each row; null where that has none. */
export function ibanRecipe(input: GeneratorInput, country: string): Recipe {
  const { lead = null } = input;
  if (lead?.kind === 'countries' && lead.codes.length === 1) return ofCountry(input, lead.codes[0]);
  if (lead === null || (lead.kind === 'countries' && lead.codes.length === 0)) return ofCountry(input, country);
  const known = codesOf(lead);
  if (lead.kind === 'countries' && !lead.codes.some(hasIban)) refuseCountry(lead.codes.join(', '));
  const set = placeSet(input);
  const ofCountries = formOf(set.table);
  const forms = Int32Array.from(set.table.countryOf, (of) => ofCountries[of]);
  const nullable = known === null || !known.every(hasIban);
  return composedBy(input, all(), mapped(placeNumbers(input, set), forms), nullable, setCheckDigits);
}

const hasIban = (code: string): boolean => IBAN_COUNTRIES.includes(code);

/** The codes of all countries that can lead a row; null where they are not known, or a null leads anywhere. */
function codesOf(lead: Lead): readonly string[] | null {
  if (lead.kind === 'countries') return lead.codes;
  if (lead.level !== 'country' || lead.values === null || lead.values.length === 0 || lead.column.nullable) return null;
  return lead.values.map((text) => countryCode(text) ?? text);
}

function ofCountry(input: GeneratorInput, country: string): Recipe {
  const form = IBANS[country];
  if (form !== undefined) return composed(input, one(form), setCheckDigits);
  if (country !== ANY_COUNTRY) refuseCountry(country);
  return composed(input, common(), setCheckDigits);
}

/** The option for no country in particular. */
export const ANY_COUNTRY = 'any';

function refuseCountry(countries: string): never {
  throw new GeneratorProblem(
    'OPTION_INVALID',
    `there is no IBAN of ${countries}`,
    'Write $options: { country: any }, or account_number in place of iban.',
  );
}
