import type { Recipe } from '../frame.ts';
import type { Vector } from '../vector.ts';

const encoder = new TextEncoder();

/** Texts and values end to end; null if one of the values is. */
export function templateOf(parts: readonly (string | Recipe)[]): Recipe {
  const recipes = parts.filter((part) => typeof part !== 'string');
  return {
    type: { kind: 'string' },
    nullable: recipes.some((recipe) => recipe.nullable),
    width: parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length * 3 : part.width), 0),
    bind(frame) {
      const columns = recipes.map((recipe) => frame.column(recipe));
      let next = 0;
      const bound = parts.map((part) =>
        typeof part === 'string' ? encoder.encode(part) : columns[next++].value.vector,
      );
      const validities = columns.map((column) => column.value.vector.validity).filter((validity) => validity !== null);
      const joined = validities.length > 1 ? frame.arena.uint8(frame.capacity) : null;
      return {
        vector: { kind: 'concat', parts: bound.flatMap(flat), validity: joined ?? validities[0] ?? null },
        fill({ length }) {
          for (const column of columns) column.ensure();
          if (joined === null) return;
          joined.fill(1, 0, length);
          for (const validity of validities) for (let i = 0; i < length; i++) joined[i] &= validity[i];
        },
      };
    },
  };
}

/** A concatenation inside another stands as its own parts. */
function flat(part: Uint8Array | Vector): readonly (Uint8Array | Vector)[] {
  return !(part instanceof Uint8Array) && part.kind === 'concat' ? part.parts : [part];
}
