import type { OptionSpecs } from '../../model/index.ts';
import type { Generator } from './generator.ts';
import { lazy } from './lazy.ts';
import {
  ALPHANUMERIC,
  DIGITS,
  HEX,
  LOWER,
  LOWER_ALPHANUMERIC,
  times,
  UPPER,
  UPPER_ALPHANUMERIC,
} from './text/alphabets.ts';
import { barcodeRecipe } from './families/barcodes.ts';
import { isbnRecipe } from './families/isbns.ts';
import { composed } from './text/composed.ts';
import { type TextGrammar, textGrammar } from './text/grammar.ts';

const SYMBOLS: ReadonlyMap<string, readonly string[]> = new Map([
  ['#', DIGITS],
  ['@', LOWER],
  ['^', UPPER],
  ['*', ALPHANUMERIC],
  ['$', LOWER_ALPHANUMERIC],
  ['%', UPPER_ALPHANUMERIC],
]);

const shape = {
  type: 'string',
  family: 'text',
  aliases: [],
  options: {},
  range: null,
  hint: false,
  from: false,
} as const;

// Stock keeping units: three letters for the kind, then a number and a variant.
const sku = lazy((): TextGrammar =>
  textGrammar([{ pieces: [...times(3, UPPER), '-', ...times(4, DIGITS), '-', ...times(2, UPPER_ALPHANUMERIC)] }]),
);

const MASK = {
  format: { type: 'text', default: '^^^-####', maxLength: 256, summary: 'The mask; other characters stay.' },
} as const satisfies OptionSpecs;

const LENGTH = {
  length: { type: 'integer', min: 1, max: 1024, default: 16, summary: 'The number of digits.' },
} as const satisfies OptionSpecs;

/** Texts of single characters by a mask. */
export const characterCodeGenerators = [
  {
    ...shape,
    name: 'character_sequence',
    summary:
      'Characters that follow a mask: # digit, @ lower case, ^ upper case, * letter or digit, $ lower case or digit, % upper case or digit.',
    aliases: ['mask', 'code', 'pattern_text'],
    options: MASK,
    compile(input) {
      const pieces = Array.from(input.options.format, (character) => SYMBOLS.get(character) ?? character);
      return composed(input, textGrammar([{ pieces }]));
    },
  } satisfies Generator<typeof MASK>,
  {
    ...shape,
    name: 'hex',
    family: 'basic',
    summary: 'Hexadecimal digits in lower case.',
    aliases: ['hex_string', 'token'],
    options: LENGTH,
    compile(input) {
      return composed(input, textGrammar([{ pieces: times(input.options.length, HEX) }]));
    },
  } satisfies Generator<typeof LENGTH>,
  {
    ...shape,
    name: 'sku',
    family: 'product',
    summary: 'A stock keeping unit, such as KLM-4821-7Q.',
    aliases: ['article_number', 'product_code'],
    compile: (input) => composed(input, sku()),
  },
  {
    ...shape,
    name: 'isbn',
    family: 'product',
    summary: 'A book number of 13 digits with hyphens and a valid check digit.',
    aliases: ['isbn13'],
    compile: (input) => isbnRecipe(input, 13),
  },
  {
    ...shape,
    name: 'isbn10',
    family: 'product',
    summary: "The same book's number of ten digits.",
    compile: (input) => isbnRecipe(input, 10),
  },
  {
    ...shape,
    name: 'upc',
    family: 'product',
    summary: 'A bar code number of 12 digits with a valid check digit.',
    aliases: ['upc_a'],
    compile: (input) => barcodeRecipe(input, 12),
  },
  {
    ...shape,
    name: 'ean',
    family: 'product',
    summary: "A bar code number of 13 digits with a valid check digit: the product's UPC after a 0.",
    aliases: ['ean13', 'barcode', 'gtin'],
    compile: (input) => barcodeRecipe(input, 13),
  },
  {
    ...shape,
    name: 'gtin14',
    family: 'product',
    summary: "The product's trade item number of 14 digits: its EAN after a 0.",
    compile: (input) => barcodeRecipe(input, 14),
  },
] as const satisfies readonly Generator[];
