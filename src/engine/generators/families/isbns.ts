import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { lazy } from '../lazy.ts';
import { DIGITS, times } from '../text/alphabets.ts';
import { eanDigit } from '../text/check-digits.ts';
import { composed, type Finish } from '../text/composed.ts';
import { type TextForm, type TextGrammar, textGrammar } from '../text/grammar.ts';

/** Ranges of the International ISBN Agency: first two or three digits of the publisher, and how many follow them. */
type Range = readonly [low: string, high: string, more: number];

const LONG: readonly Range[] = [
  ['70', '84', 2],
  ['85', '89', 3],
  ['91', '94', 4],
];
const GROUPS: readonly (readonly [group: string, weight: number, ranges: readonly Range[]])[] = [
  ['0', 3, [['00', '19', 0], ['400', '599', 0], ...LONG]],
  [
    '1',
    3,
    [
      ['100', '397', 0],
      ['40', '54', 2],
      ['55', '64', 3],
    ],
  ],
  [
    '2',
    1,
    [
      ['00', '19', 0],
      ['200', '349', 0],
      ['70', '83', 2],
      ['84', '89', 3],
    ],
  ],
  ['3', 1, [['04', '19', 0], ['200', '312', 0], ['400', '675', 0], ...LONG]],
  ['4', 1, [['00', '19', 0], ['200', '699', 0], ...LONG]],
  [
    '84',
    1,
    [
      ['200', '699', 0],
      ['70', '84', 2],
    ],
  ],
];
/** Digits of group, publisher and title. */
const LENGTH = 9;

/** Forms of ten digits, after a prefix that is one character or more. */
function forms(prefix: string): readonly TextForm[] {
  return GROUPS.flatMap(([group, weight, ranges]) =>
    ranges.map(([low, high, more]): TextForm => {
      const heads = Array.from({ length: Number(high) - Number(low) + 1 }, (_, i) =>
        String(Number(low) + i).padStart(low.length, '0'),
      );
      const title = LENGTH - group.length - low.length - more;
      return {
        pieces: [`${prefix}${group}-`, heads, ...times(more, DIGITS), '-', ...times(title, DIGITS), '-0'],
        weight,
      };
    }),
  );
}

const long = lazy((): TextGrammar => textGrammar(forms('978-')));
const short = lazy((): TextGrammar => textGrammar(forms('')));

/** Sets the last digit of an ISBN of ten digits: weights 10 to 2, by 11, X for 10. */
const shortDigit: Finish = (bytes, start, end) => {
  let sum = 0;
  let weight = 10;
  for (let i = start; i < end - 1; i++) {
    if (bytes[i] !== 45) sum += (bytes[i] - 48) * weight--;
  }
  const digit = (11 - (sum % 11)) % 11;
  bytes[end - 1] = digit === 10 ? 88 : 48 + digit;
};

/** The number of the object's book with 13 or 10 digits; where it must be unique, of one of its own. */
export function isbnRecipe(input: GeneratorInput, digits: 13 | 10): Recipe {
  const record = input.record('book');
  const source =
    input.distinct === null ? { distinct: null, key: (purpose: string) => record.key(`isbn:${purpose}`) } : input;
  return digits === 13 ? composed(source, long(), eanDigit) : composed(source, short(), shortDigit);
}
