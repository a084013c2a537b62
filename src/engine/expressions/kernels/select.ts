/** Each kernel takes a[i] where choice[i] is 1, else b[i]. */

export function selectDoubles(
  choice: Uint8Array,
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) out[i] = choice[i] === 1 ? a[i] : b[i];
}

export function selectIntegers(choice: Uint8Array, a: Int32Array, b: Int32Array, out: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = choice[i] === 1 ? a[i] : b[i];
}

export function selectBytes(choice: Uint8Array, a: Uint8Array, b: Uint8Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = choice[i] === 1 ? a[i] : b[i];
}

export function selectWide(
  choice: Uint8Array,
  a: BigInt64Array,
  b: BigInt64Array,
  out: BigInt64Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) out[i] = choice[i] === 1 ? a[i] : b[i];
}

/** Positions in the joined dictionary of two: those of b stand after the `shift` entries of a. */
export function selectShifted(
  choice: Uint8Array,
  a: Int32Array,
  b: Int32Array,
  shift: number,
  out: Int32Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) out[i] = choice[i] === 1 ? a[i] : b[i] + shift;
}
