import type { Entity, Field } from '../../model/index.ts';
import type { Reference, Table } from '../table.ts';
import type { ColumnSchema } from '../vector.ts';
import type { Fields } from './place.ts';

/** What is known of an entity's rows before any is made. `columns` are those of its visible fields. */
export function tableOf(fields: Fields, entity: Entity, columns: readonly ColumnSchema[]): Table {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const visible = entity.fields.filter((field) => byName.has(field.name));
  const key = keyOf(entity, visible, byName);
  return {
    name: entity.name,
    columns,
    key,
    uniques: visible.flatMap(({ name, unique }) => (unique && !(key.length === 1 && key[0] === name) ? [name] : [])),
    references: visible.flatMap((field) => referenceOf(fields, field, byName.get(field.name))),
  };
}

/** The key that is declared, where all of it is visible; else, as the rows of children have, the parent and the position within it. */
function keyOf(
  entity: Entity,
  visible: readonly Field[],
  columns: ReadonlyMap<string, ColumnSchema>,
): readonly string[] {
  const isPresent = (name: string): boolean => columns.get(name)?.nullable === false;
  const ordinal = visible.find(({ source }) => source.kind === 'ordinal' && isPresent(source.reference));
  const ofChildren = ordinal?.source.kind === 'ordinal' ? [ordinal.source.reference, ordinal.name] : [];
  if (entity.key.length === 0) return ofChildren;
  // The parent comes first, whichever is named first: rows are looked for by it.
  if (ordinal && entity.key.length === 2 && ofChildren.every((name) => entity.key.includes(name))) return ofChildren;
  // What can repeat or be null has been refused.
  return entity.key.every(isPresent) ? entity.key : [];
}

/** Only to a column that is unique itself, as databases ask. */
function referenceOf(fields: Fields, field: Field, column: ColumnSchema | undefined): Reference[] {
  const { source } = field;
  if (source.kind !== 'reference' || source.many !== null || column === undefined) return [];
  const target = fields.entity(source.entity);
  const name = source.field ?? (target?.key.length === 1 ? target.key[0] : undefined);
  const found = target?.fields.find((other) => other.name === name);
  if (found === undefined || found.hidden || !found.unique) return [];
  const recipe = target === undefined ? null : fields.field(target, found, null);
  if (recipe === null || recipe.type.kind !== column.type.kind) return [];
  return [{ column: field.name, table: source.entity, target: found.name }];
}
