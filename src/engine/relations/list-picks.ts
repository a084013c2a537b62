import type { WithoutRepeats } from '../random/without-repeats.ts';
import { itemAt, listOfItem } from '../recipes/list.ts';
import { rowAt } from '../rows.ts';
import type { Share } from './share.ts';

/** The picks of lists of references, none twice in one list. The rows are those of the items. */
export function listPicks(draws: WithoutRepeats): Share {
  return {
    fill(out, rows) {
      for (let i = 0; i < rows.length; i++) {
        const row = rowAt(rows, i);
        out[i] = draws.at(listOfItem(row), itemAt(row));
      }
    },
  };
}
