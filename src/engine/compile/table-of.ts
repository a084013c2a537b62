import { type Entity, expressionPaths, type Field } from '../../model/index.ts';
import type { Reference, Table } from '../table.ts';
import type { ColumnSchema } from '../vector.ts';
import { unchained } from './checks/rules.ts';
import { lookedUp, tellsParents } from './distinct-key.ts';
import type { Fields } from './fields.ts';

/** What is known of an entity's rows before any is made. `columns` are those of its visible fields. */
export function tableOf(fields: Fields, entity: Entity, columns: readonly ColumnSchema[]): Table {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const visible = entity.fields.filter((field) => byName.has(field.name));
  const key = keyOf(fields, entity, (name) => byName.get(name)?.nullable === false);
  const alone = visible.flatMap(({ name, unique }) => (unique ? [[name]] : []));
  const checks = entity.checks.flatMap(({ expression, provider }) =>
    provider === null && expressionPaths(expression).every((path) => byName.has(path.join('.')))
      ? [unchained(expression)]
      : [],
  );
  return {
    name: entity.name,
    columns,
    key,
    uniques: [...alone, ...uniquesOf(fields, entity)].filter((list) => !isSame(list, key)),
    references: visible
      .flatMap((field) => referenceOf(fields, field, byName.get(field.name)))
      .concat(tuplesOf(fields, entity, byName)),
    ...(checks.length === 0 ? {} : { checks }),
  };
}

/** The key that is declared, where all of it is visible; else, as the rows of children have, the parent and the position within it. */
function keyOf(fields: Fields, entity: Entity, isPresent: (name: string) => boolean): readonly string[] {
  const positions = entity.fields.flatMap(({ name, source, hidden }) => {
    const list = source.kind === 'ordinal' && !hidden ? shownNames(fields, entity, [source.reference, name]) : null;
    return list?.every(isPresent) === true ? [list] : [];
  });
  const ofChildren = positions[0] ?? [];
  if (entity.key.length === 0) return ofChildren;
  // The parent comes first, whichever is named first: rows are looked for by it.
  if (ofChildren.length === 2 && isSame(ofChildren, entity.key)) return ofChildren;
  // What can repeat or be null has been refused.
  const shown = shownNames(fields, entity, entity.key) ?? [];
  return shown.every(isPresent) ? shown : [];
}

/** The lists that are unique together, as far as they are shown. */
function uniquesOf(fields: Fields, entity: Entity): readonly (readonly string[])[] {
  return entity.uniques.flatMap(({ names }) => {
    const shown = shownNames(fields, entity, names);
    return shown === null ? [] : [shown];
  });
}

/** Fields as columns: the columns that show which row a hidden reference leads to in its place; null where nothing shows it. */
function shownNames(fields: Fields, entity: Entity, names: readonly string[]): readonly string[] | null {
  const lists = names.map((name) => {
    const field = entity.fields.find((one) => one.name === name);
    if (field === undefined) return null;
    if (!field.hidden) return [name];
    return shownRow(fields, entity, field);
  });
  return lists.includes(null) ? null : [...new Set(lists.flatMap((list) => list ?? []))];
}

/** The columns beside a hidden reference that tell which row it leads to; null where none do. */
function shownRow(fields: Fields, entity: Entity, reference: Field): readonly string[] | null {
  const { source } = reference;
  const target = source.kind === 'reference' ? fields.entity(source.entity) : undefined;
  if (source.kind !== 'reference' || target === undefined) return null;
  const alone = target.fields.flatMap(({ name, unique }) => (unique ? [[name]] : []));
  for (const names of [source.shows ?? [], target.key, ...target.uniques.map((list) => list.names), ...alone]) {
    const columns = names.map((name) =>
      entity.fields.find((field) => !field.hidden && lookedUp(field, reference).includes(name)),
    );
    const beside = columns.filter((field) => field !== undefined);
    if (beside.length < names.length || !tellsParents(fields, entity, reference, beside)) continue;
    return beside.map(({ name }) => name);
  }
  return null;
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
  return [{ columns: [field.name], table: source.entity, targets: [found.name] }];
}

/** References by several columns: what is looked up through a reference, with the reference itself, is of one row. */
function tuplesOf(fields: Fields, entity: Entity, columns: ReadonlyMap<string, ColumnSchema>): readonly Reference[] {
  return entity.fields.flatMap((reference) => {
    const { source } = reference;
    const target = source.kind === 'reference' && source.many === null ? fields.entity(source.entity) : undefined;
    if (source.kind !== 'reference' || target === undefined) return [];
    const kinds = new Map(
      target.fields.map((field) => [field.name, field.hidden ? null : fields.field(target, field, null)]),
    );
    const shown = new Map<string, string>();
    for (const field of entity.fields) {
      const own = field === reference && source.field !== null ? [source.field] : lookedUp(field, reference);
      const kind = columns.get(field.name)?.type.kind;
      const [name] = own.filter((one) => kinds.get(one)?.type.kind === kind);
      if (kind !== undefined && name !== undefined && !shown.has(name)) shown.set(name, field.name);
    }
    const key = keyOf(fields, target, (name) => kinds.get(name)?.nullable === false);
    const lists = [key, ...uniquesOf(fields, target)].filter(
      (list) => list.length > 1 && list.every((name) => shown.has(name)),
    );
    return lists.map((targets) => ({
      columns: targets.map((name) => shown.get(name) ?? name),
      table: target.name,
      targets,
    }));
  });
}

function isSame(list: readonly string[], other: readonly string[]): boolean {
  return list.length === other.length && list.every((name) => other.includes(name));
}
