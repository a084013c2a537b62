import type { Entity, Field } from '../../model/index.ts';
import { differentValues } from '../generators/values.ts';

/** How many rows an entity with `$each` has: the product of what its fields have. */
export function combinationsOf(entity: Entity, rows: (entity: string) => number): number {
  const sizes = (entity.each?.names ?? []).map((name) => {
    const field = entity.fields.find((one) => one.name === name);
    return field === undefined ? 0 : sizeOf(field, rows);
  });
  return sizes.reduce((product, size) => product * size, 1);
}

/** The other entities whose rows are combined. */
export function combinedEntities({ each, fields }: Entity): readonly string[] {
  return (each?.names ?? []).flatMap((name) => {
    const source = fields.find((field) => field.name === name)?.source;
    return source?.kind === 'reference' ? [source.entity] : [];
  });
}

function sizeOf({ source }: Field, rows: (entity: string) => number): number {
  if (source.kind === 'reference') return rows(source.entity);
  return source.kind === 'values' ? differentValues(source.values).length : 2;
}
