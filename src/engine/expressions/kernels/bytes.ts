/*
 * Truth values and presence, a byte a row: 1 or 0. In the three-valued kernels a and b are the values, pa and pb say
 * whether they are known.
 */

export function andBytes(a: Uint8Array, b: Uint8Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] & b[i];
}

export function orBytes(a: Uint8Array, b: Uint8Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] | b[i];
}

export function notBytes(a: Uint8Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] ^ 1;
}

/** Whether a and b is known: both are, or one is known to be false. */
export function knownAnd(
  a: Uint8Array,
  pa: Uint8Array,
  b: Uint8Array,
  pb: Uint8Array,
  out: Uint8Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) out[i] = (pa[i] & pb[i]) | (pa[i] & (a[i] ^ 1)) | (pb[i] & (b[i] ^ 1));
}

/** Whether a or b is known: both are, or one is known to be true. */
export function knownOr(
  a: Uint8Array,
  pa: Uint8Array,
  b: Uint8Array,
  pb: Uint8Array,
  out: Uint8Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) out[i] = (pa[i] & pb[i]) | (pa[i] & a[i]) | (pb[i] & b[i]);
}

/** table[index] */
export function gatherBytes(table: Uint8Array, index: Int32Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = table[index[i]];
}

export function gatherDoubles(table: Float64Array, index: Int32Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = table[index[i]];
}

export function gatherIntegers(table: Int32Array, index: Int32Array, out: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = table[index[i]];
}
