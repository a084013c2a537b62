import { type Entity, type Field, isInList, prefixesAround } from '../../model/index.ts';
import { ascends } from './ascends.ts';
import { isOneToOne } from './one-to-one.ts';
import type { Fields } from './fields.ts';

/** Whether the source of a field can give every row of its entity a value of its own. */
export function canBeUnique(fields: Fields, entity: Entity, field: Field): boolean {
  const { source, path, type } = field;
  if (isInList(path)) return false;
  const index = fields.index(entity);
  const unique = (names: readonly string[]): Field | null => {
    const name = names.join('.');
    const found = prefixesAround(path).find((prefix) => index.has(prefix + name));
    const other = found === undefined ? undefined : index.get(found + name);
    return other?.unique === true && other.path !== path ? other : null;
  };
  switch (source.kind) {
    case 'generator':
    case 'pattern':
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
      return parts.length === 1 && part.kind === 'path' && unique(part.names) !== null;
    }
    case 'expression':
      return isOneToOne(source.expression, type, unique);
    case 'series':
      return source.over === null && ascends(field);
    case 'aggregate':
    case 'broken':
    case 'cases':
    case 'level':
    case 'list':
    case 'lookup':
    case 'object':
    case 'order':
    case 'one_of':
    case 'ordinal':
    case 'relative':
    case 'slot':
    case 'states':
    case 'target':
      return false;
  }
}
