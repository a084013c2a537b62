/**
 * Weights prepared for picking a position in constant time (Walker's alias method): a position drawn uniformly stands
 * where 31 further random bits lie below its `keep`, else its `other` is taken.
 */
export interface AliasTable {
  readonly keep: Int32Array;
  readonly other: Int32Array;
}

/**
 * The table of some weights, by Vose (A linear algorithm for generating random numbers with a given distribution, 1991),
 * always the same for the same weights; chances are exact to 2^-31 of a position's share. A weight of 0 is never picked.
 * Throws a RangeError if a weight is negative or not finite, or none is above 0.
 */
export function aliasTable(weights: ArrayLike<number>): AliasTable {
  const n = weights.length;
  let largest = -1;
  for (let i = 0; i < n; i++) {
    if (!(weights[i] >= 0 && weights[i] < Infinity)) throw new RangeError(`weight ${i} is ${weights[i]}`);
    if (largest < 0 || weights[i] > weights[largest]) largest = i;
  }
  if (largest < 0 || weights[largest] === 0) throw new RangeError('at least one weight must be above 0');

  // Divided by the largest first, so that the sum cannot overflow.
  const share = Float64Array.from(weights, (weight) => weight / weights[largest]);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += share[i];
  // Two stacks in one array: the positions below an even share grow from its front, the others from its back.
  const stacks = new Int32Array(n);
  let small = 0;
  let large = n;
  for (let i = n - 1; i >= 0; i--) {
    share[i] = (share[i] * n) / sum;
    stacks[share[i] < 1 ? small++ : --large] = i;
  }

  const keep = new Int32Array(n);
  const other = new Int32Array(n);
  while (small > 0 && large < n) {
    const poor = stacks[--small];
    const rich = stacks[large++];
    keep[poor] = Math.floor(share[poor] * 2147483648);
    other[poor] = rich;
    share[rich] = share[rich] + share[poor] - 1;
    stacks[share[rich] < 1 ? small++ : --large] = rich;
  }
  // What rounding leaves over has a share of 1, unless it is a weight of 0 whose rich neighbours ran out.
  for (let at = 0; at < n; at++) {
    if (at >= small && at < large) continue;
    const i = stacks[at];
    other[i] = weights[i] > 0 ? i : largest;
  }
  return { keep, other };
}
