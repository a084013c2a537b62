import type { Frame, Recipe } from '../frame.ts';
import { fillUnit } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { presenceColumn } from '../recipes/presence.ts';
import type { Rows } from '../rows.ts';
import { worldColumn } from '../recipes/within.ts';
import { type DependentShare, linkRows, type OtherLink } from './link.ts';
import type { Share } from './share.ts';
import { type SpanOptions, spansOf } from './spans.ts';

/** The positions that a row must leave out of its span, ascending. */
interface LeftOut {
  fill(rows: Rows): void;
  /** Whether another link of the row leads to a row. */
  has(i: number, row: number): boolean;
  /** The positions, in an array that the next call overwrites. */
  at(i: number): readonly number[];
}

function leftOut(options: SpanOptions, others: readonly OtherLink[], frame: Frame): LeftOut {
  const spans = spansOf(options, frame);
  const links = others.map(({ link, when }) => ({
    rows: linkRows(link, frame),
    presence: link.presence === null ? null : presenceColumn(link.presence, frame),
    world: worldColumn(frame, when),
    all: 2 ** when.length - 1,
  }));
  const { candidates } = options;
  const positions: number[] = [];
  const isThere = ({ presence, world, all }: (typeof links)[number], i: number): boolean =>
    world.values[i] === all && (presence === null || presence.value.present[i] === 1);
  return {
    fill(batch) {
      spans.ensure();
      for (const { rows, presence, world } of links) {
        rows.ensure();
        presence?.ensure();
        world.fill(batch);
      }
    },
    has: (i, row) => links.some((link) => isThere(link, i) && link.rows.value.parents[i] === row),
    at(i) {
      const { low, high, skipped } = spans.value;
      positions.length = 0;
      if (skipped !== null && skipped[i] >= 0) positions.push(skipped[i]);
      for (const link of links) {
        if (!isThere(link, i)) continue;
        const row = link.rows.value.parents[i];
        const position = candidates.seek(row, low[i], high[i]);
        if (position < high[i] && candidates.row(position) === row && !positions.includes(position)) {
          positions.push(position);
        }
      }
      return positions.sort((a, b) => a - b);
    },
  };
}

/** A choice among the candidates of each row that takes any of the others where it meets a row that another link leads to. */
export function apartFrom(
  choice: Share | DependentShare,
  options: SpanOptions,
  others: readonly OtherLink[],
  key: Key,
): DependentShare {
  return {
    bind(frame) {
      const chosen = 'bind' in choice ? choice.bind(frame) : choice;
      const spans = spansOf(options, frame);
      const out = leftOut(options, others, frame);
      const drawn = frame.arena.float64(frame.capacity);
      return {
        fill(parents, rows) {
          chosen.fill(parents, rows);
          out.fill(rows);
          fillUnit(drawn, key, rows, 0);
          const { low, high } = spans.value;
          for (let i = 0; i < rows.length; i++) {
            if (!out.has(i, parents[i])) continue;
            const positions = out.at(i);
            const left = high[i] - low[i] - positions.length;
            if (left <= 0) continue;
            let position = low[i] + Math.floor(drawn[i] * left);
            for (const one of positions) if (position >= one) position++;
            parents[i] = options.candidates.row(position);
          }
        },
      };
    },
  };
}

/** Whether a row has a candidate that no other link of it leads to. */
export function hasOther(options: SpanOptions, others: readonly OtherLink[]): Recipe {
  return {
    type: { kind: 'boolean' },
    nullable: false,
    width: 8,
    bind(frame) {
      const spans = spansOf(options, frame);
      const out = leftOut(options, others, frame);
      const values = frame.arena.uint8(frame.capacity);
      return {
        vector: { kind: 'bool', values, validity: null },
        fill(rows) {
          out.fill(rows);
          const { low, high } = spans.value;
          for (let i = 0; i < rows.length; i++) values[i] = high[i] - low[i] > out.at(i).length ? 1 : 0;
        },
      };
    },
  };
}
