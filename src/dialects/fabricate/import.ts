import type { ImportedModel } from '../imported.ts';
import { written } from '../draft.ts';
import { arithmetic } from './expression.ts';
import { fieldOf } from './fields.ts';
import { isObject, Notes, shown, Thing } from './node.ts';
import { type Source, Tables } from './plan.ts';
import { print, type Printed } from '../print.ts';
import { type FabricateColumn, type FabricateTables, isFromSource, rawColumns, tableOf } from './tables.ts';
import { type ColumnType, columnType, scalarNumber, typeWord } from './types.ts';

const MAX_ENTITIES = 1000;
const MAX_FIELDS = 1000;
const MAX_NAME_BYTES = 200;
/** Rows, and cells, that are written into the model itself. */
const MAX_INLINE_ROWS = 50;
const MAX_INLINE_CELLS = 500;

export interface FabricateModel extends ImportedModel {
  /** Static tables that are too large for the model: it reads them from providers of these names. */
  readonly tables: FabricateTables;
}

export interface FabricateOptions {
  /** The name of the provider that has the rows of a static entity which are not in the model. */
  readonly providerOf: (entity: string) => string;
  /** Static entities whose rows are in their providers already. */
  readonly stored: ReadonlySet<string>;
}

/**
 * Reads a definition of Fabricate: `{ name, variables, entities: [{ name, fields: […] }] }`. Never throws, whatever the value:
 * what has no meaning here is left out or approximated, and noted.
 */
export function importFabricate(definition: unknown, { providerOf, stored }: FabricateOptions): FabricateModel {
  const notes = new Notes();
  const root = new Thing(definition, '', notes);
  const variables = variablesOf(root);
  const sources = sourcesOf(root);
  const tables = tablesOf(root, sources, variables);
  const large = new Map<string, readonly FabricateColumn[]>();
  const document = new Map<string, Printed>();
  const seed = root.text('seed');
  if (seed !== null) document.set('$seed', seed);
  if (variables.size > 0) document.set('$variables', variables);
  for (const source of sources.values()) {
    const rows = source.isStatic ? staticRows(source) : null;
    const isStored = source.isStatic && (stored.has(source.name) || isLarge(rows));
    if (rows !== null && isLarge(rows)) large.set(source.name, rows);
    const from = rows !== null && !isLarge(rows) ? inline(rows) : isStored ? `@${providerOf(source.name)}` : null;
    document.set(source.name, entityOf(source, from, rows, tables));
  }
  return { model: print(document), notes: notes.all, tables: large };
}

/**
 * Makes an entity of a definition static, with rows of their own: the definition without rows for it, and its columns. Null if
 * the definition has no such entity; a text that says why if the rows cannot be read.
 */
export function withRows(
  definition: object,
  entity: string,
  csv: string,
): { readonly definition: object; readonly columns: readonly FabricateColumn[] } | string | null {
  const source = sourcesOf(new Thing(definition, '', new Notes())).get(entity);
  const entities: unknown = 'entities' in definition ? definition.entities : null;
  if (source === undefined || !Array.isArray(entities)) return null;
  const raw = rawColumns(csv);
  if (typeof raw === 'string') return raw;
  const columns = tableOf(raw, source.fields);
  if (columns.length === 0) return 'no column of the rows is a field of the entity';
  const list: readonly unknown[] = entities;
  const changed = list.map((one) =>
    isObject(one) && 'name' in one && one.name === entity ? { ...one, is_static: true, source: null } : one,
  );
  return { definition: { ...definition, entities: changed }, columns };
}

function isLarge(rows: readonly FabricateColumn[] | null): boolean {
  const count = rows?.[0]?.values.length ?? 0;
  return count > MAX_INLINE_ROWS || count * (rows?.length ?? 0) > MAX_INLINE_CELLS;
}

/** The rows of a table, as `$rows` has them. */
export function inline(rows: readonly FabricateColumn[]): Printed {
  return Array.from({ length: rows[0].values.length }, (_, row) => {
    return new Map(
      rows.map(({ name, values }) => {
        const value = values[row];
        return [name, typeof value === 'number' ? scalarNumber(value) : value] as const;
      }),
    );
  });
}

function staticRows({ thing, fields }: Source): readonly FabricateColumn[] | null {
  const data = thing.thing('source').get('data');
  if (data === null) return null;
  const raw = rawColumns(data);
  if (typeof raw === 'string') {
    thing.note(raw, 'source');
    return null;
  }
  return tableOf(raw, fields);
}

/** What fields must know of all entities and variables. */
export function tablesOf(
  root: Thing,
  sources: ReadonlyMap<string, Source>,
  variables: ReadonlyMap<string, Printed> = variablesOf(root),
): Tables {
  const numbers = [...variables].filter(([, value]) => value !== null && typeof value === 'object');
  return new Tables(sources, new Set(numbers.map(([name]) => name)));
}

function variablesOf(root: Thing): ReadonlyMap<string, Printed> {
  const variables = new Map<string, Printed>();
  for (const one of root.things('variables')) {
    const name = one.text('name');
    const value = one.has('value') ? one.scalar('value', true) : one.scalar('default_value', true);
    if (name !== null && isGood(name) && !variables.has(name)) variables.set(name, value);
    else one.note('left out: it has no name of its own');
  }
  return variables;
}

/** Entities and fields whose names can be names here. */
export function sourcesOf(root: Thing): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const thing of root.things('entities')) {
    const name = thing.text('name');
    if (name === null || !isGood(name) || sources.has(name)) {
      thing.note('left out: an entity has a name of its own of at most 200 bytes that does not begin with $');
    } else if (thing.flag('view') || (thing.has('sql') && thing.list('fields').length === 0)) {
      thing.note('left out: a view is made by the database');
    } else if (thing.things('fields').length === 0 && !thing.flag('is_static', 'static')) {
      thing.note('left out: it has no fields');
    } else if (sources.size === MAX_ENTITIES) {
      thing.note(`left out: at most ${MAX_ENTITIES} entities are possible`);
    } else {
      sources.set(name, { name, thing, isStatic: thing.flag('is_static', 'static'), fields: fieldsOf(thing) });
    }
  }
  return sources;
}

function fieldsOf(entity: Thing): ReadonlyMap<string, Thing> {
  const fields = new Map<string, Thing>();
  for (const thing of entity.things('fields')) {
    const name = thing.text('name');
    if (name === null || !isGood(name) || fields.has(name)) {
      thing.note('left out: a field has a name of its own of at most 200 bytes that does not begin with $');
    } else if (fields.size === MAX_FIELDS) thing.note(`left out: at most ${MAX_FIELDS} fields are possible`);
    else fields.set(name, thing);
  }
  return fields;
}

function isGood(name: string): boolean {
  return (
    !name.startsWith('$') &&
    name.trim() === name &&
    Buffer.byteLength(name) <= MAX_NAME_BYTES &&
    !/[\p{Cc}]/u.test(name) &&
    name.isWellFormed()
  );
}

/** @param rows of a static entity: where they are; null where there are none. @param columns its rows, where they are known. */
function entityOf(
  source: Source,
  rows: Printed | null,
  columns: readonly FabricateColumn[] | null,
  tables: Tables,
): Printed {
  const { name, thing, fields, isStatic } = source;
  const entity = new Map<string, Printed>();
  if (rows !== null) entity.set('$rows', rows);
  else if (isStatic)
    thing.note('it has no rows yet: until its source is sent, rows are made by names and types', 'source');
  if (rows === null && tables.perOf(name)?.field === null) {
    const count = countOf(thing, tables);
    if (count !== null) entity.set('$count', count);
  }
  const unique = new Set(uniqueFields(thing));
  for (const [field, inner] of fields) {
    const column =
      columns?.find((one) => one.name === field)?.values ?? (columns === null && isFromSource(inner) ? [] : null);
    if (rows !== null && column !== null) {
      entity.set(field, staticColumn(inner, tables.isKey(name, field), column));
      continue;
    }
    const made = fieldOf({ entity: name, name: field, thing: inner, tables });
    if (unique.has(field) && !made.isPer) made.unique = true;
    entity.set(field, written(made));
  }
  const hasPer = tables.perOf(name)?.field !== null;
  if (tables.keysOf(name) > 0 && tables.keyOf(name) === null) {
    thing.note('approximated: the key is not declared, and is not certain to be unique', 'fields');
  }
  // Without a key the entity would get a visible one.
  if (rows === null && tables.keyOf(name) === null && !hasPer && !fields.has('_id'))
    entity.set('_id', 'uuid @id hidden');
  return entity;
}

function staticColumn(thing: Thing, isKey: boolean, values: FabricateColumn['values']): Printed {
  const type = columnType(thing.text('data_type'));
  const word = type === null || !holds(values, type.kind) ? 'string' : typeWord(type);
  return `${word}${isKey ? ' @id' : ''}${thing.flag('virtual') ? ' hidden' : ''}`;
}

/** Whether all values of a column are of a type; of rows that are not here nobody knows. */
function holds(values: FabricateColumn['values'], kind: ColumnType['kind']): boolean {
  return values.every((value) => {
    if (value === null || kind === 'string' || kind === 'json') return true;
    if (kind === 'boolean') return typeof value === 'boolean';
    if (kind === 'integer') return Number.isSafeInteger(value);
    return typeof value === (kind === 'number' || kind === 'decimal' ? 'number' : 'string');
  });
}

function countOf(thing: Thing, tables: Tables): Printed | null {
  if (thing.text('records')?.toLowerCase() === 'unique' || thing.has('unique_records_for')) {
    thing.note('approximated: the number of rows does not follow from unique values', 'unique_records_for');
  }
  const count = thing.number('record_count') ?? thing.number('records');
  // One that no entity can have is for the model to refuse.
  if (count !== null) return scalarNumber(count);
  const text = thing.text('record_count');
  if (text === null) return null;
  const made = arithmetic(text, (word) => {
    const name = word.replace(/^(?:variables|vars)\./, '');
    return tables.hasVariable(name) ? `vars.${name}` : null;
  });
  if (made !== null && !made.includes("'") && !made.includes('"')) return `= ${made}`;
  thing.note(`left out: ${shown(text)} is no number and no arithmetic over variables`, 'record_count');
  return null;
}

function uniqueFields(entity: Thing): readonly string[] {
  return entity.things('constraints').flatMap((constraint) => {
    const kind = constraint.text('constraint_type');
    const fields = constraint.list('fields').filter((name) => typeof name === 'string');
    if (kind === 'unique' && fields.length === 1) return fields;
    constraint.note('left out: a constraint over several fields cannot be said yet');
    return [];
  });
}
