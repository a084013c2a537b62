import type { Table } from '../../engine/table.ts';
import type { SqlDialect } from './sql-dialect.ts';

/**
 * The tables with the constraints that a database can hold: without those on unique columns that are too long for an index,
 * and without references to tables that are not among them or to columns without such a constraint.
 */
export function loadable(tables: readonly Table[], dialect: SqlDialect): readonly Table[] {
  const indexed = tables.map((table) => {
    const widths = new Map(table.columns.map(({ name, width = 0 }) => [name, width]));
    return { ...table, uniques: table.uniques.filter((name) => (widths.get(name) ?? 0) <= dialect.longestKey) };
  });
  const targets = new Set(
    indexed.flatMap(({ name, key, uniques }) =>
      [...(key.length === 1 ? key : []), ...uniques].map((column) => `${name}\0${column}`),
    ),
  );
  return indexed.map((table) => ({
    ...table,
    references: table.references.filter((reference) => targets.has(`${reference.table}\0${reference.target}`)),
  }));
}
