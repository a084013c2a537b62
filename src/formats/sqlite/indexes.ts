import type { Table } from '../../engine/table.ts';
import { identifier, identifiers } from '../sql/quote.ts';
import { sqlite } from '../sql/sqlite.ts';

/** The statements that make the indexes of unique columns, and those by which rows that refer to a row are found. */
export function* indexesOf(tables: readonly Table[]): Generator<string> {
  const taken = new Set(tables.map(({ name }) => name.toLowerCase()));
  for (const { name, key, uniques, references } of tables) {
    const indexed = new Set([...key.slice(0, 1), ...uniques]);
    const others = new Set(references.map(({ column }) => column).filter((column) => !indexed.has(column)));
    for (const column of [...uniques, ...others]) {
      const kind = indexed.has(column) ? 'UNIQUE INDEX' : 'INDEX';
      const index = identifier(freeName(`${name}_${column}`, taken));
      yield `CREATE ${kind} ${index} ON ${identifier(name)} ${identifiers([column])}`;
    }
  }
}

/** A name that nothing in the database has, nor SQLite keeps for itself, with underscores before it where need be. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name.toLowerCase()) || sqlite.isReservedTable(name.toLowerCase())) name = `_${name}`;
  taken.add(name.toLowerCase());
  return name;
}
