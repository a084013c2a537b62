import { isBroken } from '../reading/field.ts';
import type { Entity, Field, Source } from '../model.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';

/** The fields of one entity. */
export interface EntityFields {
  /** By path, nested ones and list items included. */
  readonly all: ReadonlyMap<string, Field>;
  /** Those that refer to one row of another entity, by its name. */
  readonly references: ReadonlyMap<string, readonly Field[]>;
  /** Whether some field could not be read, so that nothing can be said to be missing. */
  readonly isPartial: boolean;
}

/** The fields of every entity. */
export type FieldIndex = ReadonlyMap<string, EntityFields>;

/** Indexes the fields of all entities. */
export function indexFields(entities: readonly Entity[]): FieldIndex {
  return new Map(entities.map((entity) => [entity.name, entityFields(flattened(entity.fields))]));
}

function entityFields(fields: readonly Field[]): EntityFields {
  const references = new Map<string, Field[]>();
  for (const field of fields) {
    if (field.source.kind !== 'reference' || field.source.many !== null) continue;
    const same = references.get(field.source.entity);
    if (same === undefined) references.set(field.source.entity, [field]);
    else same.push(field);
  }
  return { all: new Map(fields.map((field) => [field.path, field])), references, isPartial: fields.some(isBroken) };
}

/** What the cases of a field give, without the nulls. */
export function casesOf({ cases }: Source & { kind: 'cases' }): readonly Field[] {
  return cases.flatMap(({ value }) => (value === null ? [] : [value]));
}

/** Fields, nested ones after the object or list that holds them. */
export function flattened(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => {
    if (field.source.kind === 'object') return [field, ...flattened(field.source.fields)];
    if (field.source.kind === 'cases') return [field, ...flattened(casesOf(field.source))];
    return field.source.kind === 'list' ? [field, ...flattened([field.source.item])] : [field];
  });
}

/** Where a path leads, and the references it passes through. */
export interface Walk {
  readonly field: Field;
  readonly through: readonly Field[];
}

/**
 * Follows a path from an entity's row through references; null, with a problem, where it leads nowhere.
 * @param around what may stand before the first name, nearest first; the last one where none of them leads on.
 */
export function walk(
  index: FieldIndex,
  start: string,
  names: readonly string[],
  at: Span,
  location: Location,
  around: readonly string[] = [''],
): Walk | null {
  let entity = start;
  const own = index.get(start)?.all;
  let prefix = (around.find((object) => own?.has(object + names[0])) ?? '').slice(0, -1);
  const through: Field[] = [];
  for (let i = 0; i < names.length; i++) {
    const fields = index.get(entity)?.all;
    // An entity that could not be read has its problem already.
    if (fields === undefined) return null;
    prefix = prefix === '' ? names[i] : `${prefix}.${names[i]}`;
    const field = fields.get(prefix);
    if (field === undefined) {
      const hint = location.nearest(prefix, fields.keys());
      location.report('FIELD_UNKNOWN', at, `there is no field ${prefix} in ${entity}`, hint);
      return null;
    }
    if (i === names.length - 1) return { field, through };
    if (field.source.kind === 'object') continue;
    if (field.source.kind === 'reference' && field.source.many === null) {
      through.push(field);
      entity = field.source.entity;
      prefix = '';
      continue;
    }
    if (field.source.kind === 'one_of') {
      // Every one of the entities must have what follows.
      const rest = names.slice(i + 1);
      const walks = field.source.options.map((option) => walk(index, option.entity, rest, at, location));
      const found = walks.filter((one) => one !== null);
      if (found.length < walks.length) return null;
      return { field: found[0].field, through: [...through, field, ...found.flatMap((one) => one.through)] };
    }
    if (!isBroken(field)) {
      location.report('NOT_A_REFERENCE', at, `${prefix} in ${entity} is not a reference, so it has no fields`, '');
    }
    return null;
  }
  return null;
}
