import type { Frame } from '../frame.ts';
import { fillUnit } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { rowAt } from '../rows.ts';
import { worldColumn } from '../recipes/within.ts';
import { type DependentShare, linkRows, type OtherLink } from './link.ts';
import type { Share } from './share.ts';

/**
 * A share whose parents differ from those of other links of the row, and where `ownRow` is set from the row itself: another one of the n
 * parents, all alike, where the share picks one of them.
 */
export function differing(
  share: Share,
  n: number,
  links: readonly OtherLink[],
  ownRow: boolean,
  key: Key,
): DependentShare {
  return {
    bind(frame: Frame) {
      const others = links.map(({ link, when }) => ({
        rows: linkRows(link, frame),
        world: worldColumn(frame, when),
        all: 2 ** when.length - 1,
      }));
      const drawn = frame.arena.float64(frame.capacity);
      const taken: number[] = [];
      return {
        fill(out, rows) {
          share.fill(out, rows);
          for (const other of others) {
            other.rows.ensure();
            other.world.fill(rows);
          }
          fillUnit(drawn, key, rows, 0);
          for (let i = 0; i < rows.length; i++) {
            taken.length = 0;
            if (ownRow) taken.push(rowAt(rows, i));
            for (const { rows: found, world, all } of others) {
              const parent = found.value.parents[i];
              if (world.values[i] === all && !taken.includes(parent)) taken.push(parent);
            }
            if (!taken.includes(out[i])) continue;
            taken.sort((a, b) => a - b);
            let parent = Math.floor(drawn[i] * (n - taken.length));
            for (const one of taken) if (parent >= one) parent++;
            out[i] = parent;
          }
        },
      };
    },
  };
}
