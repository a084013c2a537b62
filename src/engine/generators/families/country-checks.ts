/** Sets the check digits of a number that is written from `at` to `end`. */
export type Check = (bytes: Uint8Array, at: number, end: number) => void;

const ZERO = 48;

/** The digits at some places as a sum of products. */
export function weighted(bytes: Uint8Array, at: number, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (bytes[at + i] - ZERO), 0);
}

/** The rest of a number, some of whose digits are at `from` to `to`, by a divisor; `start` is the rest of what is before. */
export function restBy(bytes: Uint8Array, from: number, to: number, divisor: number, start = 0): number {
  let rest = start;
  for (let i = from; i < to; i++) rest = (rest * 10 + bytes[i] - ZERO) % divisor;
  return rest;
}

/** Writes a number with so many digits. */
export function putDigits(bytes: Uint8Array, at: number, value: number, count: number): void {
  for (let i = at + count - 1, rest = value; i >= at; i--, rest = Math.floor(rest / 10)) bytes[i] = ZERO + (rest % 10);
}

/** A digit by a weighted sum of the digits before it, at the end of the weights. */
export const digitBy =
  (offset: number, weights: readonly number[], of: (sum: number) => number): Check =>
  (bytes, at) => {
    bytes[at + offset + weights.length] = ZERO + of(weighted(bytes, at + offset, weights));
  };

/** The letter of a weighted sum. */
export const letterBy =
  (offset: number, weights: readonly number[], letters: string): Check =>
  (bytes, at) => {
    bytes[at + offset + weights.length] = letters.charCodeAt(weighted(bytes, at + offset, weights) % letters.length);
  };

/**
 * A digit by 11, of which some sums have none: the 0 at `spare` is counted up until there is one. `of` gives the digit, or 10 for
 * none. The digit is after those of the weights, or at `last`, where the weight is 0.
 */
export const digitBy11 =
  (
    offset: number,
    weights: readonly number[],
    spare: number,
    of: (sum: number) => number,
    last = offset + weights.length,
  ): Check =>
  (bytes, at) => {
    for (;;) {
      const digit = of(weighted(bytes, at + offset, weights));
      bytes[at + last] = ZERO + (digit % 10);
      if (digit < 10) return;
      bytes[at + spare] += 1;
    }
  };

/** 11 less the rest by 11; 10 has no digit. */
export const less11 = (sum: number): number => (11 - (sum % 11)) % 11;
/** The same, where 10 is 0. */
export const less11or0 = (sum: number): number => less11(sum) % 10;
/** The rest by 11; 10 has no digit. */
export const rest11 = (sum: number): number => sum % 11;
export const less10 = (sum: number): number => (10 - (sum % 10)) % 10;

/** Luhn's digit at `last` over the digits from `offset` on (ISO/IEC 7812-1). */
export const luhn =
  (offset: number, last: number): Check =>
  (bytes, at) => {
    let sum = 0;
    for (let i = last - 1, double = true; i >= offset; i--) {
      const byte = bytes[at + i];
      if (byte < ZERO || byte > ZERO + 9) continue;
      const digit = (byte - ZERO) * (double ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
      double = !double;
    }
    bytes[at + last] = ZERO + less10(sum);
  };

/** ISO/IEC 7064, MOD 11,10: the digit at `last`. */
export const mod1110 =
  (offset: number, last: number): Check =>
  (bytes, at) => {
    let product = 10;
    for (let i = offset; i < last; i++) {
      const sum = (product + bytes[at + i] - ZERO) % 10 || 10;
      product = (sum * 2) % 11;
    }
    bytes[at + last] = ZERO + ((11 - product) % 10);
  };

const VERHOEFF_TURN = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
const VERHOEFF_INVERSE = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

/** Verhoeff's digit at `last`. */
export const verhoeff =
  (last: number): Check =>
  (bytes, at) => {
    let check = 0;
    for (let i = last - 1, turns = 1; i >= 0; i--, turns++) {
      let digit = bytes[at + i] - ZERO;
      for (let turn = 0; turn < turns % 8; turn++) digit = VERHOEFF_TURN[digit];
      check = times(check, digit);
    }
    bytes[at + last] = ZERO + VERHOEFF_INVERSE[check];
  };

/** The product in the dihedral group of ten elements. */
function times(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 10) % 5;
}

/** Checks one after the other. */
export const both =
  (...checks: readonly Check[]): Check =>
  (bytes, at, end) => {
    for (const check of checks) check(bytes, at, end);
  };

/** Two digits of a value of the number at `offset` to `to`, written at `to`. */
export const pairBy =
  (offset: number, to: number, divisor: number, of: (rest: number) => number): Check =>
  (bytes, at) => {
    putDigits(bytes, at + to, of(restBy(bytes, at + offset, at + to, divisor)), 2);
  };
