import type { Table } from '../../engine/table.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** Why a database cannot hold the keys of tables, a sentence for each fault: no index takes values as long as these can be. */
export function keyFaults(tables: readonly Table[], dialect: SqlDialect): readonly string[] {
  const { longestKey } = dialect;
  return tables.flatMap(({ name, key, columns }) => {
    const width = columns.reduce(
      (sum, column) => sum + (key.includes(column.name) ? dialect.indexWidth(column) : 0),
      0,
    );
    if (width <= longestKey) return [];
    const length = width === Infinity ? 'any number of' : `${width}`;
    const message = `the key ${key.join(', ')} can have ${length} bytes, and a key of the database's at most ${longestKey}`;
    return [`entity ${name}: ${message}: give its texts a length, such as string 1-100`];
  });
}
