import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { lazy } from '../lazy.ts';
import { DIGITS, times } from '../text/alphabets.ts';
import { upcDigit } from '../text/check-digits.ts';
import { composed } from '../text/composed.ts';
import { textGrammar } from '../text/grammar.ts';

/** Beginnings of numbers of single articles; the others are for coupons, weighed goods and the like. */
const STARTS = ['0', '1', '6', '7', '8', '9'];

const grammarOf = (prefix: string) =>
  lazy(() => textGrammar([{ pieces: [prefix, STARTS, ...times(10, DIGITS), '0'] }]));
const GRAMMARS = { 12: grammarOf(''), 13: grammarOf('0'), 14: grammarOf('00') };

/** The number of the object's product with 12, 13 or 14 digits, which differ by zeros before it; where it must be unique, of one of its own. */
export function barcodeRecipe(input: GeneratorInput, digits: 12 | 13 | 14): Recipe {
  const record = input.record('product');
  const source =
    input.distinct === null ? { distinct: null, key: (purpose: string) => record.key(`gtin:${purpose}`) } : input;
  return composed(source, GRAMMARS[digits](), (bytes, start, end) => upcDigit(bytes, start + digits - 12, end));
}
