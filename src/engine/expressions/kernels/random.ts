/** Numbers from a up to b, by fractions u in [0, 1). */
export function randomNumbers(u: Float64Array, a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] + u[i] * (b[i] - a[i]) + 0;
}

/** Integers from a to b, by fractions u in [0, 1); NaN where b is below a. */
export function randomIntegers(u: Float64Array, a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = b[i] < a[i] ? NaN : Math.min(b[i], a[i] + Math.floor(u[i] * (b[i] - a[i] + 1)));
}
