import type { DatabaseSync } from 'node:sqlite';

/** A foreign key: a table whose columns hold keys of another table, or of its own. Names as they were written there. */
export interface SqliteReference {
  readonly table: string;
  readonly columns: readonly string[];
  readonly target: string;
}

/** The foreign keys of all tables. */
export function sqliteReferences(database: DatabaseSync): readonly SqliteReference[] {
  const rows = database
    .prepare(
      `SELECT t.name AS name, f."table" AS target, json_group_array(f."from") AS columns
       FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
       WHERE t.schema = 'main' AND t.type = 'table' GROUP BY t.name, f.id`,
    )
    .all();
  return rows.map(({ name, target, columns }) => ({
    table: String(name),
    columns: JSON.parse(String(columns)),
    target: String(target),
  }));
}
