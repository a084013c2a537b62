import type { Catalogue } from '../../model/index.ts';
import { draft, type Draft, written } from '../draft.ts';
import { print, type Printed } from '../print.ts';
import { Findings, type ImportCounts } from '../report.ts';
import type { Check, Column, Reference, Schema, Table, Unique } from '../schema.ts';
import { columnField } from './column-field.ts';
import { entityNames, freeName, tableIndex, tableKey } from './names.ts';
import { Plan } from './plan.ts';
import { rulesOf, type TableRules } from './rules.ts';

/** A model, and how much of the schema is in it. */
export interface ModelOfSchema {
  readonly model: string;
  readonly source: ImportCounts;
  readonly understood: ImportCounts;
}

const MAX_CHECK_SHOWN = 120;
/** Characters of a comment of a column. */
const MAX_COMMENT = 200;

/** The errors of a model, by the path of the entity, field or directive. */
export type ProblemsOf = (model: string) => readonly { readonly path: string; readonly message: string }[];

/**
 * The model of a schema, as a person could have written it. What it does not keep is noted. Checks and uniques that turn out to be
 * impossible together are left out.
 * @param findings to which the notes are added.
 */
export function modelOf(
  schema: Schema,
  catalogue: Catalogue,
  problemsOf: ProblemsOf,
  findings: Findings,
): ModelOfSchema {
  const faults = new Set<string>();
  for (let round = 0; ; round++) {
    const own = new Findings();
    const made = new ModelMaker(schema, catalogue, own, faults).make();
    const { size } = faults;
    if (round < MAX_ROUNDS && made.model !== '')
      for (const problem of problemsOf(made.model)) faults.add(faultOf(problem));
    if (faults.size > size) continue;
    findings.addAll(own);
    return made;
  }
}

/** Times that a model is made without what was impossible before. */
const MAX_ROUNDS = 6;

/** A check begins with its text in the message. */
function faultOf({ path, message }: { readonly path: string; readonly message: string }): string {
  const text = /^`([^`]*)`/.exec(message)?.[1];
  return path.endsWith('.$check') && text !== undefined ? `${path}\0${text}` : path;
}

/** How many of each kind of thing a schema has. */
function countsOf({ tables }: Schema): ImportCounts {
  const count = (of: (table: Table) => number): number => tables.reduce((sum, table) => sum + of(table), 0);
  return {
    tables: tables.length,
    columns: count(({ columns }) => columns.length),
    keys: count(({ primaryKey }) => Math.min(1, primaryKey.length)),
    uniques: count(({ uniques }) => uniques.length),
    references: count(({ references }) => references.length),
    checks: count(({ checks }) => checks.length),
  };
}

interface Entity {
  readonly table: Table;
  readonly name: string;
  readonly rules: TableRules;
  /** The names of fields by columns. */
  readonly fields: ReadonlyMap<string, string>;
  readonly references: readonly Reference[];
}

class ModelMaker {
  readonly #schema: Schema;
  readonly #index: ReadonlyMap<string, Table>;
  readonly #catalogue: Catalogue;
  readonly #findings: Findings;
  /** Paths of what cannot be made, and texts of checks behind those of their entities. */
  readonly #faults: ReadonlySet<string>;
  readonly #plan: Plan;
  readonly #entities = new Map<Table, Entity>();
  readonly #left = { tables: 0, columns: 0, keys: 0, uniques: 0, references: 0, checks: 0 };
  readonly #knownRows = new Map<Table, { readonly rows: number; readonly isFixed: boolean }>();
  /** Columns that are not in the model, by table. */
  readonly #absent = new Map<Table, Set<string>>();

  constructor(schema: Schema, catalogue: Catalogue, findings: Findings, faults: ReadonlySet<string>) {
    this.#faults = faults;
    const partitions = Map.groupBy(
      schema.tables.filter(({ partitionOf }) => partitionOf !== null),
      ({ partitionOf }) => (partitionOf === null ? '' : tableKey(partitionOf)),
    );
    const own = schema.tables.filter(({ partitionOf }) => partitionOf === null);
    const tables = own.map((table) => adopting(table, partitions.get(tableKey(table)) ?? []));
    this.#schema = { ...schema, tables };
    this.#index = tableIndex(this.#schema);
    this.#catalogue = catalogue;
    this.#findings = findings;
    const names = entityNames(tables, findings);
    for (const table of tables) {
      const taken = new Set<string>();
      const fields = new Map(table.columns.map((column) => [column.name, freeName(column.name, 'column', taken)]));
      const rules = rulesOf({ ...table, checks: [...table.checks, ...table.partitionChecks] });
      this.#absent.set(table, new Set(table.columns.filter(({ isGenerated }) => isGenerated).map(({ name }) => name)));
      this.#entities.set(table, { table, name: names.get(table) ?? table.name, rules, fields, references: [] });
    }
    for (const [table, entity] of this.#entities) {
      this.#entities.set(table, { ...entity, references: this.#keptReferences(table) });
    }
    this.#plan = new Plan(this.#schema, (table, reference) => this.#entity(table).references.includes(reference));
  }

  make(): ModelOfSchema {
    const document = new Map<string, Printed>();
    const bodies = this.#schema.tables.map((table) => [this.#entity(table), this.#body(this.#entity(table))] as const);
    const usesScale = bodies.some(([, body]) =>
      [...(body?.values() ?? [])].some((value) => typeof value === 'string' && value.includes(SCALE)),
    );
    if (usesScale) document.set('$variables', new Map([['scale', { value: 1, text: '1' }]]));
    for (const [{ name }, body] of bodies) if (body !== null) document.set(name, body);
    const all = countsOf(this.#schema);
    const understood = {
      tables: all.tables - this.#left.tables,
      columns: all.columns - this.#left.columns,
      keys: all.keys - this.#left.keys,
      uniques: all.uniques - this.#left.uniques,
      references: all.references - this.#left.references,
      checks: all.checks - this.#left.checks,
    };
    return { model: document.size === 0 ? '' : print(document, this.#comments()), source: all, understood };
  }

  /** The comments of columns, by entity and field. */
  #comments(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return new Map(
      [...this.#entities.values()].flatMap(({ table, name, fields }) => {
        const own = table.columns.flatMap(({ name: column, comment }) => {
          const line = (comment ?? '')
            .replaceAll(/[\s\p{Cc}]+/gu, ' ')
            .trim()
            .toWellFormed();
          return line === '' ? [] : [[fields.get(column) ?? column, line.slice(0, MAX_COMMENT)] as const];
        });
        return own.length === 0 ? [] : [[name, new Map(own)] as const];
      }),
    );
  }

  #entity(table: Table): Entity {
    const entity = this.#entities.get(table);
    if (entity === undefined) throw new Error(`the table ${table.name} has no entity`);
    return entity;
  }

  #target(reference: Reference): Table | undefined {
    return this.#index.get(tableKey(reference.table));
  }

  /** The references that become fields: one for each column. */
  #keptReferences(table: Table): readonly Reference[] {
    const kept: Reference[] = [];
    const sorted = table.references.toSorted((a, b) => b.columns.length - a.columns.length);
    for (const reference of sorted) {
      const { columns, at } = reference;
      const skip = (message: string): void => {
        this.#left.references++;
        this.#findings.skipped('REFERENCE_SKIPPED', at, table.name, message);
      };
      const target = this.#target(reference);
      if (target === undefined) skip(`\`${reference.table.name}\` is a partition, or is not defined.`);
      else if (reference.refers.some((name) => this.#absent.get(target)?.has(name) === true)) {
        skip(`\`${reference.refers.join(', ')}\` of \`${target.name}\` is not in the model.`);
      } else if (kept.some((other) => columns.some((name) => other.columns.includes(name)))) {
        // A column of a pair that refers to the same row by way of the pair needs no reference of its own.
        if (!this.#isImplied(reference, kept)) skip(`The columns \`${columns.join(', ')}\` have a reference already.`);
      } else kept.push(reference);
    }
    return table.references.filter((reference) => kept.includes(reference));
  }

  #isImplied(reference: Reference, kept: readonly Reference[]): boolean {
    return kept.some((other) => {
      const target = this.#target(other);
      if (target === undefined || !reference.columns.every((name) => other.columns.includes(name))) return false;
      const columns = reference.columns.map((name) => other.refers[other.columns.indexOf(name)]);
      const isSame = tableEquals(other, reference) && columns.every((name, i) => name === reference.refers[i]);
      return (
        isSame ||
        target.references.some(
          (theirs) => tableEquals(theirs, reference) && theirs.columns.join('\0') === columns.join('\0'),
        )
      );
    });
  }

  #body(entity: Entity): ReadonlyMap<string, Printed> | null {
    const { table, name, rules } = entity;
    const fields = new Map<string, Printed>();
    for (const column of table.columns) {
      const field = this.#field(entity, column);
      if (field !== null) for (const [key, value] of field) fields.set(key, value);
      else this.#left.columns++;
    }
    this.#noteChecks(table, rules.skipped);
    if (fields.size === 0) {
      this.#left.tables++;
      this.#findings.skipped('TABLE_EMPTY', table.at, name, 'The table has no columns that can be generated.');
      return null;
    }
    const body = new Map<string, Printed>();
    if (table.comment !== null && table.comment.trim() !== '') body.set('$description', table.comment.trim());
    if (this.#plan.perOf(table) === null) body.set('$count', this.#count(entity));
    for (const [directive, value] of this.#constraints(entity)) body.set(directive, value);
    const hasKey =
      table.primaryKey.length === 1 || body.has('$key') || (this.#plan.perOf(table) !== null && !fields.has('id'));
    // Without a key the entity would get a visible one, or its field called id would be one.
    if (!hasKey) body.set(freeName('_id', '_id', new Set(fields.keys())), 'uuid @id hidden');
    return new Map([...body, ...fields]);
  }

  #noteChecks(table: Table, checks: readonly Check[]): void {
    const own = new Set(table.checks);
    for (const { name, text, at } of checks) {
      this.#left.checks++;
      const shown = text.length > MAX_CHECK_SHOWN ? `${text.slice(0, MAX_CHECK_SHOWN)}…` : text;
      const title = name === null ? 'A check' : `The check \`${name}\``;
      this.#findings.skipped('CHECK_SKIPPED', at, table.name, `${title} is not kept: ${shown.replaceAll(/\s+/g, ' ')}`);
    }
    this.#left.checks -= checks.filter((check) => !own.has(check)).length;
  }

  #count({ table, name }: Entity): Printed {
    const { rows, isFixed } = this.#rows(table, 0);
    if (!isFixed) return `= ${rows} * ${SCALE}`;
    const message = `A unique column has only few values, so there are at most ${rows} rows.`;
    this.#findings.approximated('ROWS_LIMITED', table.at, name, message);
    return { value: rows, text: String(rows) };
  }

  /** Rows that a table has at least when the scale is 1, and whether they do not scale. */
  #rows(table: Table, depth: number): { readonly rows: number; readonly isFixed: boolean } {
    const known = this.#knownRows.get(table);
    if (known !== undefined) return known;
    const wanted = { rows: this.#plan.rowsOf(table), isFixed: false };
    // A circle of unique references has as many rows everywhere.
    this.#knownRows.set(table, wanted);
    const per = this.#plan.perOf(table);
    const parent = per === null ? undefined : this.#target(per.reference);
    let found = wanted;
    if (depth < MAX_CHAIN && parent !== undefined) found = this.#rows(parent, depth + 1);
    else if (depth < MAX_CHAIN) {
      const uniques = table.columns.filter((column) => isUnique(table, column));
      for (const column of uniques) {
        const reference = this.#entity(table).references.find(
          ({ columns }) => columns.length === 1 && columns[0] === column.name,
        );
        const target = reference === undefined ? undefined : this.#target(reference);
        const most = target === undefined ? this.#capacity(table, column) : Infinity;
        const other = target === undefined || target === table ? found : this.#rows(target, depth + 1);
        if (most < found.rows * MIN_ROOM) found = { rows: Math.max(1, Math.min(found.rows, most)), isFixed: true };
        if (other.rows < found.rows || other.isFixed) {
          found = { rows: Math.min(found.rows, other.rows), isFixed: found.isFixed || other.isFixed };
        }
      }
    }
    this.#knownRows.set(table, found);
    return found;
  }

  /** How many different values a column has. */
  #capacity(table: Table, column: Column): number {
    const rules = this.#entity(table).rules.columns.get(column.name);
    if (rules?.values !== null && rules?.values !== undefined) return rules.values.length;
    const { type } = column;
    switch (type.kind) {
      case 'boolean':
        return 2;
      case 'enum':
        return type.values.length;
      case 'integer':
        return Math.min(type.max, Number(rules?.max?.text ?? Infinity));
      case 'decimal':
        return type.precision === null ? Infinity : 10 ** Math.min(type.precision, 15);
      case 'string':
        return type.maxLength === null || type.maxLength > 8 ? Infinity : LETTERS ** type.maxLength;
      case 'date':
        return DAYS;
      case 'other':
        return FEW;
      case 'number':
      case 'time':
      case 'timestamp':
      case 'uuid':
      case 'json':
      case 'binary':
      case 'list':
        return Infinity;
    }
  }

  /** The field of a column, or the fields of a reference of several columns; empty where another column made it, null where there is none. */
  #field(entity: Entity, column: Column): readonly (readonly [string, Printed])[] | null {
    const { table, rules, fields, references } = entity;
    const name = fields.get(column.name) ?? column.name;
    const path = `${entity.name}.${name}`;
    if (column.isGenerated) {
      this.#findings.approximated(
        'COLUMN_GENERATED',
        column.at,
        path,
        'The database computes the column, which is left out.',
      );
      return null;
    }
    const per = this.#plan.perOf(table);
    const reference = references.find(({ columns }) => columns.includes(column.name));
    if (reference !== undefined && reference.columns.length > 1) {
      const isFirst = table.columns.find(({ name: own }) => reference.columns.includes(own)) === column;
      return isFirst ? [this.#tuple(entity, reference)] : [];
    }
    const isKey = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
    if (reference !== undefined) return [[name, printed(this.#reference(entity, reference, column, isKey))]];
    if (per?.ordinal === column.name) {
      const [first] = per.reference.columns;
      const of =
        per.reference.columns.length > 1 ? this.#tupleName(entity, per.reference) : (fields.get(first) ?? first);
      return [[name, new Map([['$ordinal', of]])]];
    }
    const own = rules.columns.get(column.name);
    // What a check bounds is drawn, and made from no neighbour.
    const isBound = rules.pairs.some(({ left, right }) => left === column.name || right === column.name);
    const mayBeNull = (column.notNull || isBound) && own === undefined && this.#mayBeNull(table, column.name);
    const unique = isUnique(table, column) && !isKey && !this.#isDropped(path, column.at, 1);
    const field = columnField(
      { column, path, entity: entity.name, rules: own, isKey, isUnique: unique, mayBeNull },
      this.#catalogue,
      this.#findings,
    );
    if (field === null) {
      this.#absent.get(table)?.add(column.name);
      return null;
    }
    return [[name, printed(field)]];
  }

  /** Whether a neighbour that the field would follow can make it null. */
  #mayBeNull(table: Table, name: string): boolean {
    const related = this.#catalogue.relate(
      table.columns.map((column) => ({
        name: column.name,
        type:
          column.type.kind === 'timestamp' || column.type.kind === 'date' || column.type.kind === 'boolean'
            ? { kind: column.type.kind }
            : null,
        bare: true,
        drawn: true,
      })),
    );
    return related.has(name);
  }

  #reference({ table, references }: Entity, reference: Reference, column: Column, isKey: boolean): Draft {
    const target = this.#target(reference);
    const other = target === undefined ? undefined : this.#entity(target);
    const to = `${other?.name ?? reference.table.name}.${other?.fields.get(reference.refers[0]) ?? reference.refers[0]}`;
    const per = this.#plan.perOf(table);
    const isPer = per !== null && per.reference === reference;
    const isPlain = /^\w[\w.]*$/.test(to) && !isPer && !isKey;
    const made = isPlain ? draft(`$${to}`) : draft();
    if (!isPlain) made.directives.set('$ref', to);
    if (isPer) made.directives.set('$per', /^\d+$/.test(per.per) ? { value: Number(per.per), text: per.per } : per.per);
    made.key = isKey;
    made.unique = !isPer && !isKey && isUnique(table, column) && this.#canBeUnique(table, reference, column);
    if (!column.notNull && !references.some((one) => one !== reference && one.columns.includes(column.name))) {
      made.nulls = target === table ? 50 : 20;
    }
    if (isPer) made.nulls = 0;
    return made;
  }

  /** Whether something was tried, and is not possible; it is noted then. */
  #isDropped(path: string, at: Column['at'], uniques: number): boolean {
    if (!this.#faults.has(path)) return false;
    this.#left.uniques += uniques;
    this.#findings.skipped('UNIQUE_SKIPPED', at, path, 'The values cannot be made different in this model.');
    return true;
  }

  /** Whether each row can have a row of the target of its own. */
  #canBeUnique(table: Table, reference: Reference, column: Column): boolean {
    const target = this.#target(reference);
    if (this.#plan.perOf(table) === null || target === undefined) return true;
    if (this.#isOneToOne(table) && this.#rows(table, 0).rows <= this.#rows(target, 0).rows) return true;
    this.#left.uniques++;
    const message = `The column \`${column.name}\` may repeat: the number of rows follows from another reference.`;
    this.#findings.skipped('UNIQUE_SKIPPED', column.at, table.name, message);
    return false;
  }

  /** Whether a table has as many rows as the parent that its rows follow from, and so on. */
  #isOneToOne(table: Table): boolean {
    let at: Table | undefined = table;
    for (let i = 0; i < MAX_CHAIN && at !== undefined; i++) {
      const per = this.#plan.perOf(at);
      if (per === null) return true;
      if (per.per !== '1') return false;
      at = this.#target(per.reference);
    }
    return false;
  }

  #tuple(entity: Entity, reference: Reference): readonly [string, Printed] {
    const target = this.#target(reference);
    const other = target === undefined ? undefined : this.#entity(target);
    const columns = reference.columns.map((name, i) => {
      const to = other?.fields.get(reference.refers[i]) ?? reference.refers[i];
      return [entity.fields.get(name) ?? name, `${other?.name ?? ''}.${to}`] as const;
    });
    const field = new Map<string, Printed>([['$ref', new Map(columns)]]);
    const per = this.#plan.perOf(entity.table);
    if (per !== null && per.reference === reference) field.set('$per', per.per);
    else if (
      reference.columns.some((name) => entity.table.columns.some((column) => column.name === name && !column.notNull))
    ) {
      field.set('$null', '20%');
    }
    return [this.#tupleName(entity, reference), field];
  }

  /** The name of the field that holds a reference of several columns. */
  #tupleName({ fields }: Entity, reference: Reference): string {
    return freeName(`${reference.table.name.toLowerCase()}_row`, 'row', new Set(fields.values()));
  }

  /** `$key`, `$unique` and `$check` of an entity. */
  #constraints(entity: Entity): readonly (readonly [string, Printed])[] {
    const { table, fields, rules } = entity;
    const made: (readonly [string, Printed])[] = [];
    const named = (names: readonly string[]): readonly string[] => names.map((name) => fields.get(name) ?? name);
    const key = table.primaryKey;
    if (key.length > 1 && !this.#faults.has(`${entity.name}.$key`)) made.push(['$key', named(key)]);
    else if (key.length > 1) {
      this.#left.keys++;
      this.#findings.skipped('KEY_SKIPPED', table.at, entity.name, `The key (${key.join(', ')}) is not kept.`);
    }
    const uniques: Printed[] = [];
    for (const unique of table.uniques) {
      const kept = this.#unique(entity, unique);
      if (kept !== null) uniques.push(named(kept));
    }
    const isPossible = uniques.length > 0 && !this.#isDropped(`${entity.name}.$unique`, table.at, uniques.length);
    if (isPossible) made.push(['$unique', uniques.length === 1 ? uniques[0] : uniques]);
    const checks = rules.pairs.flatMap(({ left, operator, right, check }) => {
      const [a, b] = named([left, right]).map((name) =>
        /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``,
      );
      const text = `${a} ${operator === '<>' ? '!=' : operator} ${b}`;
      if (!this.#faults.has(`${entity.name}.$check\0${text}`)) return [text];
      this.#noteChecks(table, [check]);
      return [];
    });
    const all = [...new Set(checks)];
    if (all.length > 0) made.push(['$check', all.length === 1 ? all[0] : all]);
    return made;
  }

  /** The columns of a unique constraint that the entity must name; null where nothing is to be said. */
  #unique({ table, name }: Entity, unique: Unique): readonly string[] | null {
    const { columns, at, isExpression, isPartial } = unique;
    const title = unique.name === null ? `(${columns.join(', ')})` : `\`${unique.name}\``;
    if (isExpression) {
      this.#left.uniques++;
      this.#findings.skipped('UNIQUE_SKIPPED', at, name, `The unique index ${title} of an expression is not kept.`);
      return null;
    }
    const isImplied =
      (table.primaryKey.length > 0 && table.primaryKey.every((one) => columns.includes(one))) ||
      columns.some((one) => table.columns.some((column) => column.name === one && isUnique(table, column)));
    if (isPartial) {
      const message = `The unique index ${title} of some rows is kept for all rows.`;
      this.#findings.approximated('UNIQUE_APPROXIMATED', at, name, message);
    }
    if (isImplied || columns.length === 1) return null;
    if (!columns.some((one) => this.#absent.get(table)?.has(one) === true)) return columns;
    this.#left.uniques++;
    this.#findings.skipped('UNIQUE_SKIPPED', at, name, `The unique constraint ${title} is not kept.`);
    return null;
  }
}

const SCALE = 'vars.scale';
/** A unique column has at least so many values for each row before the number of rows may grow. */
const MIN_ROOM = 10;
const LETTERS = 26;
/** Tables whose rows follow from one another. */
const MAX_CHAIN = 100;
/** Days of the dates without bounds. */
const DAYS = 365;
/** Values of a type that is made of a few texts. */
const FEW = 3;

function isUnique({ primaryKey, uniques }: Table, { name }: Column): boolean {
  if (primaryKey.length === 1 && primaryKey[0] === name) return true;
  return uniques.some(({ columns, isExpression }) => !isExpression && columns.length === 1 && columns[0] === name);
}

function tableEquals(a: Reference, b: Reference): boolean {
  return a.table.schema === b.table.schema && a.table.name === b.table.name;
}

/** A table with the references that only its partitions have. */
function adopting(table: Table, partitions: readonly Table[]): Table {
  const known = new Set(table.references.map(({ columns }) => columns.join('\0')));
  const references = partitions.flatMap((partition) => {
    return partition.references.filter((reference) => {
      const key = reference.columns.join('\0');
      const isNew = !known.has(key);
      known.add(key);
      return isNew;
    });
  });
  return references.length === 0 ? table : { ...table, references: [...table.references, ...references] };
}

/** A field, in the shortest form. */
function printed(field: Draft): Printed {
  const form = written(field);
  const items =
    form instanceof Map && form.size === 1 ? (form as ReadonlyMap<string, Printed>).get('$items') : undefined;
  return items === undefined ? form : [items];
}
