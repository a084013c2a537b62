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
  putDigits,
  rest11,
  restBy,
  weighted,
} from './country-checks.ts';
import type { CountryNumber } from './country-numbers.ts';

const ZERO = 48;
const CYPRUS = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

/** The weights of `from` down to `to`. */
const down = (from: number, to: number): readonly number[] => Array.from({ length: from - to + 1 }, (_, i) => from - i);

/** The sum of digits of products, and 4. */
const austrian: Check = (bytes, at) => {
  let sum = 4;
  for (let i = 0; i < 7; i++) {
    const product = (bytes[at + i] - ZERO) * (i % 2 === 0 ? 1 : 2);
    sum += product > 9 ? product - 9 : product;
  }
  bytes[at + 7] = ZERO + less10(sum);
};
const bulgarian: Check = (bytes, at) => {
  const first = weighted(bytes, at, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  bytes[at + 8] = ZERO + (first < 10 ? first : (weighted(bytes, at, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10);
};
const cypriot: Check = (bytes, at) => {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += i % 2 === 0 ? CYPRUS[bytes[at + i] - ZERO] : bytes[at + i] - ZERO;
  bytes[at + 8] = 65 + (sum % 26);
};
const greek = digitBy(0, [256, 128, 64, 32, 16, 8, 4, 2], (sum) => (sum % 11) % 10);
const lithuanian: Check = (bytes, at) => {
  const first = weighted(bytes, at, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  bytes[at + 8] = ZERO + (first < 10 ? first : (weighted(bytes, at, [3, 4, 5, 6, 7, 8, 9, 1]) % 11) % 10);
};
const maltese: Check = (bytes, at) => putDigits(bytes, at + 6, 37 - (weighted(bytes, at, [3, 4, 6, 7, 8, 9]) % 37), 2);
const british: Check = (bytes, at) => putDigits(bytes, at + 7, 97 - (weighted(bytes, at, down(8, 2)) % 97), 2);
const french: Check = (bytes, at) => {
  luhn(2, 10)(bytes, at, at + 11);
  putDigits(bytes, at, (12 + 3 * restBy(bytes, at + 2, at + 11, 97)) % 97, 2);
};
const australian: Check = (bytes, at) => {
  putDigits(bytes, at, 99 - (weighted(bytes, at + 2, [3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89), 2);
};
const japanese: Check = (bytes, at) => {
  bytes[at] = ZERO + 9 - (weighted(bytes, at + 1, [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9);
};
const korean: Check = (bytes, at) => {
  const sum = weighted(bytes, at, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor(((bytes[at + 8] - ZERO) * 5) / 10);
  bytes[at + 9] = ZERO + less10(sum);
};
const turkish: Check = (bytes, at) => {
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const digit = (bytes[at + i] - ZERO + 9 - i) % 10;
    if (digit > 0) sum += (digit * 2 ** (9 - i)) % 9 || 9;
  }
  bytes[at + 9] = ZERO + less10(sum);
};
const BRAZIL = [5, 4, 0, 3, 2, 9, 0, 8, 7, 6, 0, 5, 4, 3, 2, 0];
const BRAZIL_SECOND = [6, 5, 0, 4, 3, 2, 0, 9, 8, 7, 0, 6, 5, 4, 3, 0, 2];

/** Chilean numbers of people and companies. */
export const CHILE: CountryNumber = {
  form: '1#######-0',
  check: (bytes, at) => {
    bytes[at + 9] = '0K987654321'.charCodeAt(weighted(bytes, at, [3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  },
};

/** Numbers for value-added tax without their prefixes. */
const EUROPE: Readonly<Record<string, CountryNumber & { readonly prefix: string; readonly suffix?: string }>> = {
  AT: { prefix: 'ATU', form: '#######0', check: austrian },
  BE: { prefix: 'BE', form: '0+######00', check: pairBy(0, 8, 97, (rest) => 97 - rest) },
  BG: { prefix: 'BG', form: 's#######0', check: bulgarian },
  CH: { prefix: 'CHE', suffix: ' MWST', form: '1######00', check: digitBy11(0, [5, 4, 3, 2, 7, 6, 5, 4], 7, less11) },
  CY: { prefix: 'CY', form: '10######0', check: cypriot },
  CZ: { prefix: 'CZ', form: 'n######0', check: digitBy(0, down(8, 2), (sum) => (sum % 11 === 0 ? 1 : less11or0(sum))) },
  DE: { prefix: 'DE', form: '+#######0', check: mod1110(0, 8) },
  DK: { prefix: 'DK', form: '+#####00', check: digitBy11(0, [2, 7, 6, 5, 4, 3, 2], 6, less11) },
  EE: { prefix: 'EE', form: '10######0', check: digitBy(0, [3, 7, 1, 3, 7, 1, 3, 7], less10) },
  ES: { prefix: 'ES', form: 'B+######0', check: luhn(1, 8) },
  FI: { prefix: 'FI', form: '+#####00', check: digitBy11(0, [7, 9, 10, 5, 8, 4, 2], 6, less11) },
  FR: { prefix: 'FR', form: '00t#######0', check: french },
  GB: { prefix: 'GB', form: 't######00', check: british },
  GR: { prefix: 'EL', form: '0#######0', check: greek },
  HR: { prefix: 'HR', form: '+#########0', check: mod1110(0, 10) },
  HU: { prefix: 'HU', form: '+######0', check: digitBy(0, [9, 7, 3, 1, 9, 7, 3], less10) },
  IE: { prefix: 'IE', form: '#######0', check: letterBy(0, down(8, 2), 'WABCDEFGHIJKLMNOPQRSTUV') },
  IT: { prefix: 'IT', form: '0+#####0m0', check: luhn(0, 10) },
  LT: { prefix: 'LT', form: '+######10', check: lithuanian },
  LU: { prefix: 'LU', form: '+#####00', check: pairBy(0, 6, 89, (rest) => rest) },
  LV: {
    prefix: 'LV',
    form: '4########00',
    check: digitBy11(0, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6], 9, (sum) => (((3 - sum) % 11) + 11) % 11),
  },
  MT: { prefix: 'MT', form: '+#####00', check: maltese },
  NL: { prefix: 'NL', suffix: 'B01', form: '+######00', check: digitBy11(0, down(9, 2), 7, rest11) },
  NO: { prefix: 'NO', suffix: ' MVA', form: '9######00', check: digitBy11(0, [3, 2, 7, 6, 5, 4, 3, 2], 7, less11) },
  PL: { prefix: 'PL', form: '+#######00', check: digitBy11(0, [6, 5, 7, 2, 3, 4, 5, 6, 7], 8, rest11) },
  PT: { prefix: 'PT', form: '5#######0', check: digitBy(0, down(9, 2), less11or0) },
  RO: { prefix: 'RO', form: '+#######0', check: digitBy(0, [5, 3, 2, 1, 7, 5, 3, 2], (sum) => ((sum * 10) % 11) % 10) },
  SE: { prefix: 'SE', suffix: '01', form: '55+######0', check: luhn(0, 9) },
  SI: { prefix: 'SI', form: '+#####00', check: digitBy11(0, down(8, 2), 6, slovenian) },
  SK: { prefix: 'SK', form: '2#2#####00', check: slovak },
};

/** 11 less the rest by 11, where 10 is 0 and 11 has no digit. */
function slovenian(sum: number): number {
  const rest = sum % 11;
  return rest === 0 ? 10 : (11 - rest) % 10;
}

/** The whole number is a multiple of 11; the digit before the last grows where that would take a 10. */
function slovak(bytes: Uint8Array, at: number): void {
  let digit = (11 - ((restBy(bytes, at, at + 9, 11) * 10) % 11)) % 11;
  if (digit === 10) {
    bytes[at + 8] += 1;
    digit = (11 - ((restBy(bytes, at, at + 9, 11) * 10) % 11)) % 11;
  }
  bytes[at + 9] = ZERO + digit;
}

/** Numbers for value-added tax by country. */
export const VAT_NUMBERS: Readonly<Record<string, CountryNumber>> = Object.fromEntries(
  Object.entries(EUROPE).map(([code, { prefix, suffix = '', form, check }]) => [
    code,
    {
      form: `${prefix}${form}${suffix}`,
      check: (bytes, start, end) => check(bytes, start + prefix.length, end - suffix.length),
      // Some Dutch numbers with a wrong digit pass a second check; none does without its B.
      at: prefix.length + width(form) - (code === 'NL' ? 0 : 1),
    } satisfies CountryNumber,
  ]),
);

/** Characters of a text of the form: a month has two. */
function width(form: string): number {
  return form.length + form.replaceAll(/[^ymd]/g, '').length;
}

/** Numbers of taxpayers by country. */
export const TAX_NUMBERS: Readonly<Record<string, CountryNumber>> = {
  ...Object.fromEntries(Object.entries(EUROPE).map(([code, { form, check }]) => [code, { form, check }])),
  AR: { form: '20#######00', check: digitBy11(0, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 9, less11) },
  AU: { form: '00#########', check: australian, at: 1 },
  BR: { form: '##.###.###/0001-00', check: both(digitBy(0, BRAZIL, less11or0), digitBy(0, BRAZIL_SECOND, less11or0)) },
  CA: { form: 't#######0', check: luhn(0, 8) },
  CL: CHILE,
  CO: {
    form: '8########0',
    check: digitBy(0, [41, 37, 29, 23, 19, 17, 13, 7, 3], (sum) => (sum % 11 < 2 ? sum % 11 : 11 - (sum % 11))),
  },
  IL: { form: '51######0', check: luhn(0, 8) },
  JP: { form: '0+###########', check: japanese, at: 0 },
  KR: { form: '2##8#####0', check: korean },
  PE: { form: '20########0', check: digitBy(0, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2], (sum) => (11 - (sum % 11)) % 10) },
  RU: { form: '77#######0', check: digitBy(0, [2, 4, 10, 3, 5, 9, 4, 6, 8], (sum) => (sum % 11) % 10) },
  TR: { form: '+########0', check: turkish },
  // Without a check digit: 07 is no prefix.
  US: { form: '06-#######', check: () => {}, at: 1 },
  ZA: { form: '9########0', check: luhn(0, 9) },
};
