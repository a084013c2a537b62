import type { OptionSpecs } from '../../model/index.ts';
import { Dictionary } from '../dictionary.ts';
import type { Recipe } from '../frame.ts';
import { banks } from './families/banks.ts';
import { ANY_COUNTRY } from './families/country-numbers.ts';
import { bankCountries, bankNumbers, COMMON_COUNTRIES, IBAN_COUNTRIES, ibanRecipe } from './families/ibans.ts';
import { digit, mapped, ownNumbers } from './families/numbers.ts';
import { placeNumbers, placeSet } from './families/place-set.ts';
import { placeColumns } from './families/place-columns.ts';
import { entries, joined } from './families/recipes.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import { lazy } from './lazy.ts';
import { listDictionary } from './picks.ts';
import { numericRecipe } from './numeric/recipe.ts';
import { DIGITS, NONZERO, times, UPPER, UPPER_ALPHANUMERIC } from './text/alphabets.ts';
import { routingDigit } from './text/check-digits.ts';
import { composed } from './text/composed.ts';
import { type TextGrammar, textGrammar } from './text/grammar.ts';

const PLAIN = {
  type: 'string',
  family: 'finance',
  aliases: [],
  options: {},
  range: null,
  hint: false,
  from: false,
} as const;
const MONEY = { ...PLAIN, type: 'decimal', range: 'number' } as const;

const BANK = times(4, UPPER);
const END = [UPPER, UPPER_ALPHANUMERIC];
const bicEnd = lazy((): TextGrammar => textGrammar([{ pieces: END }, { pieces: [...END, 'XXX'] }]));

const bankCodes = Dictionary.from(banks.map(({ code }) => code));
const bankNames = Dictionary.from(banks.map(({ name }) => name));
const commonCountries = Dictionary.from(COMMON_COUNTRIES);

/**
 * The identifier code of the object's bank, in the country that leads it or that its IBAN has. Unique ones are numbered, of any bank,
 * and have 8 characters.
 */
function bicRecipe(input: GeneratorInput<typeof BIC_COUNTRY>): Recipe {
  const country = bicCountry(input);
  if (input.distinct !== null) {
    const sizes = [...BANK, ...END].map(({ length }) => length);
    const rank = ownNumbers(
      input,
      sizes.reduce((product, size) => product * size, 1),
    );
    const letters = [...BANK, ...END].map((alphabet, i) => {
      const below = sizes.slice(i + 1).reduce((product, size) => product * size, 1);
      return entries(listDictionary(alphabet), digit(rank, below, alphabet.length));
    });
    return joined([...letters.slice(0, BANK.length), country, ...letters.slice(BANK.length)]);
  }
  const end = composed({ distinct: null, key: (stream) => input.key(`end:${stream}`) }, bicEnd());
  return joined([entries(bankCodes, bankNumbers(input)), country, end]);
}

function bicCountry(input: GeneratorInput<typeof BIC_COUNTRY>): Recipe {
  const { lead = null, options } = input;
  const isAnywhere = lead === null ? options.country === '' : lead.kind === 'countries' && lead.codes.length === 0;
  if (isAnywhere) return entries(commonCountries, bankCountries(input));
  const set = placeSet(input);
  const { countryCode } = placeColumns(set.table);
  return entries(countryCode.dictionary, mapped(placeNumbers(input, set), countryCode.entryOf));
}

const two = (low: number, high: number): readonly string[] =>
  Array.from({ length: high - low + 1 }, (_, i) => String(low + i));
const accounts = lazy((): TextGrammar => textGrammar([{ pieces: [NONZERO, ...times(9, DIGITS)] }]));
/** Districts of the Federal Reserve, and those of thrift institutions 20 above them. */
const DISTRICTS = [...two(1, 12), ...two(21, 32)].map((text) => text.padStart(2, '0'));
const routing = lazy((): TextGrammar => textGrammar([{ pieces: [DISTRICTS, ...times(6, DIGITS), '0'] }]));

// Areas 001 to 899 but 666, groups 01 to 99, numbers 0001 to 9999 (Social Security Administration).
const padded = (low: number, high: number, width: number): readonly string[] =>
  two(low, high).map((text) => text.padStart(width, '0'));
const AREAS = padded(1, 899, 3).filter((area) => area !== '666');
const ssn = lazy((): TextGrammar => textGrammar([{ pieces: [AREAS, '-', padded(1, 99, 2), '-', padded(1, 9999, 4)] }]));

const BANK_COUNTRY = {
  country: {
    type: 'choice',
    choices: [ANY_COUNTRY, ...IBAN_COUNTRIES],
    default: ANY_COUNTRY,
    summary: 'The country of the bank.',
    isCountry: true,
  },
} as const satisfies OptionSpecs;

const BIC_COUNTRY = {
  country: {
    type: 'text',
    default: '',
    maxLength: 1000,
    summary: 'Countries of the bank by code or English name, separated by commas.',
    isCountry: true,
  },
} as const satisfies OptionSpecs;

/** Money and where it lies. Numbers have the form of real ones, valid check digits among it, and are drawn at random. */
export const financeGenerators = [
  {
    ...MONEY,
    name: 'price',
    summary: 'A price, 1.00 to 1000.00, small ones more often.',
    aliases: ['cost', 'unit_price', 'fee'],
    compile: (input) => numericRecipe(input, { min: 1, max: 1000, decimals: 2, distribution: { name: 'lognormal' } }),
  },
  {
    ...MONEY,
    name: 'amount',
    summary: 'An amount of money, 1.00 to 10000.00, small ones more often.',
    aliases: ['total', 'subtotal', 'sum', 'balance', 'revenue'],
    compile: (input) =>
      numericRecipe(input, { min: 1, max: 10_000, decimals: 2, distribution: { name: 'lognormal', sigma: 1 } }),
  },
  {
    ...PLAIN,
    name: 'iban',
    summary: 'A bank account number with valid check digits.',
    options: BANK_COUNTRY,
    compile: (input) => ibanRecipe(input, input.options.country),
  } satisfies Generator<typeof BANK_COUNTRY>,
  {
    ...PLAIN,
    name: 'bank_name',
    summary: "A made-up bank: that of the object's IBAN and BIC.",
    aliases: ['bank'],
    compile: (input) =>
      entries(bankNames, input.distinct === null ? bankNumbers(input) : ownNumbers(input, banks.length)),
  },
  {
    ...PLAIN,
    name: 'bic',
    summary: 'A bank identifier code of 8 or 11 characters.',
    aliases: ['swift', 'swift_code', 'bic_code'],
    options: BIC_COUNTRY,
    compile: bicRecipe,
  } satisfies Generator<typeof BIC_COUNTRY>,
  {
    ...PLAIN,
    name: 'account_number',
    summary: 'A bank account number of ten digits.',
    aliases: ['bank_account', 'bank_account_number', 'account'],
    compile: (input) => composed(input, accounts()),
  },
  {
    ...PLAIN,
    name: 'routing_number',
    summary: 'The routing number of a bank in the US, with a valid check digit.',
    aliases: ['bank_routing_number'],
    compile: (input) => composed(input, routing(), routingDigit),
  },
  {
    ...PLAIN,
    name: 'ssn',
    family: 'person',
    summary: 'A text in the form of a US social security number.',
    aliases: ['social_security_number'],
    compile: (input) => composed(input, ssn()),
  },
] as const satisfies readonly Generator[];
