import type { Table } from '../../engine/table.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** Why a database cannot hold tables of these names and columns as they are, a sentence for each fault. */
export function nameFaults(tables: readonly Table[], dialect: SqlDialect): readonly string[] {
  return [
    ...faultsOf(
      'entity',
      tables.map(({ name }) => name),
      dialect,
      (name) => dialect.isReservedTable(name),
    ),
    ...tables.flatMap(({ name, columns }) => {
      const names = columns.map((column) => column.name);
      const faults = faultsOf(`field of ${name}`, names, dialect, (column) => dialect.isReservedColumn(column));
      if (names.length === 0) return [`${name} has no visible field, but a table needs a column: show one`];
      if (names.length <= dialect.maxColumns) return faults;
      return [
        ...faults,
        `${name} has ${names.length} fields, but a table can have at most ${dialect.maxColumns} columns`,
      ];
    }),
  ];
}

function faultsOf(
  what: string,
  names: readonly string[],
  dialect: SqlDialect,
  isReserved: (name: string) => boolean,
): string[] {
  const seen = new Map<string, string>();
  return names.flatMap((name) => {
    const faults: string[] = [];
    const folded = dialect.folded(name);
    const bytes = new TextEncoder().encode(name).length;
    const other = seen.get(folded);
    seen.set(folded, name);
    const fault = dialect.nameFault(name);
    if (fault !== null) faults.push(`${what} ${name}: ${fault}`);
    if (bytes > dialect.longestName) {
      faults.push(
        `${what} ${name}: the name has ${bytes} bytes, but the database truncates names to ${dialect.longestName}`,
      );
    }
    if (other !== undefined) {
      faults.push(`${what} ${name}: the database treats the name as equal to ${other}, because it ignores case`);
    }
    if (isReserved(folded)) faults.push(`${what} ${name}: the database reserves this name`);
    return faults;
  });
}
