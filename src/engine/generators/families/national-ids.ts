import {
  both,
  type Check,
  digitBy,
  digitBy11,
  less10,
  less11,
  less11or0,
  letterBy,
  luhn,
  mod1110,
  pairBy,
  rest11,
  restBy,
  verhoeff,
  weighted,
} from './country-checks.ts';
import type { CountryNumber } from './country-numbers.ts';
import { CHILE } from './tax-numbers.ts';

const ZERO = 48;

const baltic: Check = (bytes, at) => {
  const first = weighted(bytes, at, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  bytes[at + 10] = ZERO + (first < 10 ? first : (weighted(bytes, at, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10);
};
const finnish: Check = (bytes, at) => {
  const rest = restBy(bytes, at + 7, at + 10, 31, restBy(bytes, at, at + 6, 31));
  bytes[at + 10] = '0123456789ABCDEFHJKLMNPRSTUVWXY'.charCodeAt(rest);
};
const spanish: Check = (bytes, at) => {
  bytes[at + 8] = 'TRWAGMYFPDXBNJZSQVHLCKE'.charCodeAt(restBy(bytes, at, at + 8, 23));
};
const czech: Check = (bytes, at) => {
  const rest = (): number => restBy(bytes, at + 7, at + 10, 11, restBy(bytes, at, at + 6, 11));
  if (rest() === 10) bytes[at + 9] += 1;
  bytes[at + 10] = ZERO + rest();
};
/** What letters and digits count at odd places, by their number: 0 to 9 are as A to J. */
const ITALIAN = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const italian: Check = (bytes, at) => {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const byte = bytes[at + i];
    const value = byte >= 65 ? byte - 65 : byte - ZERO;
    sum += i % 2 === 0 ? ITALIAN[value] : value;
  }
  bytes[at + 15] = 65 + (sum % 26);
};
const norwegian: Check = (bytes, at) => {
  for (;;) {
    const first = less11(weighted(bytes, at, [3, 7, 6, 1, 8, 9, 4, 5, 2]));
    bytes[at + 9] = ZERO + (first % 10);
    const second = less11(weighted(bytes, at, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]));
    bytes[at + 10] = ZERO + (second % 10);
    if (first < 10 && second < 10) return;
    bytes[at + 8] += 1;
  }
};
const turkish: Check = (bytes, at) => {
  const odd = weighted(bytes, at, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(bytes, at, [0, 1, 0, 1, 0, 1, 0, 1]);
  const first = (7 * odd + 9 * even) % 10;
  bytes[at + 9] = ZERO + first;
  bytes[at + 10] = ZERO + ((odd + even + first) % 10);
};
const GERMAN = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
/** A sum of digits of products, the letter being two digits. */
const german: Check = (bytes, at) => {
  let sum = 0;
  for (const [i, weight] of GERMAN.entries()) {
    const letter = bytes[at + 8] - 64;
    const digit = i === 8 ? Math.floor(letter / 10) : i === 9 ? letter % 10 : bytes[at + (i < 8 ? i : i - 1)] - ZERO;
    sum += Math.floor((digit * weight) / 10) + ((digit * weight) % 10);
  }
  bytes[at + 11] = ZERO + (sum % 10);
};
const swiss: Check = (bytes, at) => {
  const sum = weighted(bytes, at, [1, 3, 1, 0, 3, 1, 3, 1, 0, 3, 1, 3, 1, 0, 3]);
  bytes[at + 15] = ZERO + less10(sum);
};
const yugoslav = (region: string): CountryNumber => ({
  form: `dm9y${region}##00`,
  check: digitBy11(0, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11, less11),
});

/** Numbers of people by country. Days of birth in them are drawn apart from the person's. */
export const NATIONAL_IDS: Readonly<Record<string, CountryNumber>> = {
  AT: { form: '+#00dmy', check: digitBy11(0, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6], 2, rest11, 3), at: 3 },
  BA: yugoslav('10'),
  BE: { form: 'ymd1##00', check: pairBy(0, 9, 97, (rest) => 97 - rest) },
  BG: { form: 'ymd###0', check: digitBy(0, [2, 4, 8, 5, 10, 9, 7, 3, 6], (sum) => (sum % 11) % 10) },
  BR: {
    form: '###.###.###-00',
    check: both(
      digitBy(0, [10, 9, 8, 0, 7, 6, 5, 0, 4, 3, 2, 0], less11or0),
      digitBy(0, [11, 10, 9, 0, 8, 7, 6, 0, 5, 4, 3, 0, 2], less11or0),
    ),
  },
  CA: { form: 't##-###-##0', check: luhn(0, 10) },
  CH: { form: '756.####.####.#0', check: swiss },
  CL: CHILE,
  CN: {
    form: '11010119ymd###0',
    check: letterBy(0, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], '10X98765432'),
  },
  CZ: { form: 'ymd/##00', check: czech },
  DE: { form: '65dmy@##0', check: german },
  DO: { form: '402#######0', check: luhn(0, 10) },
  EC: { form: 'mq######0', check: luhn(0, 9) },
  EE: { form: '3ymd###0', check: baltic },
  ES: { form: '########0', check: spanish },
  FI: { form: 'dmy-n##0', check: finnish },
  FR: { form: 'symm1##+##00', check: pairBy(0, 13, 97, (rest) => 97 - rest) },
  // Without a check digit: suffixes are A to D.
  GB: { form: 'pp######D', check: () => {} },
  GR: { form: 'dmy####0', check: luhn(0, 10) },
  HR: { form: '+#########0', check: mod1110(0, 10) },
  IE: { form: '#######0', check: letterBy(0, [8, 7, 6, 5, 4, 3, 2], 'WABCDEFGHIJKLMNOPQRSTUV') },
  IL: { form: '+#######0', check: luhn(0, 8) },
  IN: { form: 'g##########0', check: verhoeff(11) },
  IS: { form: 'dmyg009', check: digitBy11(0, [3, 2, 7, 6, 5, 4, 3, 2], 7, less11), at: 8 },
  IT: { form: '@@@@@@ykdF###0', check: italian },
  JP: { form: '+##########0', check: digitBy(0, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], less11or0) },
  KR: {
    form: 'ymd-sm###0',
    check: digitBy(0, [2, 3, 4, 5, 6, 7, 0, 8, 9, 2, 3, 4, 5], (sum) => (11 - (sum % 11)) % 10),
  },
  LT: { form: '3ymd###0', check: baltic },
  ME: yugoslav('21'),
  MK: yugoslav('41'),
  NL: { form: '+######00', check: digitBy11(0, [9, 8, 7, 6, 5, 4, 3, 2], 7, rest11) },
  NO: { form: 'dmyq#000', check: norwegian },
  PL: { form: 'ymd####0', check: digitBy(0, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3], less10) },
  PT: { form: 's#######0', check: digitBy(0, [9, 8, 7, 6, 5, 4, 3, 2], less11or0) },
  RO: {
    form: 'symdm###0',
    check: digitBy(0, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9], (sum) => (sum % 11 === 10 ? 1 : sum % 11)),
  },
  RS: yugoslav('71'),
  SE: { form: 'ymd-###0', check: luhn(0, 10) },
  SI: yugoslav('50'),
  SK: { form: 'ymd/##00', check: czech },
  TH: {
    form: 'n###########0',
    check: digitBy(0, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2], (sum) => (11 - (sum % 11)) % 10),
  },
  TR: { form: '+########00', check: turkish },
  UA: {
    form: '3########0',
    check: digitBy(0, [-1, 5, 7, 9, 4, 6, 10, 5, 7], (sum) => (((sum % 11) + 11) % 11) % 10),
  },
  // Without a check digit: areas from 900 on are not used.
  US: { form: '8##-+#-+###', check: () => {}, at: 0 },
  UY: { form: '+######0', check: digitBy(0, [2, 9, 8, 7, 6, 3, 4], less10) },
  ZA: { form: 'ymd####080', check: luhn(0, 12) },
};
