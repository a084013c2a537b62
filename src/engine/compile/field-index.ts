import { casesOf, type Entity, type Field } from '../../model/index.ts';

/** Every field of an entity by its path, nested ones and list items included. */
export function fieldIndex(entity: Entity): ReadonlyMap<string, Field> {
  const index = new Map<string, Field>();
  const add = (field: Field): void => {
    index.set(field.path, field);
    if (field.source.kind === 'object') field.source.fields.forEach(add);
    else if (field.source.kind === 'list') add(field.source.item);
    else if (field.source.kind === 'cases') casesOf(field.source).forEach(add);
  };
  entity.fields.forEach(add);
  return index;
}
