import { conditionColumns, mapped, withColumn } from '../condition-columns.ts';
import type { Findings } from '../report.ts';
import type {
  Check,
  Column,
  ColumnType,
  Condition,
  Domain,
  Letters,
  SourcePosition,
  Reference,
  SourceSchema,
  SourceTable,
  Unique,
} from '../schema.ts';
import { columnType, type WrittenType } from './column-type.ts';
import type { SqlDialect } from './dialect.ts';
import { type Constraint, implicitNames } from './implicit-names.ts';

/** A name as a script writes it; the schema is null where it is not written. */
export interface Name {
  readonly schema: string | null;
  readonly name: string;
}

type UntypedColumn = Omit<Column, 'type'>;
export type DraftColumn = { -readonly [K in keyof UntypedColumn]: UntypedColumn[K] } & {
  written: WrittenType;
  /** The character set, or the collation, of a text; absent where none is written. */
  charset?: string;
};

export interface DraftReference {
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly table: Name;
  /** Empty where the script leaves it to the key. */
  readonly refers: readonly string[];
  readonly at: SourcePosition;
}

export type PartitionBound =
  | { readonly kind: 'range'; readonly from: Condition | null; readonly to: Condition | null }
  | { readonly kind: 'list'; readonly values: readonly Condition[] }
  /** Takes what no other takes, or is chosen by a hash. */
  | { readonly kind: 'any' };

export interface DraftTable {
  schema: string;
  name: string;
  readonly at: SourcePosition;
  comment: string | null;
  /** As of a column, for all that have none. */
  charset: string | null;
  columns: DraftColumn[];
  primaryKey: { readonly name: string | null; readonly columns: readonly string[] } | null;
  uniques: Unique[];
  references: DraftReference[];
  checks: Check[];
  partitionOf: DraftTable | null;
  /** What a partition takes of each column of the key: values, or bounds, of which the upper one is excluded. */
  partitionBound: PartitionBound | null;
  partitionKey: readonly string[];
}

interface ColumnIndex {
  readonly columns: readonly DraftColumn[];
  /** How many of them are in the index. */
  size: number;
  readonly exact: Map<string, DraftColumn>;
  readonly folded: Map<string, DraftColumn>;
}

interface Type {
  readonly schema: string;
  readonly name: string;
  readonly values: string[] | null;
  readonly written: WrittenType | null;
  readonly typeText: string;
  readonly notNull: boolean;
  readonly checks: readonly Check[];
}

/** A function that a script defines by one expression. */
interface SqlFunction {
  /** The names of the parameters; '' for those without one. */
  readonly parameters: readonly string[];
  readonly body: Condition;
}

/** Functions within functions, and nodes of conditions that are made of them. */
const MAX_CALLS = 8;
/** Tables of a script at most; more are noted. */
const MAX_TABLES = 20_000;
/** No database has more in a table. */
const MAX_COLUMNS = 4096;
/** Domains over domains. */
const MAX_DOMAINS = 10;

/** What the statements of a script make, in their order. */
export class Catalogue {
  readonly findings: Findings;
  readonly #dialect: SqlDialect;
  readonly #tables = new Map<string, DraftTable>();
  /** Tables by their name alone. */
  readonly #byName = new Map<string, DraftTable[]>();
  readonly #indexes = new WeakMap<DraftTable, ColumnIndex>();
  readonly #views = new Set<string>();
  readonly #partitions = new Map<string, PartitionBound[]>();
  readonly #types = new Map<string, Type>();
  readonly #typesByName = new Map<string, Type>();
  readonly #functions = new Map<string, SqlFunction>();

  constructor(dialect: SqlDialect, findings: Findings) {
    this.#dialect = dialect;
    this.findings = findings;
  }

  /** A new table; null where there is one of that name. */
  create({ schema, name }: Name, at: SourcePosition): DraftTable | null {
    const table: DraftTable = {
      schema: schema ?? this.#dialect.schema,
      name,
      at,
      comment: null,
      charset: null,
      columns: [],
      primaryKey: null,
      uniques: [],
      references: [],
      checks: [],
      partitionOf: null,
      partitionBound: null,
      partitionKey: [],
    };
    const key = this.#key(table.schema, name);
    if (this.#tables.has(key) || this.#tables.size >= MAX_TABLES) {
      const message = this.#tables.has(key)
        ? 'The table is defined before.'
        : `A schema has at most ${MAX_TABLES} tables.`;
      this.findings.skipped('NAME_REPEATED', at, name, message);
      return null;
    }
    this.#tables.set(key, table);
    this.#remember(table);
    return table;
  }

  /** Remembers a view, which statements may name as they name tables. */
  addView({ name }: Name): void {
    this.#views.add(this.#fold(name));
  }

  hasView({ name }: Name): boolean {
    return this.#views.has(this.#fold(name));
  }

  find({ schema, name }: Name): DraftTable | undefined {
    const own = this.#tables.get(this.#key(schema ?? this.#dialect.schema, name));
    if (own !== undefined || schema !== null) return own;
    const all = this.#byName.get(this.#fold(name)) ?? [];
    return all.length === 1 ? all[0] : undefined;
  }

  drop(name: Name): void {
    const table = this.find(name);
    if (table === undefined) return;
    this.#tables.delete(this.#key(table.schema, table.name));
    const all = this.#byName.get(this.#fold(table.name)) ?? [];
    this.#byName.set(
      this.#fold(table.name),
      all.filter((other) => other !== table),
    );
  }

  /** Gives a table another name or schema. */
  rename(table: DraftTable, { schema, name }: Name): void {
    this.drop({ schema: table.schema, name: table.name });
    const old = { schema: table.schema, name: table.name };
    table.schema = schema ?? table.schema;
    table.name = name;
    this.#tables.set(this.#key(table.schema, name), table);
    this.#remember(table);
    for (const { references } of this.#tables.values()) {
      for (const [i, reference] of references.entries()) {
        const isSame =
          reference.table.name === old.name && (reference.table.schema ?? this.#dialect.schema) === old.schema;
        if (isSame) references[i] = { ...reference, table: { schema: table.schema, name } };
      }
    }
  }

  column(table: DraftTable, name: string): DraftColumn | undefined {
    const { exact, folded } = this.#indexOf(table);
    return exact.get(name) ?? (this.#dialect.isCaseless ? folded.get(this.#fold(name)) : undefined);
  }

  /** The columns of a table by their names, of which the first one of a name counts. */
  #indexOf(table: DraftTable): ColumnIndex {
    const { columns } = table;
    let index = this.#indexes.get(table);
    if (index?.columns !== columns || index.size > columns.length) {
      index = { columns, size: 0, exact: new Map(), folded: new Map() };
      this.#indexes.set(table, index);
    }
    for (; index.size < columns.length; index.size++) {
      const column = columns[index.size];
      const key = this.#fold(column.name);
      if (!index.exact.has(column.name)) index.exact.set(column.name, column);
      if (!index.folded.has(key)) index.folded.set(key, column);
    }
    return index;
  }

  addColumn(table: DraftTable, column: DraftColumn): void {
    const path = `${table.name}.${column.name}`;
    if (table.columns.length >= MAX_COLUMNS) {
      this.findings.skipped('COLUMN_UNKNOWN', column.at, path, `A table has at most ${MAX_COLUMNS} columns.`);
    } else if (this.column(table, column.name) === undefined) table.columns.push(column);
    else this.findings.skipped('NAME_REPEATED', column.at, path, 'The table has a column of that name.');
  }

  dropColumn(table: DraftTable, name: string): void {
    const column = this.column(table, name);
    if (column === undefined) return;
    const has = (columns: readonly string[]): boolean => columns.some((one) => this.#fold(one) === this.#fold(name));
    table.columns = table.columns.filter((other) => other !== column);
    if (table.primaryKey !== null && has(table.primaryKey.columns)) table.primaryKey = null;
    table.uniques = table.uniques.filter(({ columns, stricter, where }) => {
      return !has(columns) && !has(stricter?.columns ?? []) && (where === undefined || !has(conditionColumns(where)));
    });
    table.references = table.references.filter(({ columns }) => !has(columns));
    table.checks = table.checks.filter(
      ({ condition }) => !conditionColumns(condition).some((one) => this.#fold(one) === this.#fold(name)),
    );
  }

  renameColumn(table: DraftTable, from: string, to: string): void {
    const column = this.column(table, from);
    if (column === undefined) return;
    const old = column.name;
    column.name = to;
    this.#indexes.delete(table);
    const renamed = (names: readonly string[]): readonly string[] =>
      names.map((name) => (this.#fold(name) === this.#fold(old) ? to : name));
    if (table.primaryKey !== null)
      table.primaryKey = { ...table.primaryKey, columns: renamed(table.primaryKey.columns) };
    table.uniques = table.uniques.map(({ stricter, where, ...unique }) => ({
      ...unique,
      columns: renamed(unique.columns),
      ...(stricter === undefined
        ? {}
        : { stricter: { columns: renamed(stricter.columns), notNull: renamed(stricter.notNull) } }),
      ...(where === undefined ? {} : { where: withColumn(where, old, to) }),
    }));
    table.references = table.references.map((one) => ({ ...one, columns: renamed(one.columns) }));
    table.checks = table.checks.map((check) => ({ ...check, condition: withColumn(check.condition, old, to) }));
    for (const { references } of this.#tables.values()) {
      for (const [i, one] of references.entries()) {
        if (this.find(one.table) === table) references[i] = { ...one, refers: renamed(one.refers) };
      }
    }
  }

  dropConstraint(table: DraftTable, name: string): void {
    const implicit = implicitNames(table, this.#dialect.name);
    const isOther = (one: Constraint): boolean => this.#fold(one.name ?? implicit.get(one) ?? '') !== this.#fold(name);
    if (table.primaryKey !== null && !isOther(table.primaryKey)) table.primaryKey = null;
    table.uniques = table.uniques.filter(isOther);
    table.references = table.references.filter(isOther);
    table.checks = table.checks.filter(isOther);
  }

  /** A function of which calls in checks are read as its body. */
  addFunction(name: string, parameters: readonly string[], body: Condition): void {
    this.#functions.set(this.#fold(name), { parameters, body });
  }

  addEnum({ schema, name }: Name, values: readonly string[]): void {
    const own = schema ?? this.#dialect.schema;
    this.#addType({ schema: own, name, values: [...values], written: null, typeText: '', notNull: false, checks: [] });
  }

  /** @param neighbour the value that the new one is put before or after; null for the end. */
  addEnumValue(type: Name, value: string, neighbour: string | null, isAfter: boolean): void {
    const values = this.#type(type)?.values;
    if (values === undefined || values === null || values.includes(value)) return;
    const at = neighbour === null ? -1 : values.indexOf(neighbour);
    if (at === -1) values.push(value);
    else values.splice(isAfter ? at + 1 : at, 0, value);
  }

  renameEnumValue(type: Name, from: string, to: string): void {
    const values = this.#type(type)?.values ?? [];
    const at = values.indexOf(from);
    if (at !== -1) values[at] = to;
  }

  addDomain(
    { schema, name }: Name,
    domain: {
      readonly written: WrittenType;
      readonly typeText: string;
      readonly notNull: boolean;
      readonly checks: readonly Check[];
    },
  ): void {
    const own = schema ?? this.#dialect.schema;
    this.#addType({ schema: own, name, values: null, ...domain });
  }

  /** The schema, with names resolved: keys make columns NOT NULL, domains are their types and checks. */
  finish(): SourceSchema {
    for (const { partitionOf: parent, partitionBound } of this.#tables.values()) {
      if (parent === null) continue;
      const key = this.#key(parent.schema, parent.name);
      const bounds = this.#partitions.get(key) ?? [];
      bounds.push(partitionBound ?? { kind: 'any' });
      this.#partitions.set(key, bounds);
    }
    const types = [...this.#types.values()];
    return {
      tables: [...this.#tables.values()].map((table) => this.#table(table)),
      enums: types.flatMap(({ schema, name, values }) => (values === null ? [] : { schema, name, values })),
      domains: types.flatMap(({ schema, name, written, typeText, notNull, checks }): Domain | readonly [] =>
        written === null ? [] : { schema, name, type: this.#typeOf(written).type, typeText, notNull, checks },
      ),
    };
  }

  #table(table: DraftTable): SourceTable {
    const { schema, name, at, comment } = table;
    const primaryKey = table.primaryKey === null ? [] : (this.#columns(table, table.primaryKey.columns, at) ?? []);
    const checks: Check[] = table.checks.map((check) => this.#inlined(check));
    const columns = table.columns.map((draft): Column => {
      const { type, domains } = this.#typeOf(draft.written);
      for (const domain of domains) {
        const own = domain.checks.map((check) =>
          this.#inlined({ ...check, at: draft.at, condition: withColumn(check.condition, 'VALUE', draft.name) }),
        );
        checks.push(...own);
      }
      const { written, charset, ...column } = draft;
      const letters = this.#dialect.name === 'mysql' ? lettersOf(charset ?? table.charset) : null;
      // SQL Server's timestamp is a version of the row, which it writes itself.
      const isVersion =
        written.name === 'rowversion' || (written.name === 'timestamp' && this.#dialect.name === 'sqlserver');
      const notNull = draft.notNull || primaryKey.includes(draft.name) || domains.some((domain) => domain.notNull);
      const [domain] = domains;
      return {
        ...column,
        isGenerated: column.isGenerated || isVersion,
        type,
        notNull,
        ...(letters === null ? {} : { letters }),
        // DEFAULT NULL, which MySQL and MariaDB write of every column without a default.
        default: draft.default?.kind === 'null' ? null : draft.default,
        typeText: domain === undefined ? this.#typeText(draft) : qualified(domain),
      };
    });
    const uniques = table.uniques.flatMap((unique): Unique | readonly [] => {
      const { stricter } = unique;
      const [columns, notNull] = [stricter?.columns ?? [], stricter?.notNull ?? []].map((names) =>
        names.flatMap((one) => this.column(table, one)?.name ?? []),
      );
      const spelled =
        stricter === undefined || columns.length < stricter.columns.length ? {} : { stricter: { columns, notNull } };
      if (unique.isExpression) return { ...unique, ...spelled };
      const own = this.#columns(table, unique.columns, unique.at);
      return own === null ? [] : { ...unique, ...spelled, columns: own };
    });
    const references = table.references.flatMap(
      (reference): Reference | readonly [] => this.#reference(table, reference) ?? [],
    );
    const parent = table.partitionOf;
    const partitionOf = parent === null ? null : { schema: parent.schema, name: parent.name };
    const partitionChecks = this.#partitionChecks(table);
    return {
      schema,
      name,
      at,
      comment,
      columns,
      primaryKey,
      uniques,
      references,
      checks,
      partitionOf,
      partitionChecks,
    };
  }

  /** A check with the functions of the script replaced by what they return. */
  #inlined(check: Check): Check {
    if (this.#functions.size === 0) return check;
    return { ...check, condition: withCalls(check.condition, (name) => this.#functions.get(this.#fold(name)), 0) };
  }

  /** What all partitions of a table take together, where they are by one column without gaps. */
  #partitionChecks({ partitionKey, at, ...table }: DraftTable): readonly Check[] {
    const bounds = this.#partitions.get(this.#key(table.schema, table.name)) ?? [];
    const [name, ...others] = partitionKey;
    if (name === undefined || others.length > 0 || bounds.length === 0) return [];
    const column: Condition = { kind: 'column', name };
    const values = bounds.flatMap((bound) => (bound.kind === 'list' ? bound.values : []));
    if (bounds.every(({ kind }) => kind === 'list')) {
      return [{ name: null, condition: { kind: 'in', of: column, values }, text: '', at }];
    }
    const ranges = bounds.flatMap((bound) => (bound.kind === 'range' ? bound : []));
    if (ranges.length < bounds.length) return [];
    const of: Condition[] = [];
    const [first] = ranges.flatMap(({ from }) => from ?? []).toSorted(byLiteral);
    const last = ranges
      .flatMap(({ to }) => to ?? [])
      .toSorted(byLiteral)
      .at(-1);
    if (ranges.every(({ from }) => from !== null) && first !== undefined) {
      of.push({ kind: 'compare', operator: '>=', left: column, right: first });
    }
    if (ranges.every(({ to }) => to !== null) && last !== undefined) {
      of.push({ kind: 'compare', operator: '<', left: column, right: last });
    }
    return of.length === 0 ? [] : [{ name: null, condition: { kind: 'and', of }, text: '', at }];
  }

  #typeText(draft: DraftColumn): string {
    const type = this.#type(typeName(draft.written.name));
    return type === undefined ? draft.typeText : `${qualified(type)}${'[]'.repeat(draft.written.dimensions)}`;
  }

  #reference(table: DraftTable, { name, columns, table: target, refers, at }: DraftReference): Reference | null {
    const other = this.find(target);
    const path = table.name;
    if (other === undefined) {
      const title = target.schema === null ? target.name : `${target.schema}.${target.name}`;
      this.findings.skipped(
        'TABLE_UNKNOWN',
        at,
        path,
        `A reference names the table \`${title}\`, which the source does not define.`,
      );
      return null;
    }
    const own = this.#columns(table, columns, at);
    const theirs = refers.length === 0 ? (other.primaryKey?.columns ?? []) : refers;
    const found = this.#columns(other, theirs, at);
    if (own === null || found === null) return null;
    if (own.length !== found.length || own.length === 0) {
      const message = `A reference to \`${other.name}\` has ${own.length} columns, and refers to ${found.length}.`;
      this.findings.skipped('REFERENCE_SKIPPED', at, path, message);
      return null;
    }
    return { name, columns: own, table: { schema: other.schema, name: other.name }, refers: found, at };
  }

  /** The names of columns as the table spells them; null after a note where one is missing. */
  #columns(table: DraftTable, names: readonly string[], at: SourcePosition): readonly string[] | null {
    const columns = names.map((name) => this.column(table, name)?.name);
    const missing = columns.indexOf(undefined);
    if (missing === -1) return columns.flatMap((name) => name ?? []);
    const message = `There is no column \`${names[missing]}\`.`;
    this.findings.skipped('COLUMN_UNKNOWN', at, table.name, message);
    return null;
  }

  /** The type of a column, and the domains that it is made of. */
  #typeOf(written: WrittenType): { readonly type: ColumnType; readonly domains: readonly Type[] } {
    const domains: Type[] = [];
    let { dimensions } = written;
    let current = written;
    for (;;) {
      const type = this.#type(typeName(current.name));
      if (type === undefined || domains.length === MAX_DOMAINS) break;
      if (type.values !== null) return { type: listed({ kind: 'enum', values: type.values }, dimensions), domains };
      domains.push(type);
      current = type.written ?? current;
      dimensions += current.dimensions;
    }
    return {
      type: columnType({ ...current, dimensions }, this.#dialect.name),
      domains: written.dimensions > 0 ? [] : domains,
    };
  }

  #type({ schema, name }: Name): Type | undefined {
    return (
      this.#types.get(this.#key(schema ?? this.#dialect.schema, name)) ??
      (schema === null ? this.#typesByName.get(this.#fold(name)) : undefined)
    );
  }

  #addType(type: Type): void {
    this.#types.set(this.#key(type.schema, type.name), type);
    this.#typesByName.set(this.#fold(type.name), type);
  }

  #remember(table: DraftTable): void {
    const key = this.#fold(table.name);
    const all = this.#byName.get(key);
    if (all === undefined) this.#byName.set(key, [table]);
    else all.push(table);
  }

  #key(schema: string, name: string): string {
    return `${this.#fold(schema)}\0${this.#fold(name)}`;
  }

  #fold(name: string): string {
    return this.#dialect.isCaseless ? name.toLowerCase() : name;
  }
}

/** The characters of a character set, or of a collation of it; null if it has all that are generated. */
function lettersOf(name: string | null): Letters | null {
  if (name === null || /^(?:utf|ucs|binary|gb18030)/i.test(name)) return null;
  return /^latin1/i.test(name) ? 'latin1' : 'ascii';
}

function byLiteral(a: Condition, b: Condition): number {
  const [left, right] = [a, b].map((one) => (one.kind === 'text' || one.kind === 'number' ? one.text : ''));
  const [x, y] = [Number(left), Number(right)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return left < right ? -1 : 1;
}

/** The name of a type that a script defines: `schema.name`, or the name alone. */
function typeName(text: string): Name {
  const at = text.indexOf('.');
  return at === -1 ? { schema: null, name: text } : { schema: text.slice(0, at), name: text.slice(at + 1) };
}

function listed(type: ColumnType, dimensions: number): ColumnType {
  return dimensions <= 0 ? type : { kind: 'list', item: listed(type, Math.min(dimensions, 6) - 1) };
}

/** A condition with calls replaced by the bodies of their functions. */
function withCalls(condition: Condition, find: (name: string) => SqlFunction | undefined, depth: number): Condition {
  if (depth > MAX_CALLS) return condition;
  return mapped(condition, (one) => {
    const found = one.kind === 'call' ? find(one.name) : undefined;
    if (one.kind !== 'call' || found === undefined) return one;
    const { parameters, body } = found;
    const bound = mapped(body, (part) => {
      if (part.kind !== 'column') return part;
      const numbered = /^\$(\d+)$/.exec(part.name)?.[1];
      const at = numbered === undefined ? parameters.indexOf(part.name) : Number(numbered) - 1;
      return one.of[at] ?? part;
    });
    return withCalls(bound, find, depth + 1);
  });
}

/** A name with its schema, if it has one. */
function qualified({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return schema === '' ? name : `${schema}.${name}`;
}
