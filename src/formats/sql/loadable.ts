import type { Table } from '../../engine/table.ts';
import type { SqlDialect } from './sql-dialect.ts';

/**
 * The tables with the constraints that a database can hold: without those on columns that are too long for an index, and
 * without references to tables that are not among them or to columns without such a constraint.
 */
export function loadable(tables: readonly Table[], dialect: SqlDialect): readonly Table[] {
  const indexed = tables.map((table) => {
    const widths = new Map(table.columns.map(({ name, width = 0 }) => [name, width]));
    const fits = (names: readonly string[]): boolean =>
      names.reduce((sum, name) => sum + (widths.get(name) ?? 0), 0) <= dialect.longestKey;
    return {
      ...table,
      key: fits(table.key) ? table.key : [],
      uniques: table.uniques.filter((name) => fits([name])),
    };
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
