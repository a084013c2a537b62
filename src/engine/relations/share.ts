import type { Distribution } from '../../model/index.ts';
import { aliasTable } from '../random/alias.ts';
import { pow } from '../random/elementary.ts';
import { fillAlias, fillBelowWide, fillLaw, fillUnit32 } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { discreteLaw } from '../random/law.ts';
import { Permutation } from '../random/permutation.ts';
import type { Rows } from '../rows.ts';

/** How references are shared out: for each row one of n parents. */
export interface Share {
  fill(out: Float64Array, rows: Rows): void;
}

/** Up to here 32 bits choose fairly enough (chances differ by less than 1 in 65,536), and a table of parents is small. */
const SMALL = 65536;

/** Every parent 0 ... n - 1 alike; n up to 2^53. */
export function uniformShare(n: number, key: Key): Share {
  if (n > SMALL) return { fill: (out, rows) => fillBelowWide(out, key, rows, n, 0) };
  return {
    fill(out, rows) {
      fillUnit32(out, key, rows);
      for (let i = 0; i < rows.length; i++) out[i] = Math.floor(out[i] * n);
    },
  };
}

/** Few parents get most: the parent of rank r gets (r + 1)^-s, and `permutationKey` says who has which rank. */
export function zipfShare(n: number, s: number, key: Key, permutationKey: Key): Share {
  if (n > SMALL) return lawShare(n, { name: 'zipf', s }, key, permutationKey);
  const permutation = new Permutation(n, permutationKey);
  const weights = new Float64Array(n);
  for (let rank = 0; rank < n; rank++) weights[permutation.forward(rank)] = pow(rank + 1, -s);
  const table = aliasTable(weights);
  let parents = new Int32Array(0);
  return {
    fill(out, rows) {
      if (parents.length < rows.length) parents = new Int32Array(rows.length);
      fillAlias(parents, key, rows, table);
      for (let i = 0; i < rows.length; i++) out[i] = parents[i];
    },
  };
}

/** Any distribution over the ranks 0 ... n - 1; `permutationKey` says which parent has which rank. */
export function lawShare(n: number, distribution: Distribution, key: Key, permutationKey: Key): Share {
  const law = discreteLaw(distribution, 0, n - 1);
  const permutation = new Permutation(n, permutationKey);
  return {
    fill(out, rows) {
      fillLaw(out, key, rows, law);
      for (let i = 0; i < rows.length; i++) out[i] = permutation.forward(out[i]);
    },
  };
}

/** Each row another of `cap` places at each of n parents: n times cap rows at most, and below 2^53. */
export function cappedShare(n: number, cap: number, key: Key): Share {
  const permutation = new Permutation(Math.max(1, n * cap), key);
  return {
    fill(out, rows) {
      permutation.fill(out, rows);
      for (let i = 0; i < rows.length; i++) out[i] = Math.floor(out[i] / cap);
    },
  };
}
