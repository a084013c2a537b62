import type { Key } from '../random/key.ts';
import { Permutation } from '../random/permutation.ts';
import type { DiscreteLaw } from '../random/discrete-law.ts';
import { drawnWithoutRepeats, spreadWithoutRepeats, type WithoutRepeats } from '../random/without-repeats.ts';
import { rowAt, type Rows } from '../rows.ts';
import type { Children } from './children.ts';
import { SharedRows } from './shared-rows.ts';

const LIMIT = Number.MAX_SAFE_INTEGER;

/** One digit of a combination for each row of a batch, below the size that it joined with. */
export interface Digit {
  fill(out: Int32Array | Float64Array, rows: Rows): void;
}

/** How the combinations are given to the rows. */
export type Arrangement =
  /** All of them in order, the last member moving fastest. */
  | { readonly kind: 'each' }
  /** A shuffle of all, one for each row. */
  | { readonly kind: 'rows' }
  /** One for each of so many rows, where the first member follows a law. */
  | { readonly kind: 'shared'; readonly rows: number; readonly law: (n: number) => DiscreteLaw; readonly key: Key }
  /** The children of one parent have different ones; `law` shapes the picks of the first member, uniform where it is null. */
  | {
      readonly kind: 'children';
      readonly children: () => Children;
      readonly most: number;
      readonly law: ((n: number) => DiscreteLaw) | null;
    };

interface Radix {
  /** Product of what the digits after it count to. */
  readonly divisor: number;
  readonly width: number;
  /** Distance of the values taken, above 1 where there are more than can be counted. */
  readonly stride: number;
}

/**
 * Fields whose values are different together in any two rows, or any two children of one parent, by construction: a mixed radix of
 * one number that does not repeat. Members join with the number of their values while they are compiled, in any order.
 */
export class Tuple {
  readonly #names: readonly string[];
  readonly #arrangement: Arrangement;
  readonly #key: Key;
  readonly #sizes = new Map<string, number>();
  #radices: ReadonlyMap<string, Radix> | null = null;
  #combinations = 1;
  #permutation: Permutation | null = null;
  #draws: WithoutRepeats | null = null;
  #shared: SharedRows | null = null;
  #numbers = new Float64Array(0);
  #parents = new Float64Array(0);
  #ordinals = new Float64Array(0);

  /** @param names of the members; the first is the one that a law shapes. */
  constructor(names: readonly string[], arrangement: Arrangement, key: Key) {
    this.#names = names;
    this.#arrangement = arrangement;
    this.#key = key;
  }

  join(name: string, size: number): Digit {
    this.#sizes.set(name, size);
    return { fill: (out, rows) => this.#fill(name, out, rows) };
  }

  leave(name: string): void {
    this.#sizes.delete(name);
  }

  has(name: string): boolean {
    return this.#sizes.has(name);
  }

  /** How many there are, at most 2^53 - 1; for when all members have joined. */
  get combinations(): number {
    this.#settle();
    return this.#combinations;
  }

  #settle(): ReadonlyMap<string, Radix> {
    if (this.#radices !== null) return this.#radices;
    const radices = new Map<string, Radix>();
    let divisor = 1;
    for (const name of this.#names.toReversed()) {
      const size = this.#sizes.get(name);
      if (size === undefined) continue;
      const width = Math.min(size, Math.floor(LIMIT / Math.max(1, divisor)));
      radices.set(name, { divisor, width, stride: width === 0 ? 1 : Math.floor(size / width) });
      divisor *= width;
    }
    this.#combinations = radices.size === 0 ? 0 : divisor;
    this.#radices = radices;
    return radices;
  }

  #fill(name: string, out: Int32Array | Float64Array, rows: Rows): void {
    const radix = this.#settle().get(name);
    if (radix === undefined) throw new TypeError(`${name} has left its combinations`);
    const { divisor, width, stride } = radix;
    const numbers = this.#number(rows);
    for (let i = 0; i < rows.length; i++) out[i] = (Math.floor(numbers[i] / divisor) % width) * stride;
  }

  /** The number of the combination of each row. */
  #number(rows: Rows): Float64Array {
    const { length } = rows;
    if (this.#numbers.length < length) this.#numbers = new Float64Array(length);
    const numbers = this.#numbers;
    const arrangement = this.#arrangement;
    if (arrangement.kind === 'each') {
      for (let i = 0; i < length; i++) numbers[i] = rowAt(rows, i);
    } else if (arrangement.kind === 'shared') {
      const shared = this.#sharedRows(arrangement);
      for (let i = 0; i < length; i++) numbers[i] = shared.at(rowAt(rows, i));
    } else if (arrangement.kind === 'rows') {
      this.#permutation ??= new Permutation(this.#combinations, this.#key);
      this.#permutation.fill(numbers, rows);
    } else {
      if (this.#parents.length < length) {
        this.#parents = new Float64Array(length);
        this.#ordinals = new Float64Array(length);
      }
      const children = arrangement.children();
      children.locate(rows, this.#parents, this.#ordinals);
      const draws = (this.#draws ??= this.#drawsOf(arrangement, children));
      for (let i = 0; i < length; i++) numbers[i] = draws.at(this.#parents[i], this.#ordinals[i]);
    }
    return numbers;
  }

  /** How many rows share one value of the first member where it is more than there are combinations with it, and those. */
  overfull(): { readonly rows: number | null; readonly combinations: number } | null {
    if (this.#arrangement.kind !== 'shared') return null;
    const rows = this.#sharedRows(this.#arrangement).overfull();
    return rows === 0 ? null : { rows, combinations: this.#first().divisor };
  }

  #sharedRows({ rows, law, key }: Arrangement & { kind: 'shared' }): SharedRows {
    const { divisor, width } = this.#first();
    this.#shared ??= new SharedRows(rows, law(width), divisor, [key, this.#key]);
    return this.#shared;
  }

  #first(): Pick<Radix, 'divisor' | 'width'> {
    return this.#settle().get(this.#names[0]) ?? { divisor: 1, width: this.#combinations };
  }

  #drawsOf({ most, law }: Arrangement & { kind: 'children' }, children: Children): WithoutRepeats {
    const n = this.#combinations;
    if (law === null) return drawnWithoutRepeats(n, most, this.#key);
    const { divisor, width } = this.#first();
    return spreadWithoutRepeats(
      { law: law(width), width: divisor, count: (owner) => children.count(owner) },
      this.#key,
    );
  }
}
