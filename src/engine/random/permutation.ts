import type { Rows } from '../rows.ts';
import type { Key } from './key.ts';
import { threefry } from './threefry.ts';

/** Up to here a table: a cipher of a few bits is visibly not a fair shuffle. */
const TABLE = 65536;

/**
 * A shuffle of the whole numbers 0 ... n - 1, n up to 2^53, any of them alone. Up to 65,536 numbers it is a Fisher-Yates
 * table; above that a 6-round Feistel network over the two halves of the bits, walked along its cycle until the result
 * is below n (Black and Rogaway, Ciphers with arbitrary finite domains, 2002), less than two walks on average.
 * The mixing constants are those of the 32-bit hash found by hash-prospector (C. Wellons). Throws a RangeError for other n.
 */
export class Permutation {
  readonly n: number;
  readonly #key: Key;
  /** Made when it is first asked for. */
  #shuffled: Uint16Array | null = null;
  #inverse: Uint16Array | null = null;
  readonly #network: Network;

  constructor(n: number, key: Key) {
    if (!(Number.isInteger(n) && n >= 0 && n <= 9007199254740992))
      throw new RangeError(`no permutation of ${n} numbers`);
    this.n = n;
    this.#key = key;
    this.#network = network(n, key);
  }

  /** Where x goes; x must be below n. */
  forward(x: number): number {
    return this.n > TABLE ? walk(x, this.n, this.#network) : this.#table()[x];
  }

  /** What goes to y; y must be below n. */
  inverse(y: number): number {
    if (this.n > TABLE) return walkBack(y, this.n, this.#network);
    if (this.#inverse === null) {
      this.#inverse = new Uint16Array(this.n);
      const table = this.#table();
      for (let x = 0; x < this.n; x++) this.#inverse[table[x]] = x;
    }
    return this.#inverse[y];
  }

  /** Where the rows go; each must be below n, and n within 31 bits for an Int32Array. */
  fill(out: Int32Array | Float64Array, rows: Rows): void {
    const { index, first, length } = rows;
    if (this.n > TABLE) {
      for (let i = 0; i < length; i++) out[i] = walk(index === null ? first + i : index[i], this.n, this.#network);
      return;
    }
    const table = this.#table();
    if (index === null) out.set(table.subarray(first, first + length));
    else for (let i = 0; i < length; i++) out[i] = table[index[i]];
  }

  #table(): Uint16Array {
    this.#shuffled ??= shuffled(this.n, this.#key);
    return this.#shuffled;
  }
}

/** A shuffle as that of `Permutation`, without a table for few numbers: for those that are shuffled anew for each of many owners. */
export function shuffle(n: number, key: Key): (x: number) => number {
  const rounds = network(n, key);
  return (x) => walk(x, n, rounds);
}

function shuffled(n: number, key: Key): Uint16Array {
  const table = Uint16Array.from({ length: n }, (_, i) => i);
  const block = new Int32Array(2);
  for (let i = n - 1; i > 0; i--) {
    threefry(key, i, 0, block);
    const j = Math.floor(((block[0] >>> 5) * 67108864 + (block[1] >>> 6)) * 1.1102230246251565e-16 * (i + 1));
    const kept = table[i];
    table[i] = table[j];
    table[j] = kept;
  }
  return table;
}

interface Network {
  readonly leftMask: number;
  readonly rightMask: number;
  readonly rightSize: number;
  /** The rounds' keys. */
  readonly q0: number;
  readonly q1: number;
  readonly q2: number;
  readonly q3: number;
  readonly q4: number;
  readonly q5: number;
}

function network(n: number, key: Key): Network {
  let bits = 2;
  for (let size = 4; size < n; size *= 2) bits++;
  const rightBits = bits >> 1;
  const [a, b, c] = [new Int32Array(2), new Int32Array(2), new Int32Array(2)];
  threefry(key, 0, 0, a);
  threefry(key, 1, 0, b);
  threefry(key, 2, 0, c);
  return {
    leftMask: (1 << (bits - rightBits)) - 1,
    rightMask: (1 << rightBits) - 1,
    rightSize: 1 << rightBits,
    q0: a[0],
    q1: a[1],
    q2: b[0],
    q3: b[1],
    q4: c[0],
    q5: c[1],
  };
}

function walk(x: number, n: number, network: Network): number {
  const { leftMask, rightMask, rightSize, q0, q1, q2, q3, q4, q5 } = network;
  do {
    let left = Math.floor(x / rightSize) | 0;
    let right = (x - left * rightSize) | 0;
    left ^= mix(right ^ q0) & leftMask;
    right ^= mix(left ^ q1) & rightMask;
    left ^= mix(right ^ q2) & leftMask;
    right ^= mix(left ^ q3) & rightMask;
    left ^= mix(right ^ q4) & leftMask;
    right ^= mix(left ^ q5) & rightMask;
    x = left * rightSize + right;
  } while (x >= n);
  return x;
}

function walkBack(y: number, n: number, network: Network): number {
  const { leftMask, rightMask, rightSize, q0, q1, q2, q3, q4, q5 } = network;
  do {
    let left = Math.floor(y / rightSize) | 0;
    let right = (y - left * rightSize) | 0;
    right ^= mix(left ^ q5) & rightMask;
    left ^= mix(right ^ q4) & leftMask;
    right ^= mix(left ^ q3) & rightMask;
    left ^= mix(right ^ q2) & leftMask;
    right ^= mix(left ^ q1) & rightMask;
    left ^= mix(right ^ q0) & leftMask;
    y = left * rightSize + right;
  } while (y >= n);
  return y;
}

function mix(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x21f0aaad);
  h ^= h >>> 15;
  h = Math.imul(h, 0xd35a2d97);
  return h ^ (h >>> 15);
}
