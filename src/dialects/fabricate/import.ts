import type { ImportedModel } from '../imported.ts';
import { written } from '../draft.ts';
import { arithmetic, quotedName } from './expression.ts';
import { fieldOf } from './fields.ts';
import { isObject, Notes, shown, Thing } from './node.ts';
import { drives, type Source, Tables } from './plan.ts';
import { print, type Printed } from '../print.ts';
import {
  type AttachedFile,
  type FabricateColumn,
  type FabricateTables,
  isFromSource,
  isSourceFile,
  rawColumns,
  tableOf,
  wordOf,
} from './tables.ts';
import { scalarNumber } from './types.ts';

const MAX_ENTITIES = 1000;
const MAX_FIELDS = 1000;
const MAX_NAME_BYTES = 200;
/** Rows, and cells, that are written into the model itself. */
const MAX_INLINE_ROWS = 50;
const MAX_INLINE_CELLS = 500;

export interface FabricateModel extends ImportedModel {
  /** Rows of files that are not in the model: it reads them from the providers of these entities. */
  readonly tables: FabricateTables;
}

export interface FabricateOptions {
  /** The name of the provider that has the rows of an entity's file which are not in the model. */
  readonly providerOf: (entity: string) => string;
  /** Entities whose rows are in their providers already. */
  readonly stored: ReadonlySet<string>;
  /** Rows that came apart from the definition. Default: none. */
  readonly apart?: { readonly entity: string; readonly columns: readonly FabricateColumn[] } | null;
}

/**
 * Reads a definition of Fabricate: `{ name, variables, entities: [{ name, fields: […] }] }`. Never throws, whatever the value:
 * what has no meaning here is left out or approximated, and noted.
 */
export function importFabricate(
  definition: unknown,
  { providerOf, stored, apart = null }: FabricateOptions,
): FabricateModel {
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
    const isApart = apart?.entity === source.name;
    const columns = isApart ? apart.columns : columnsOf(source);
    const isElsewhere = columns === null ? stored.has(source.name) : isApart || !source.isStatic || isLarge(columns);
    if (columns !== null && isElsewhere) large.set(source.name, columns);
    const provider = isElsewhere ? providerOf(source.name) : null;
    document.set(source.name, entityOf(source, { columns, provider }, tables));
  }
  return { model: print(document), notes: notes.all, tables: large };
}

/**
 * Gives an entity of a definition rows of their own: the definition without rows for it, and its columns. It becomes static,
 * unless it says how many rows it has. Null if the definition has no such entity; a text that says why if the rows cannot be read.
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
  const isStatic = source.isStatic || !hasNumberOfRows(source);
  const changed = list.map((one) =>
    isObject(one) && 'name' in one && one.name === entity ? { ...one, is_static: isStatic, source: null } : one,
  );
  return { definition: { ...definition, entities: changed }, columns };
}

function isLarge(columns: readonly FabricateColumn[]): boolean {
  const count = columns[0]?.values.length ?? 0;
  return count > MAX_INLINE_ROWS || count * columns.length > MAX_INLINE_CELLS;
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

/** The columns of an entity's file as its fields have them; null where it has no file, or reads nothing of it. */
function columnsOf({ thing, fields, isStatic }: Source): readonly FabricateColumn[] | null {
  const data = thing.thing('source').get('data');
  if (data === null) return null;
  const raw = rawColumns(data);
  if (typeof raw === 'string') {
    thing.note(raw, 'source');
    return null;
  }
  const columns = tableOf(raw, isStatic ? fields : new Map([...fields].filter(([, field]) => isSourceFile(field))));
  return columns.length === 0 ? null : columns;
}

/** Whether a definition says how many rows an entity has, beside those of its file. */
function hasNumberOfRows({ thing, fields }: Pick<Source, 'thing' | 'fields'>): boolean {
  const says =
    ['record_count', 'unique_records_for'].some((name) => thing.has(name)) || thing.number('records') !== null;
  return says || [...fields.values()].some(drives);
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
    else one.note('skipped: it has no name of its own');
  }
  return variables;
}

/** Entities and fields whose names can be names here. */
export function sourcesOf(root: Thing): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const thing of root.things('entities')) {
    const name = thing.text('name');
    if (name === null || !isGood(name) || sources.has(name)) {
      thing.note('skipped: an entity has a name of its own of at most 200 bytes that does not begin with $');
    } else if (thing.flag('view') || (thing.has('sql') && thing.list('fields').length === 0)) {
      thing.note('skipped: a view is made by the database');
    } else if (thing.things('fields').length === 0 && !thing.flag('is_static', 'static')) {
      thing.note('skipped: it has no fields');
    } else if (sources.size === MAX_ENTITIES) {
      thing.note(`skipped: at most ${MAX_ENTITIES} entities are possible`);
    } else {
      const fields = fieldsOf(thing);
      const isStatic = thing.flag('is_static', 'static');
      const reads = thing.thing('source').has('data') && [...fields.values()].some(isSourceFile);
      sources.set(name, {
        name,
        thing,
        isStatic: isStatic || (reads && !hasNumberOfRows({ thing, fields })),
        fields,
      });
    }
  }
  return sources;
}

function fieldsOf(entity: Thing): ReadonlyMap<string, Thing> {
  const fields = new Map<string, Thing>();
  for (const thing of entity.things('fields')) {
    const name = thing.text('name');
    if (name === null || !isGood(name) || fields.has(name)) {
      thing.note('skipped: a field has a name of its own of at most 200 bytes that does not begin with $');
    } else if (fields.size === MAX_FIELDS) thing.note(`skipped: at most ${MAX_FIELDS} fields are possible`);
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

function entityOf(source: Source, file: AttachedFile, tables: Tables): Printed {
  const { name, thing, fields, isStatic } = source;
  const { columns, provider } = file;
  const entity = new Map<string, Printed>();
  const rows = !isStatic ? null : provider !== null ? `@${provider}` : columns === null ? null : inline(columns);
  if (rows !== null) entity.set('$rows', rows);
  else if (isStatic)
    thing.note('it has no rows yet: until its source is sent, rows are made by names and types', 'source');
  if (rows === null && tables.perOf(name)?.field === null) {
    const count = countOf(thing, tables);
    if (count !== null) entity.set('$count', count);
  }
  const rules = rulesOf(thing, name, tables);
  const key = rows === null ? referencesOfKey(name, tables) : null;
  if (key !== null) entity.set('$key', key);
  if (rules.pairs.length > 0) entity.set('$unique', rules.pairs.length === 1 ? rules.pairs[0] : rules.pairs);
  if (rules.checks.length > 0) entity.set('$check', rules.checks);
  for (const [field, inner] of fields) {
    const values =
      columns?.find((one) => one.name === field)?.values ?? (columns === null && isFromSource(inner) ? [] : null);
    if (rows !== null && values !== null) {
      entity.set(field, staticColumn(inner, tables.isKey(name, field), values));
      continue;
    }
    const made = fieldOf({ entity: name, name: field, thing: inner, tables, file });
    if (rules.unique.has(field) && !made.isPer) made.unique = true;
    entity.set(field, written(made));
  }
  if (key === null && tables.keyOf(name) === null && tables.keysOf(name).length > 0) {
    thing.note('approximated: the key is not declared, and is not certain to be unique', 'fields');
  }
  if (!fields.has('_id') && key === null && needsKey(source, file, tables)) entity.set('_id', 'uuid @id hidden');
  return entity;
}

/**
 * Whether an entity without a key would get one that is not in the definition: a visible one, or a column of its rows that repeats.
 * The values of rows in a provider are known only when they are sent.
 */
function needsKey({ name, isStatic }: Source, { columns, provider }: AttachedFile, tables: Tables): boolean {
  if (tables.keyOf(name) !== null || tables.perOf(name)?.field !== null) return false;
  if (!isStatic) return true;
  const ids = columns?.find((column) => column.name === 'id')?.values ?? [];
  return columns === null ? provider !== null : ids.includes(null) || new Set(ids).size < ids.length;
}

/** A key of several fields, if all of them refer to rows, so that they can be chosen; null otherwise. */
function referencesOfKey(entity: string, tables: Tables): readonly string[] | null {
  const names = tables.keysOf(entity);
  return names.length > 1 && names.every((name) => tables.targetOf(entity, name) !== null) ? names : null;
}

function staticColumn(thing: Thing, isKey: boolean, values: FabricateColumn['values']): Printed {
  return `${wordOf(thing, values)}${isKey ? ' @id' : ''}${thing.flag('virtual') ? ' hidden' : ''}`;
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
  thing.note(`skipped: ${shown(text)} is no number and no arithmetic over variables`, 'record_count');
  return null;
}

/** The constraints of an entity: unique fields, lists of fields that are unique together, and checks. */
interface Rules {
  readonly unique: ReadonlySet<string>;
  readonly pairs: readonly (readonly string[])[];
  readonly checks: readonly string[];
}

function rulesOf(thing: Thing, entity: string, tables: Tables): Rules {
  const unique = new Set<string>();
  const pairs: (readonly string[])[] = [];
  const unequal: (readonly [Thing, readonly string[]])[] = [];
  for (const constraint of thing.things('constraints')) {
    const kind = constraint.text('constraint_type');
    const fields = constraint.list('fields').filter((name) => typeof name === 'string');
    const targets = fields.map((name) => tables.targetOf(entity, name));
    if (kind === 'unique' && fields.length === 1) unique.add(fields[0]);
    // Rows that are referred to can be chosen so that pairs differ.
    else if (kind === 'unique' && fields.length > 1 && !targets.includes(null)) pairs.push(fields);
    else if (kind === 'not-equal') unequal.push([constraint, fields]);
    else constraint.note('skipped: only references are kept unique together');
  }
  const checks = unequal.flatMap(([constraint, fields]) => {
    const [first, second] = fields.map((name) => tables.targetOf(entity, name));
    // A row does not refer to itself.
    const isSelf = fields.some(
      (name, i) => tables.isKey(entity, name) && [first, second][1 - i] === `${entity}.${name}`,
    );
    if (fields.length === 2 && isSelf) return [];
    const isChosen = pairs.some((pair) => fields.some((name) => pair.includes(name)));
    if (fields.length === 2 && first !== null && first === second && !isChosen)
      return [fields.map(quotedName).join(' != ')];
    constraint.note('skipped: two references to one entity, in no list that is unique together, are kept different');
    return [];
  });
  return { unique, pairs, checks };
}
