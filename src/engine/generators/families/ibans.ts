import type { PlaceTable } from '../../data/places.ts';
import type { Recipe } from '../../frame.ts';
import { DIGITS, NONZERO, times, UPPER, UPPER_ALPHANUMERIC } from '../text/alphabets.ts';
import { ibanDigits, luhnDigit } from '../text/check-digits.ts';
import { composedBy } from '../text/composed.ts';
import { type TextForm, type TextGrammar, textGrammar } from '../text/grammar.ts';
import { GeneratorProblem, type GeneratorInput } from '../generator.ts';
import { lazy } from '../lazy.ts';
import { banks } from './banks.ts';
import { both, mod1110 } from './country-checks.ts';
import { ANY_COUNTRY, codesOf } from './country-numbers.ts';
import { combined, mapped, type NumberSource, recordNumbers, zeros } from './numbers.ts';
import { drawnRows } from './tables.ts';
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
  AD: { pieces: ['AD00', ...digits(8), ...any(12)] },
  AL: { pieces: ['AL00', ...digits(7), '0', ...any(16)] },
  BA: { pieces: ['BA00', ...digits(14), '00'] },
  BI: { pieces: ['BI00', ...digits(23)] },
  BR: { pieces: ['BR00', ...digits(23), UPPER, UPPER_ALPHANUMERIC] },
  BY: { pieces: ['BY00', ...letters(4), ...digits(4), ...any(16)] },
  CR: { pieces: ['CR000', ...digits(17)] },
  DJ: { pieces: ['DJ00', ...digits(23)] },
  DO: { pieces: ['DO00', ...letters(4), ...digits(20)] },
  EE: { pieces: ['EE00', ...digits(15), '0'] },
  EG: { pieces: ['EG00', ...digits(25)] },
  FK: { pieces: ['FK00', ...letters(2), ...digits(12)] },
  FO: { pieces: ['FO00', ...digits(14)] },
  GI: { pieces: ['GI00', ...letters(4), ...any(15)] },
  GL: { pieces: ['GL00', ...digits(14)] },
  GT: { pieces: ['GT00', ...any(24)] },
  HN: { pieces: ['HN00', ...letters(4), ...digits(20)] },
  HR: { pieces: ['HR00', ...digits(6), '0', ...digits(9), '0'] },
  HU: { pieces: ['HU00', ...digits(7), '0', ...digits(15), '0'] },
  IL: { pieces: ['IL00', ...digits(19)] },
  IQ: { pieces: ['IQ00', ...letters(4), ...digits(15)] },
  IS: { pieces: ['IS00', ...digits(22)] },
  LC: { pieces: ['LC00', ...letters(4), ...any(24)] },
  LY: { pieces: ['LY00', ...digits(21)] },
  MD: { pieces: ['MD00', ...any(20)] },
  ME: { pieces: ['ME00', ...digits(16), '00'] },
  MK: { pieces: ['MK00', ...digits(13), '00'] },
  MN: { pieces: ['MN00', ...digits(16)] },
  MR: { pieces: ['MR00', ...digits(21), '00'] },
  MU: { pieces: ['MU00', ...letters(4), ...digits(19), 'MUR'] },
  NI: { pieces: ['NI00', ...letters(4), ...digits(20)] },
  OM: { pieces: ['OM00', ...digits(3), ...any(16)] },
  PS: { pieces: ['PS00', ...letters(4), ...digits(21)] },
  RS: { pieces: ['RS00', ...digits(16), '00'] },
  RU: { pieces: ['RU00', ...digits(14), ...any(15)] },
  SC: { pieces: ['SC00', ...letters(4), ...digits(20), 'SCR'] },
  SD: { pieces: ['SD00', ...digits(14)] },
  SO: { pieces: ['SO00', ...digits(19)] },
  ST: { pieces: ['ST00', ...digits(21)] },
  SV: { pieces: ['SV00', ...letters(4), ...digits(20)] },
  TL: { pieces: ['TL00', ...digits(17), '00'] },
  TN: { pieces: ['TN00', ...digits(18), '00'] },
  VA: { pieces: ['VA00', ...digits(18)] },
  VG: { pieces: ['VG00', ...letters(4), ...digits(16)] },
  XK: { pieces: ['XK00', ...digits(14), '00'] },
  YE: { pieces: ['YE00', ...letters(4), ...digits(4), ...any(18)] },
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

const tens: NationalCheck = (bytes, at) => {
  bytes[at + 7] = ZERO + ((10 - (weighted(bytes, at, [9, 7, 3, 1, 9, 7, 3]) % 10)) % 10);
};
const hungarian: NationalCheck = (bytes, at) => {
  tens(bytes, at, at + 8);
  const sum = weighted(bytes, at + 8, [9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3]);
  bytes[at + 23] = ZERO + ((10 - (sum % 10)) % 10);
};
/** The number with its key is a multiple of 97. */
const key97: NationalCheck = (bytes, at, end) => put2(bytes, end - 2, 97 - ((rest97(bytes, at, end - 2) * 100) % 97));

const NATIONAL: Readonly<Record<string, NationalCheck>> = {
  AL: tens,
  BA: last97,
  EE(bytes, at) {
    bytes[at + 15] = ZERO + ((10 - (weighted(bytes, at + 2, [7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7]) % 10)) % 10);
  },
  HR: both(mod1110(0, 6), mod1110(7, 16)),
  HU: hungarian,
  ME: last97,
  MK: last97,
  MR: key97,
  RS: last97,
  TL: last97,
  TN: key97,
  XK: last97,
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

/** The forms of some countries, in which a bank that is written in letters is one of ours. */
interface BankForms {
  readonly grammar: TextGrammar;
  /** The form of country c with bank b at c × banks + b; -1 after the last country. */
  readonly formOf: Int32Array;
}

function bankForms(countries: readonly TextForm[]): BankForms {
  const forms: TextForm[] = [];
  const formOf: number[] = [];
  for (const { pieces } of countries) {
    const hasLetters = pieces.slice(1, 5).every((piece) => piece === UPPER);
    const first = forms.length;
    if (hasLetters)
      for (const { code } of banks) forms.push({ pieces: [`${String(pieces[0])}${code}`, ...pieces.slice(5)] });
    else forms.push({ pieces });
    formOf.push(...banks.map((_, bank) => first + (hasLetters ? bank : 0)));
  }
  return { grammar: textGrammar(forms), formOf: Int32Array.from([...formOf, ...banks.map(() => -1)]) };
}

const common = lazy(() => bankForms(Object.values(COMMON)));
const all = lazy(() => bankForms(Object.values(IBANS)));
const one = once((form: TextForm) => bankForms([form]));
const commonChances = { weight: Object.values(COMMON).map(({ weight = 1 }) => String(weight)) };
/** Countries of banks where nothing says which. */
export const COMMON_COUNTRIES: readonly string[] = Object.keys(COMMON);
/** The number of each country of the place table among those with IBANs; that after the last where it has none. */
const formOf = once((table: PlaceTable) =>
  Int32Array.from(dictionaries(table).countryCodes.texts(), (code) => {
    const known = IBAN_COUNTRIES.indexOf(code);
    return known < 0 ? IBAN_COUNTRIES.length : known;
  }),
);

/** The object's bank among ours. */
export function bankNumbers(input: GeneratorInput): NumberSource {
  return recordNumbers(input.record('bank'), 'bank', banks.length);
}

/** The country of the object's bank among COMMON_COUNTRIES, where nothing leads it. */
export function bankCountries(input: GeneratorInput): NumberSource {
  return drawnRows(commonChances, input.record('bank'));
}

function written(input: GeneratorInput, forms: BankForms, countries: NumberSource, nullable: boolean): Recipe {
  const of = mapped(combined(countries, bankNumbers(input), banks.length), forms.formOf);
  return composedBy(input, forms.grammar, of, nullable, setCheckDigits);
}

/** The IBAN of a country, or of the country that leads each row; null where that has none. */
export function ibanRecipe(input: GeneratorInput, country: string): Recipe {
  const { lead = null } = input;
  if (lead?.kind === 'countries' && lead.codes.length === 1) return ofCountry(input, lead.codes[0]);
  if (lead === null || (lead.kind === 'countries' && lead.codes.length === 0)) return ofCountry(input, country);
  const known = codesOf(lead);
  if (lead.kind === 'countries' && !lead.codes.some(hasIban)) refuseCountry(lead.codes.join(', '));
  const set = placeSet(input);
  const ofCountries = formOf(set.table);
  const countries = Int32Array.from(set.table.countryOf, (of) => ofCountries[of]);
  const nullable = known === null || !known.every(hasIban);
  return written(input, all(), mapped(placeNumbers(input, set), countries), nullable);
}

const hasIban = (code: string): boolean => IBAN_COUNTRIES.includes(code);

function ofCountry(input: GeneratorInput, country: string): Recipe {
  const form = IBANS[country];
  if (form !== undefined) return written(input, one(form), zeros, false);
  if (country !== ANY_COUNTRY) refuseCountry(country);
  return written(input, common(), bankCountries(input), false);
}

function refuseCountry(countries: string): never {
  throw new GeneratorProblem(
    'OPTION_INVALID',
    `there is no IBAN of ${countries}`,
    'Write $options: { country: any }, or account_number in place of iban.',
  );
}
