export function equal(a: Float64Array, b: Float64Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] === b[i] ? 1 : 0;
}

export function less(a: Float64Array, b: Float64Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] < b[i] ? 1 : 0;
}

export function atMost(a: Float64Array, b: Float64Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] <= b[i] ? 1 : 0;
}

export function equalScalar(a: Float64Array, s: number, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] === s ? 1 : 0;
}

export function lessScalar(a: Float64Array, s: number, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] < s ? 1 : 0;
}

export function atMostScalar(a: Float64Array, s: number, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] <= s ? 1 : 0;
}

export function moreScalar(a: Float64Array, s: number, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] > s ? 1 : 0;
}

export function atLeastScalar(a: Float64Array, s: number, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] >= s ? 1 : 0;
}

export function unequal(a: Float64Array, b: Float64Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] === b[i] ? 0 : 1;
}

export function unequalScalar(a: Float64Array, s: number, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] === s ? 0 : 1;
}

/** Whether a[i] is one of a few numbers. */
export function among(a: Float64Array, few: Float64Array, out: Uint8Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let found = 0;
    for (let j = 0; j < few.length; j++) if (a[i] === few[j]) found = 1;
    out[i] = found;
  }
}
