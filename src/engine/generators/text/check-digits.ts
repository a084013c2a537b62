const ZERO = 48;
const HYPHEN = 45;

/** Sets the last digit of an ISBN of 13 digits, which is an EAN (GS1 General Specifications, 7.9): weights 1 and 3 in turn. */
export function eanDigit(bytes: Uint8Array, start: number, end: number): void {
  gs1Digit(bytes, start, end, 1);
}

/** The same for a UPC of 12 digits, whose first weight is 3. */
export function upcDigit(bytes: Uint8Array, start: number, end: number): void {
  gs1Digit(bytes, start, end, 3);
}

function gs1Digit(bytes: Uint8Array, start: number, end: number, weight: number): void {
  let sum = 0;
  for (let i = start; i < end - 1; i++) {
    if (bytes[i] === HYPHEN) continue;
    sum += (bytes[i] - ZERO) * weight;
    weight = 4 - weight;
  }
  bytes[end - 1] = ZERO + ((10 - (sum % 10)) % 10);
}

/** Sets the last digit of a card number by Luhn's rule (ISO/IEC 7812-1, annex B). */
export function luhnDigit(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  for (let i = end - 2, double = true; i >= start; i--, double = !double) {
    const digit = (bytes[i] - ZERO) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  bytes[end - 1] = ZERO + ((10 - (sum % 10)) % 10);
}

const ROUTING = [3, 7, 1];

/** Sets the last digit of a routing number (American Bankers Association): weights 3, 7 and 1 in turn. */
export function routingDigit(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  for (let i = start; i < end - 1; i++) sum += (bytes[i] - ZERO) * ROUTING[(i - start) % 3];
  bytes[end - 1] = ZERO + ((10 - (sum % 10)) % 10);
}

/** What the digits 80840 before an NPI add to Luhn's sum. */
const NPI_PREFIX = 24;

/** Sets the last digit of an NPI, by Luhn's rule over 80840 and the number. */
export function npiDigit(bytes: Uint8Array, start: number, end: number): void {
  luhnDigit(bytes, start, end);
  bytes[end - 1] = ZERO + ((bytes[end - 1] - ZERO + 100 - NPI_PREFIX) % 10);
}

/** Sets characters 3 and 4 of an IBAN (ISO 13616): 98 less the rest of the number, country and 00 after it, by 97. */
export function ibanDigits(bytes: Uint8Array, start: number, end: number): void {
  let rest = 0;
  for (let i = start + 4; i < end; i++) rest = takeIn(rest, bytes[i]);
  rest = takeIn(takeIn(rest, bytes[start]), bytes[start + 1]);
  const check = 98 - ((rest * 100) % 97);
  bytes[start + 2] = ZERO + Math.floor(check / 10);
  bytes[start + 3] = ZERO + (check % 10);
}

/** The rest by 97 after one more character; letters count 10 (A) to 35 (Z). */
function takeIn(rest: number, byte: number): number {
  return byte >= 65 ? (rest * 100 + byte - 55) % 97 : (rest * 10 + byte - ZERO) % 97;
}

/**
 * Sets the last two digits of an NHS number: weights 10 to 2, by 11. There is no digit for a check of 10: the ninth digit is then
 * 1 in place of 0.
 */
export function nhsDigits(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  for (let i = start; i < end - 2; i++) sum += (bytes[i] - ZERO) * (10 - (i - start));
  if (sum % 11 === 1) {
    bytes[end - 2] = ZERO + 1;
    sum += 2;
  }
  bytes[end - 1] = ZERO + ((11 - (sum % 11)) % 11);
}
