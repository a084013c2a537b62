/** Decimals past 2^53: slow, exact. Values at null rows may be anything, also no whole numbers. */

const LIMIT = 1_000_000_000_000_000_000n;

export function widenDoubles(a: Float64Array, out: BigInt64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Number.isSafeInteger(a[i]) ? BigInt(a[i]) : 0n;
}

/** Unscaled results of `compute`; 0 and null if it gives null or what does not fit 18 digits. */
export function computeWide(
  compute: (a: bigint, b: bigint) => bigint | null,
  a: BigInt64Array,
  b: BigInt64Array,
  out: BigInt64Array,
  present: Uint8Array | null,
  validity: Uint8Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const value = present === null || present[i] === 1 ? compute(a[i], b[i]) : null;
    const fits = value !== null && value < LIMIT && value > -LIMIT;
    out[i] = fits ? value : 0n;
    validity[i] = fits ? 1 : 0;
  }
}

/** Where `accept` holds of the sign of a × scaleA - b × scaleB. */
export function compareWide(
  accept: (sign: number) => boolean,
  a: BigInt64Array,
  scaleA: bigint,
  b: BigInt64Array,
  scaleB: bigint,
  out: Uint8Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const left = a[i] * scaleA;
    const right = b[i] * scaleB;
    out[i] = accept(left < right ? -1 : left > right ? 1 : 0) ? 1 : 0;
  }
}

/** a / b rounded to the nearest whole number, halves to the even one; b > 0. */
export function roundedQuotient(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const rest = a % b;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < b || (twice === b && quotient % 2n === 0n)) return quotient;
  return quotient + (a < 0n ? -1n : 1n);
}

/** floor(a / b), or null for a division by zero. */
export function floorQuotient(a: bigint, b: bigint): bigint | null {
  if (b === 0n) return null;
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? a / b - 1n : a / b;
}

/** a - b × floor(a / b), or null for a division by zero. */
export function floorRest(a: bigint, b: bigint): bigint | null {
  if (b === 0n) return null;
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}
