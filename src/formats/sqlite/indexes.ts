import type { Table } from '../../engine/table.ts';
import { isIndexed } from '../sql/create-table.ts';
import { identifier, identifiers } from '../sql/quote.ts';
import { sqlite } from '../sql/sqlite.ts';

/** The statements that make the indexes of unique columns, and those by which rows that refer to a row are found. */
export function* indexesOf(tables: readonly Table[]): Generator<string> {
  const taken = new Set(tables.map(({ name }) => name.toLowerCase()));
  for (const table of tables) {
    const { name, uniques, references } = table;
    const free = references.map(({ columns }) => columns).filter((columns) => !isIndexed(table, columns));
    const others = new Map(free.map((columns) => [columns.join('\0'), columns]));
    for (const columns of [...uniques, ...others.values()]) {
      const kind = uniques.includes(columns) ? 'UNIQUE INDEX' : 'INDEX';
      const index = identifier(freeName([name, ...columns].join('_'), taken));
      yield `CREATE ${kind} ${index} ON ${identifier(name)} ${identifiers(columns)}`;
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
