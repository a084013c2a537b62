import { CELL_BYTES, type Recipe } from '../frame.ts';
import type { ColumnSchema } from '../vector.ts';

export interface Member {
  readonly name: string;
  readonly recipe: Recipe;
}

/** A nested object made of the given members, in that order. */
export function structOf(members: readonly Member[]): Recipe {
  return {
    type: { kind: 'struct', members: members.map(schemaOf) },
    nullable: false,
    width: members.reduce((sum, { name, recipe }) => sum + name.length + 4 + recipe.width + CELL_BYTES, 2),
    bind(frame) {
      const columns = members.map(({ recipe }) => frame.column(recipe));
      return {
        vector: { kind: 'struct', members: columns.map((column) => column.value.vector), validity: null },
        fill() {
          for (const column of columns) column.ensure();
        },
      };
    },
  };
}

/** What a member or a field is to a format. */
export function schemaOf({ name, recipe }: Member): ColumnSchema {
  const { type, nullable, width, nullBy, parquet } = recipe;
  const reason = nullable && nullBy !== undefined ? { nullBy } : {};
  return { name, type, nullable, width, ...reason, ...(parquet && { parquet }) };
}
