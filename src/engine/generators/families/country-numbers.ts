import type { OptionSpecs } from '../../../model/index.ts';
import { countryCode } from '../../data/countries.ts';
import type { PlaceTable } from '../../data/places.ts';
import type { Recipe } from '../../frame.ts';
import { type GeneratorInput, GeneratorProblem, type CompiledLead } from '../generator.ts';
import { alphabet, DIGITS, NONZERO, UPPER } from '../text/alphabets.ts';
import { composedBy, type FormFinish } from '../text/composed.ts';
import { type TextGrammar, textGrammar } from '../text/grammar.ts';
import type { Check } from './country-checks.ts';
import { mapped, type NumberSource, recordNumbers, zeros } from './numbers.ts';
import { dictionaries } from './place-dictionaries.ts';
import { placeNumbers, placeSet } from './place-set.ts';

/** How a country writes a kind of number. */
export interface CountryNumber {
  /**
   * Its characters: `#` a digit, `+` one from 1 on, `n` to 8, `t` to 7, `g` from 2 on, `q` to 4, `s` 1 or 2; `@` a letter, `p` one of a
   * British prefix, `k` one of an Italian month; `y`, `m` and `d` the two digits of a year from 1955 on, a month and a day. The other
   * characters are as written. Places of check digits have a 0.
   */
  readonly form: string;
  readonly check: Check;
  /** The place of a check digit, which is wrong in an invalid number; the last place by default. */
  readonly at?: number;
}

/** A kind of number: how countries write it, and in which order they are drawn where nothing leads the country. */
export interface CountryNumbers {
  /** In a message: `a national ID`. */
  readonly what: string;
  readonly forms: Readonly<Record<string, CountryNumber>>;
  readonly codes: readonly string[];
  grammar(): TextGrammar;
}

/** Countries whose numbers are drawn where nothing says which: those of one object are of one country. */
const DRAWN = [
  'BE',
  'CH',
  'CZ',
  'EE',
  'ES',
  'FI',
  'FR',
  'HR',
  'IE',
  'IT',
  'LT',
  'NL',
  'NO',
  'PL',
  'PT',
  'RO',
  'SE',
  'SK',
];

export const ANY_COUNTRY = 'any';

export function countryNumbers(what: string, forms: Readonly<Record<string, CountryNumber>>): CountryNumbers {
  let grammar: TextGrammar | null = null;
  return {
    what,
    forms,
    codes: Object.keys(forms),
    grammar: () => (grammar ??= textGrammar(Object.values(forms).map(({ form }) => ({ pieces: piecesOf(form) })))),
  };
}

/** The options of a kind of number. */
export function countryOptions(codes: readonly string[]) {
  return {
    country: {
      type: 'choice',
      choices: [ANY_COUNTRY, ...codes],
      default: ANY_COUNTRY,
      summary: 'The country of the number.',
      isCountry: true,
    },
    valid: {
      type: 'boolean',
      default: true,
      summary: 'false makes numbers whose check digit is wrong.',
    },
  } as const satisfies OptionSpecs;
}

/** A number of the country, of the one that leads the row, or of one that all such numbers of the object share. */
export function countryNumber(
  numbers: CountryNumbers,
  input: GeneratorInput<ReturnType<typeof countryOptions>>,
): Recipe {
  const { lead = null, options } = input;
  const finish = finishOf(numbers, options.valid);
  const one = (code: string): Recipe => {
    const form = numbers.codes.indexOf(code);
    if (form < 0) refuseCountry(numbers, code);
    return composedBy(input, numbers.grammar(), mapped(zeros, Int32Array.of(form)), false, finish);
  };
  if (lead?.kind === 'countries' && lead.codes.length === 1) return one(lead.codes[0]);
  if (lead === null || (lead.kind === 'countries' && lead.codes.length === 0)) {
    if (options.country !== ANY_COUNTRY) return one(options.country);
    const drawn = recordNumbers(input.record('identity'), 'country', DRAWN.length);
    const forms = mapped(
      drawn,
      Int32Array.from(DRAWN, (code) => numbers.codes.indexOf(code)),
    );
    return composedBy(input, numbers.grammar(), forms, false, finish);
  }
  const known = codesOf(lead);
  if (lead.kind === 'countries' && !lead.codes.some((code) => numbers.codes.includes(code))) {
    refuseCountry(numbers, lead.codes.join(', '));
  }
  const nullable = known === null || !known.every((code) => numbers.codes.includes(code));
  return composedBy(input, numbers.grammar(), formsOfPlaces(numbers, input), nullable, finish);
}

function formsOfPlaces(numbers: CountryNumbers, input: GeneratorInput): NumberSource {
  const set = placeSet(input);
  const table: PlaceTable = set.table;
  const ofCountries = dictionaries(table)
    .countryCodes.texts()
    .map((code) => numbers.codes.indexOf(code));
  return mapped(
    placeNumbers(input, set),
    Int32Array.from(table.countryOf, (country) => ofCountries[country]),
  );
}

/** The codes of all countries that can lead a row; null where they are not known, or a null leads anywhere. */
export function codesOf(lead: CompiledLead): readonly string[] | null {
  if (lead.kind === 'countries') return lead.codes;
  if (lead.level !== 'country' || lead.values === null || lead.values.length === 0 || lead.column.nullable) return null;
  return lead.values.map((text) => countryCode(text) ?? text);
}

/** Writes the check digits of the form, wrong ones where numbers are to be invalid. */
function finishOf(numbers: CountryNumbers, isValid: boolean): FormFinish {
  const forms = Object.values(numbers.forms);
  return (bytes, start, end, form) => {
    const { check, at } = forms[form];
    check(bytes, start, end);
    if (!isValid) spoil(bytes, at === undefined ? end - 1 : start + at);
  };
}

/** The next digit or letter, after the last one the first. */
function spoil(bytes: Uint8Array, at: number): void {
  const byte = bytes[at];
  if (byte === 57) bytes[at] = 48;
  else if (byte === 90) bytes[at] = 65;
  else bytes[at] = byte + 1;
}

const two = (low: number, high: number): readonly string[] =>
  Array.from({ length: high - low + 1 }, (_, i) => String(low + i).padStart(2, '0'));
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  '#': DIGITS,
  '+': NONZERO,
  '@': UPPER,
  y: two(55, 99),
  m: two(1, 12),
  d: two(1, 28),
  s: ['1', '2'],
  q: alphabet('01234'),
  g: alphabet('23456789'),
  n: alphabet('12345678'),
  t: alphabet('1234567'),
  k: alphabet('ABCDEHLMPRST'),
  p: alphabet('ABCEHJLMPRSWXY'),
};

/** A form as the pieces of a grammar: characters without a meaning stay, neighbours of them as one piece. */
function piecesOf(form: string): readonly (string | readonly string[])[] {
  return (form.match(/[#+@ymdsqgntkp]|[^#+@ymdsqgntkp]+/g) ?? []).map((part) => SYMBOLS[part] ?? part);
}

function refuseCountry({ what, codes }: CountryNumbers, countries: string): never {
  throw new GeneratorProblem(
    'OPTION_INVALID',
    `there is no form of ${what} for ${countries}`,
    `Use one of ${codes.join(', ')}.`,
  );
}
