/** Every kernel handles the first n rows. Products and differences add 0 so that no value is -0. */
import { cos, exp, log, pow, sin } from '../../random/elementary.ts';

/** Below this, the product of a rounded quotient and its divisor is still exact: 2^52. */
const QUICK = 4_503_599_627_370_496;

export function widenIntegers(a: Int32Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i];
}

export function widenBytes(a: Uint8Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i];
}

export function narrowWide(a: BigInt64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Number(a[i]);
}

export function narrowIntegers(a: Float64Array, out: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i];
}

export function add(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] + b[i];
}

export function addScalar(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] + s;
}

export function subtract(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] - b[i];
}

/** s - a */
export function subtractFrom(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = s - a[i];
}

export function multiply(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] * b[i] + 0;
}

export function multiplyScalar(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] * s + 0;
}

/** a / b, and NaN for a division by zero. */
export function divide(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = b[i] === 0 ? NaN : a[i] / b[i] + 0;
}

export function divideScalar(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] / s + 0;
}

/** floor(a / b) of whole numbers, exact (a rounded quotient is not); NaN for a division by zero. */
export function floorDivide(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const rest = a[i] % b[i];
    const quotient = (a[i] - rest) / b[i];
    out[i] = rest !== 0 && rest < 0 !== b[i] < 0 ? quotient - 1 : quotient + 0;
  }
}

export function floorDivideScalar(a: Float64Array, s: number, out: Float64Array, n: number): void {
  const quick = s > 0 && s < QUICK;
  for (let i = 0; i < n; i++) {
    const value = a[i];
    if (quick && value < QUICK && value > -QUICK) {
      // The rounded quotient is at most 1 too large.
      const quotient = Math.floor(value / s);
      out[i] = (quotient * s > value ? quotient - 1 : quotient) + 0;
    } else {
      const rest = value % s;
      const quotient = (value - rest) / s;
      out[i] = rest !== 0 && rest < 0 !== s < 0 ? quotient - 1 : quotient + 0;
    }
  }
}

/** a - b × floor(a / b), with the sign of b; NaN for a division by zero. */
export function modulo(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const rest = a[i] % b[i];
    out[i] = rest !== 0 && rest < 0 !== b[i] < 0 ? rest + b[i] : rest + 0;
  }
}

export function moduloScalar(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const rest = a[i] % s;
    out[i] = rest !== 0 && rest < 0 !== s < 0 ? rest + s : rest + 0;
  }
}

/** As moduloScalar, for whole numbers and a positive whole divisor. */
export function wholeModuloScalar(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const value = a[i];
    if (s < QUICK && value < QUICK && value > -QUICK) {
      const rest = value - Math.floor(value / s) * s;
      out[i] = rest < 0 ? rest + s : rest;
    } else {
      const rest = value % s;
      out[i] = rest < 0 ? rest + s : rest + 0;
    }
  }
}

export function absolute(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.abs(a[i]);
}

export function floor(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.floor(a[i]) + 0;
}

export function ceil(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.ceil(a[i]) + 0;
}

export function smaller(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] < b[i] ? a[i] : b[i];
}

export function larger(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] > b[i] ? a[i] : b[i];
}

export function squareRoot(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.sqrt(a[i]) + 0;
}

/** The natural logarithm; NaN up to 0. */
export function logarithm(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] > 0 ? log(a[i]) : NaN;
}

/** Angles in radians beyond this have too few digits left for a sine. */
const MAX_ANGLE = 1e9;

/** The sine of an angle in radians; NaN where that is too large. */
export function sine(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] > MAX_ANGLE || a[i] < -MAX_ANGLE ? NaN : sin(a[i]) + 0;
}

export function cosine(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] > MAX_ANGLE || a[i] < -MAX_ANGLE ? NaN : cos(a[i]) + 0;
}

/** a^b; NaN for a negative a with a fraction in b, Infinity for 0 to a negative power. */
export function power(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = powerOf(a[i], b[i]) + 0;
}

/** Beyond this exponent every power is 0, 1 or no double. */
const MAX_EXPONENT = 2 ** 31;

function powerOf(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (base === 0) return exponent > 0 ? 0 : Infinity;
  if (base < 0) {
    if (!Number.isInteger(exponent)) return NaN;
    const size = powerOf(-base, exponent);
    return exponent % 2 === 0 ? size : -size;
  }
  return pow(base, Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, exponent)));
}

/** -1, 0 or 1. */
export function sign(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] > 0 ? 1 : a[i] < 0 ? -1 : 0;
}

/** e^a, and Infinity where that is no double any more. */
export function exponential(a: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] > 709.7 ? Infinity : a[i] < -745 ? 0 : exp(a[i]);
}

/** a × s to the nearest whole number, halves to the even one. */
export function roundScaled(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const value = a[i] * s;
    const below = Math.floor(value);
    const rest = value - below;
    out[i] = rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below + 0 : below + 1;
  }
}

/** Whole numbers a / s to the nearest whole number, halves to the even one; exact. */
export function roundQuotient(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const value = a[i];
    let below = Math.floor(value / s);
    let rest = 0;
    if (s < QUICK && value < QUICK && value > -QUICK) {
      rest = value - below * s;
      if (rest < 0) {
        below--;
        rest += s;
      }
    } else {
      const remainder = value % s;
      rest = remainder < 0 ? remainder + s : remainder;
      below = (value - remainder) / s - (remainder < 0 ? 1 : 0);
    }
    out[i] = rest * 2 > s || (rest * 2 === s && below % 2 !== 0) ? below + 1 : below + 0;
  }
}

/** Makes 0 and null of what is not within ±limit, NaN included. `present` is what was not null before. */
export function limit(
  values: Float64Array,
  most: number,
  present: Uint8Array | null,
  validity: Uint8Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const within = values[i] <= most && values[i] >= -most;
    validity[i] = within && (present === null || present[i] === 1) ? 1 : 0;
    if (!within) values[i] = 0;
  }
}
