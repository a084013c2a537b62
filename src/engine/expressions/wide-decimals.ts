import type { Frame, Recipe } from '../frame.ts';
import type { ColumnType } from '../vector.ts';
import { textReader } from './read.ts';
import { MAX_PRECISION } from './value-type.ts';

/** Whether values are decimals that are held as the text of their digits. */
export function isWide(type: ColumnType): boolean {
  return type.kind === 'decimal' && type.precision > MAX_PRECISION;
}

/** What is computed with: the nearest doubles of such decimals, and all else as it is. */
export function computable(recipe: Recipe): Recipe {
  if (!isWide(recipe.type)) return recipe;
  return {
    type: { kind: 'number' },
    nullable: recipe.nullable,
    width: 24,
    bind(frame: Frame) {
      const column = frame.column(recipe);
      const { vector } = column.value;
      const values = frame.arena.float64(frame.capacity);
      const read = textReader(vector);
      return {
        vector: { kind: 'float64', values, validity: vector.validity },
        fill(rows) {
          column.ensure();
          for (let i = 0; i < rows.length; i++) values[i] = vector.validity?.[i] === 0 ? 0 : Number(read(i));
        },
      };
    },
  };
}
