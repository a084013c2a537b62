import type { Reference, Table } from '../../engine/table.ts';
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
  return `CREATE TABLE ${existence}${identifier(name)} (\n  ${[...parts, ...constraints].join(',\n  ')}\n);\n`;
}

/** The constraints that tell rows apart. */
export function keyConstraints({ key, uniques }: Table): readonly string[] {
  const primary = key.length === 0 ? [] : [`PRIMARY KEY ${identifiers(key)}`];
  return [...primary, ...uniques.map((column) => `UNIQUE ${identifiers([column])}`)];
}

/** The constraint that a reference is. */
export function foreignKey({ column, table, target }: Reference): string {
  return `FOREIGN KEY ${identifiers([column])} REFERENCES ${identifier(table)} ${identifiers([target])}`;
}

/** A statement that adds a constraint to a table; SQLite knows none. */
export function addConstraint({ name }: Table, constraint: string): string {
  return `ALTER TABLE ${identifier(name)} ADD ${constraint};\n`;
}
