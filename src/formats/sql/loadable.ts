import type { Table } from '../../engine/table.ts';
import type { SqlDialect } from './sql-dialect.ts';

/**
 * The tables with the constraints that a database can hold: without those on unique columns that are too long together for an index,
 * and without references to tables that are not among them or to columns without such a constraint.
 */
export function loadable(tables: readonly Table[], dialect: SqlDialect): readonly Table[] {
  const indexed = tables.map((table) => {
    const widths = new Map(table.columns.map((column) => [column.name, dialect.indexWidth(column)]));
    const widthOf = (columns: readonly string[]): number =>
      columns.reduce((sum, column) => sum + (widths.get(column) ?? 0), 0);
    const fits = (columns: readonly string[]): boolean => widthOf(columns) <= dialect.longestKey;
    const references = table.references.filter(({ columns }) => fits(columns));
    return { ...table, uniques: table.uniques.filter(fits), references };
  });
  const targets = new Set(
    indexed.flatMap(({ name, key, uniques }) => [key, ...uniques].map((columns) => nameOf(name, columns))),
  );
  return indexed.map((table) => ({
    ...table,
    references: table.references.filter((reference) => targets.has(nameOf(reference.table, reference.targets))),
  }));
}

/** Databases know a constraint by its columns, in whatever order. */
function nameOf(table: string, columns: readonly string[]): string {
  return JSON.stringify([table, ...columns.toSorted()]);
}
