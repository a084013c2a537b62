import { type Entity, type Field, isInList, prefixesAround } from '../../model/index.ts';
import type { Fields } from './place.ts';

/** Whether the source of a field can give every row of its entity a value of its own. */
export function canBeUnique(fields: Fields, entity: Entity, { source, path }: Field): boolean {
  if (isInList(path)) return false;
  const index = fields.index(entity);
  switch (source.kind) {
    case 'generator':
    case 'values':
    case 'provider':
    case 'static':
      return true;
    case 'reference': {
      if (source.many !== null || (source.per !== null && source.per.max > 1)) return false;
      const target = fields.entity(source.entity);
      if (source.field === null || target === undefined) return true;
      return fields.index(target).get(source.field)?.unique !== false;
    }
    case 'template': {
      // One value that is unique itself stays so among literals.
      const parts = source.parts.filter((part) => part.kind !== 'literal');
      const [part] = parts;
      if (parts.length !== 1 || part.kind !== 'path' || part.names.length !== 1) return false;
      const found = prefixesAround(path).find((prefix) => index.has(prefix + part.names[0]));
      return found !== undefined && index.get(found + part.names[0])?.unique === true;
    }
    case 'aggregate':
    case 'broken':
    case 'expression':
    case 'level':
    case 'list':
    case 'lookup':
    case 'object':
    case 'order':
    case 'ordinal':
    case 'relative':
      return false;
  }
}
