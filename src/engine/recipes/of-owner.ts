import type { Recipe } from '../frame.ts';
import { ownerFrame } from '../relations/own-rows.ts';
import { shareArrays } from './take.ts';

/** What the row that a list is in has, for each item of the list. Row numbers repeat from 2^43 on, see `listOf`. */
export function ofOwner(recipe: Recipe): Recipe {
  return {
    ...recipe,
    bind(frame) {
      const owner = ownerFrame(frame);
      const column = owner.value.frame.column(recipe);
      const source = column.value.vector;
      const vector = { ...source };
      return {
        vector,
        fill() {
          owner.ensure();
          column.ensure();
          shareArrays(source, vector);
        },
      };
    },
  };
}
