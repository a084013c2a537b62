import type { DatabaseSync } from 'node:sqlite';
import type { PlainColumn } from './check-columns.ts';

/** A column of a table of SQLite's. */
export interface SqliteColumn extends PlainColumn {
  /** Its type as it was declared; empty where it was not. */
  readonly declared: string;
  readonly affinity: Affinity;
}

/** What a column does to values; NONE leaves all as they are. */
export type Affinity = 'INTEGER' | 'TEXT' | 'NONE' | 'BLOB' | 'REAL' | 'NUMERIC';

/**
 * What a type is declared as, the first that fits: https://www.sqlite.org/datatype3.html#determination_of_column_affinity, which
 * knows no difference between no type and BLOB.
 */
const AFFINITIES: readonly (readonly [declared: RegExp, affinity: Affinity])[] = [
  [/INT/i, 'INTEGER'],
  [/CHAR|CLOB|TEXT/i, 'TEXT'],
  [/^$/, 'NONE'],
  [/BLOB/i, 'BLOB'],
  [/REAL|FLOA|DOUB/i, 'REAL'],
];

/** An integer that is a table's whole key is its row's number: never null, and given where it is left out. */
const IS_ROW_NUMBER = `
  c.pk = 1 AND upper(c.type) = 'INTEGER' AND NOT t.wr
  AND (SELECT count(*) FROM pragma_table_xinfo(t.name) WHERE pk > 0) = 1`;

/** The columns of a table, in their order. */
export function sqliteColumns(database: DatabaseSync, table: string): readonly SqliteColumn[] {
  const rows = database
    .prepare(
      `SELECT c.name AS name, c.type AS declared, t.strict AS strict, c."notnull" OR (${IS_ROW_NUMBER}) AS required,
         c.dflt_value IS NOT NULL OR (${IS_ROW_NUMBER}) AS hasDefault, c.hidden > 0 AS generated
       FROM pragma_table_list(?) t, pragma_table_xinfo(t.name) c WHERE t.schema = 'main' ORDER BY c.cid`,
    )
    .all(table);
  return rows.map(({ name, declared, strict, required, hasDefault, generated }) => ({
    name: String(name),
    declared: String(declared),
    affinity: affinityOf(String(declared), strict === 1),
    required: required === 1,
    hasDefault: hasDefault === 1,
    generated: generated === 1,
  }));
}

/** Case does not count in SQLite's names, of the letters of ASCII. */
export function folded(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function affinityOf(declared: string, strict: boolean): Affinity {
  if (strict && declared.toUpperCase() === 'ANY') return 'NONE';
  return AFFINITIES.find(([pattern]) => pattern.test(declared))?.[1] ?? 'NUMERIC';
}
