import type { Distribution } from '../../model/index.ts';
import type { Frame, Recipe, Shared } from '../frame.ts';
import { fillUnit } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { continuousLaw } from '../random/law.ts';
import type { Vector } from '../vector.ts';
import type { Rows } from '../rows.ts';
import type { Children } from './children.ts';
import { type Link, linkRows } from './link.ts';

/** Whole numbers of a unit of time. */
export interface SlotOptions {
  /** Unique within the scope: what both ends share. */
  readonly id: string;
  /** How much time the children of a parent share, or a column of it. */
  readonly span: number | Recipe;
  readonly min: number;
  readonly max: number;
  readonly distribution: Distribution;
  /** Least time from the end of one to the beginning of the next. */
  readonly gap: number;
  /** Milliseconds. */
  readonly unit: number;
  readonly key: Key;
}

/** More milliseconds than between any two dates. */
const MAX_SPAN = 10_000 * 366 * 86_400_000;

interface Slots {
  readonly from: Float64Array;
  readonly to: Float64Array;
  fill(rows: Rows): void;
}

/**
 * An end of the time that a row has for itself within that of its parent, in milliseconds from its beginning. The time of the parent is
 * cut into as many pieces as it has children; each row lies within one, so that no two overlap.
 */
export function slotEnd(link: Link, children: () => Children, end: 'from' | 'to', options: SlotOptions): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: 16,
    magnitude: typeof options.span === 'number' ? options.span * options.unit : MAX_SPAN,
    bind(frame) {
      const slots = slotsOf(link, children(), options, frame);
      return {
        vector: { kind: 'int53', values: slots.value[end], validity: null },
        fill: () => slots.ensure(),
      };
    },
  };
}

function slotsOf(link: Link, children: Children, options: SlotOptions, frame: Frame): Shared<Slots> {
  const { id, span, min, max, distribution, gap, unit, key } = options;
  return frame.share(`slot\0${id}`, () => {
    const places = linkRows(link, frame);
    const fixed = typeof span === 'number' ? span : 0;
    const law = continuousLaw(distribution, 0, 1);
    const shared = typeof span === 'number' ? null : frame.column(span);
    const from = frame.arena.float64(frame.capacity);
    const to = frame.arena.float64(frame.capacity);
    return {
      from,
      to,
      fill(rows) {
        places.ensure();
        shared?.ensure();
        const spans = shared === null ? null : spansIn(shared.value.vector);
        const { parents, ordinals } = places.value;
        if (ordinals === null) throw new TypeError('only children in the order of their parents share its time');
        fillUnit(from, key, rows, 0);
        fillUnit(to, key, rows, 1);
        for (let i = 0; i < rows.length; i++) {
          const count = children.count(parents[i]);
          const all = spans === null ? fixed : spans[i];
          const begin = cellStart(ordinals[i], count, all);
          const room = cellStart(ordinals[i] + 1, count, all) - begin - gap;
          const longest = Math.min(max, room);
          const length = Math.min(longest, min + Math.floor(law.quantile(to[i]) * (longest - min + 1)));
          const start = begin + Math.floor(from[i] * (room - length + 1));
          from[i] = start * unit;
          to[i] = (start + length) * unit;
        }
      },
    };
  });
}

function spansIn(vector: Vector): Float64Array {
  if (vector.kind !== 'int53') throw new TypeError('spans are whole numbers');
  return vector.values;
}

/** Where the piece of a child begins; floor(ordinal * span / count) without numbers past 2^53. */
function cellStart(ordinal: number, count: number, span: number): number {
  const whole = Math.floor(span / count);
  return ordinal * whole + Math.floor((ordinal * (span - whole * count)) / count);
}
