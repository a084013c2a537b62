import type { Reference, Table } from '../../engine/table.ts';
import { checkConstraints } from './check-constraints.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { identifiers } from './quote.ts';

/** The statement that makes a table with its columns and the given constraints. */
export function createTable(
  table: Table,
  dialect: SqlDialect,
  constraints: readonly string[],
  existence: '' | 'IF NOT EXISTS ' = '',
): string {
  const types = dialect.columnTypes(table);
  const parts = table.columns.map(
    ({ name, nullable }, k) => `${dialect.identifier(name)} ${types[k]}${nullable ? '' : ' NOT NULL'}`,
  );
  const body = [...parts, ...constraints].join(',\n  ');
  return `CREATE TABLE ${existence}${dialect.tableName(table.name)} (\n  ${body}\n)${dialect.tableOptions};\n`;
}

/** The constraints of a table by itself: those that tell rows apart, and its checks. */
export function keyConstraints(table: Table, dialect: SqlDialect): readonly string[] {
  const { key, uniques } = table;
  const list = (columns: readonly string[]): string => identifiers(columns, dialect.identifier);
  const primary = key.length === 0 ? [] : [`PRIMARY KEY ${list(key)}`];
  const unique = uniques.map((columns) => `UNIQUE ${list(columns)}`);
  return [...primary, ...unique, ...checkConstraints(table, dialect)];
}

/** The constraint that a reference is. */
export function foreignKey({ columns, table, targets }: Reference, { identifier, tableName }: SqlDialect): string {
  const [from, to] = [columns, targets].map((names) => identifiers(names, identifier));
  return `FOREIGN KEY ${from} REFERENCES ${tableName(table)} ${to}`;
}

/** Whether a key or something unique begins with these columns, so that rows are found by them. */
export function isIndexed({ key, uniques }: Table, columns: readonly string[]): boolean {
  return [key, ...uniques].some((list) => columns.every((column, i) => list[i] === column));
}

/** A statement that adds constraints to a table; SQLite knows none, and PostgreSQL checks one at a time. */
export function addConstraints({ name }: Table, constraints: readonly string[], { tableName }: SqlDialect): string {
  return `ALTER TABLE ${tableName(name)} ADD ${constraints.join(', ADD ')};\n`;
}
