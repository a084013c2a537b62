const ZERO = 48;

/** The value of a digit, or of a letter from A = 10 on. */
function valueOf(byte: number): number {
  return byte < 65 ? byte - ZERO : byte - 55;
}

const lessTen = (sum: number): number => ZERO + ((10 - (sum % 10)) % 10);

/** Sets the last digit of an ISIN (ISO 6166): Luhn's rule over the digits, where letters count as two. */
export function isinDigit(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  let isDoubled = true;
  const add = (digit: number): void => {
    const product = isDoubled ? digit * 2 : digit;
    sum += product > 9 ? product - 9 : product;
    isDoubled = !isDoubled;
  };
  for (let i = end - 2; i >= start; i--) {
    const value = valueOf(bytes[i]);
    add(value % 10);
    if (value > 9) add(Math.floor(value / 10));
  }
  bytes[end - 1] = lessTen(sum);
}

/** Sets the last digit of a CUSIP (ANSI X9.6): every second value doubled, digits summed. */
export function cusipDigit(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  for (let i = start; i < end - 1; i++) {
    const value = valueOf(bytes[i]) * ((i - start) % 2 === 0 ? 1 : 2);
    sum += Math.floor(value / 10) + (value % 10);
  }
  bytes[end - 1] = lessTen(sum);
}

const SEDOL_WEIGHTS = [1, 3, 1, 7, 3, 9];

/** Sets the last digit of a SEDOL. */
export function sedolDigit(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  for (let i = start; i < end - 1; i++) sum += valueOf(bytes[i]) * SEDOL_WEIGHTS[i - start];
  bytes[end - 1] = lessTen(sum);
}

/** Sets the last two digits of an LEI (ISO 17442): 98 less the rest of what is before them, and 00, by 97. */
export function leiDigits(bytes: Uint8Array, start: number, end: number): void {
  let rest = 0;
  for (let i = start; i < end - 2; i++) {
    const value = valueOf(bytes[i]);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  const check = 98 - ((rest * 100) % 97);
  bytes[end - 2] = ZERO + Math.floor(check / 10);
  bytes[end - 1] = ZERO + (check % 10);
}
