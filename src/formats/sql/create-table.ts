import type { Reference, Table } from '../../engine/table.ts';
import { checkConstraints } from './check-constraints.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { identifier, identifiers } from './quote.ts';

/** The statement that makes a table with its columns and the given constraints. */
export function createTable(
  { name, columns }: Table,
  dialect: SqlDialect,
  constraints: readonly string[],
  existence: '' | 'IF NOT EXISTS ' = '',
): string {
  const parts = columns.map(
    ({ name, type, nullable }) => `${identifier(name)} ${dialect.columnType(type)}${nullable ? '' : ' NOT NULL'}`,
  );
  return `CREATE TABLE ${existence}${dialect.tableName(name)} (\n  ${[...parts, ...constraints].join(',\n  ')}\n);\n`;
}

/** The constraints of a table by itself: those that tell rows apart, and its checks. */
export function keyConstraints(table: Table): readonly string[] {
  const { key, uniques } = table;
  const primary = key.length === 0 ? [] : [`PRIMARY KEY ${identifiers(key)}`];
  const unique = uniques.map((columns) => `UNIQUE ${identifiers(columns)}`);
  return [...primary, ...unique, ...checkConstraints(table)];
}

/** The constraint that a reference is. */
export function foreignKey({ columns, table, targets }: Reference, dialect: SqlDialect): string {
  return `FOREIGN KEY ${identifiers(columns)} REFERENCES ${dialect.tableName(table)} ${identifiers(targets)}`;
}

/** Whether a key or something unique begins with these columns, so that rows are found by them. */
export function isIndexed({ key, uniques }: Table, columns: readonly string[]): boolean {
  return [key, ...uniques].some((list) => columns.every((column, i) => list[i] === column));
}

/** A statement that adds a constraint to a table; SQLite knows none. */
export function addConstraint({ name }: Table, constraint: string, dialect: SqlDialect): string {
  return `ALTER TABLE ${dialect.tableName(name)} ADD ${constraint};\n`;
}
