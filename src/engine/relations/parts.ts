import type { ExpressionNode } from '../expressions/node.ts';
import { doubles } from '../expressions/operands.ts';
import { scaleOf } from '../expressions/value-type.ts';
import type { BoundColumn, Frame, Recipe } from '../frame.ts';
import { log } from '../random/elementary.ts';
import { fillUnit32 } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { rowAt } from '../rows.ts';
import type { ChildRanges } from './children.ts';
import { type Link, linkRows } from './link.ts';

/**
 * The part that a row has of a number of its parent: the parts of all its rows add up to the number, and none is 0 if it has as many
 * units as the parent has rows. All ways to cut the number are equally likely.
 * @param link one with `$per`.
 * @param whole an integer or a decimal within 2^53 units, the same in all rows of a parent.
 * @param most the most children a parent can have.
 */
export function partOf(link: Link, children: () => ChildRanges, whole: ExpressionNode, key: Key, most: number): Recipe {
  const { type, nullable, width } = whole;
  const recipe = {
    type,
    nullable,
    width,
    bind: (frame: Frame) => bindParts(link, children(), whole, key, most, frame),
  };
  return whole.magnitude === undefined ? recipe : { ...recipe, magnitude: whole.magnitude };
}

function bindParts(
  link: Link,
  children: ChildRanges,
  whole: ExpressionNode,
  key: Key,
  most: number,
  frame: Frame,
): BoundColumn {
  const { arena, capacity } = frame;
  const places = linkRows(link, frame);
  const wholes = doubles(frame, whole);
  const values = arena.float64(capacity);
  const { validity } = wholes.vector;
  const cuts = new Cuts(arena.float64(Math.max(1, most)), key);
  const scale = scaleOf(whole.is);
  return {
    vector: scale === 0 ? { kind: 'int53', values, validity } : { kind: 'decimal', scale, values, validity },
    fill(rows) {
      places.ensure();
      wholes.ensure(rows.length);
      const { parents, ordinals } = places.value;
      if (ordinals === null) throw new TypeError('only children in the order of their parents have parts');
      for (let i = 0; i < rows.length; i++) {
        const first = rowAt(rows, i) - ordinals[i];
        const count = children.count(parents[i]);
        cuts.load(first, count);
        // One unit for each row, if there are as many; the rest is cut.
        const total = validity?.[i] === 0 ? 0 : wholes.values[i];
        const unit = Math.abs(total) >= count ? Math.sign(total) : 0;
        const rest = total - unit * count;
        values[i] = unit + cuts.at(ordinals[i], rest) - cuts.at(ordinals[i] - 1, rest) + 0;
      }
    },
  };
}

/** Where the rows of the parent at hand cut a number: sums of exponential lengths, which are uniform cuts. */
class Cuts {
  readonly #lengths: Float64Array;
  readonly #key: Key;
  #first = -1;
  #total = 0;

  constructor(lengths: Float64Array, key: Key) {
    this.#lengths = lengths;
    this.#key = key;
  }

  load(first: number, count: number): void {
    if (first === this.#first) return;
    fillUnit32(this.#lengths, this.#key, { first, length: count, index: null });
    let sum = 0;
    for (let i = 0; i < count; i++) {
      sum -= log(this.#lengths[i]);
      this.#lengths[i] = sum;
    }
    this.#first = first;
    this.#total = sum;
  }

  /** The whole part of a number that the rows up to one have together. */
  at(place: number, rest: number): number {
    return place < 0 ? 0 : Math.round(rest * (this.#lengths[place] / this.#total));
  }
}
