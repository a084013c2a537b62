import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { identifier, identifiers } from '../formats/sql/quote.ts';
import { folded } from './sqlite-columns.ts';
import { type SqliteReference, sqliteReferences } from './sqlite-references.ts';

/**
 * Makes the indexes that a load wants and the tables lack. While a reference leads to a row that is still to come, SQLite looks for
 * those that lead to each row as it comes, and to each that goes: without an index through the whole table, which takes time
 * by the square of the rows.
 * @param order of the tables that are loaded.
 * @returns statements that remove them.
 */
export function lendIndexes(database: DatabaseSync, order: readonly string[]): string {
  const positions = new Map(order.map((name, k) => [folded(name), k]));
  const positionOf = (name: string): number => positions.get(folded(name)) ?? -1;
  const references = sqliteReferences(database).filter(({ target }) => positionOf(target) >= 0);
  const isLate = ({ table, target }: SqliteReference): boolean =>
    positionOf(table) >= 0 && positionOf(table) <= positionOf(target);
  if (!references.some(isLate)) return '';
  const lacking = references.filter(({ table, columns }) => scans(database, table, columns));
  const names = lacking.map(({ table, columns }) => {
    const name = identifier(`rowmill ${randomUUID()}`);
    database.exec(`CREATE INDEX ${name} ON ${identifier(table)} ${identifiers(columns)}`);
    return name;
  });
  return names.map((name) => `DROP INDEX ${name};`).join('');
}

/** Whether SQLite looks at all rows to find some by these columns. */
function scans(database: DatabaseSync, table: string, columns: readonly string[]): boolean {
  const found = columns.map((column) => `${identifier(column)} = ?`).join(' AND ');
  const [step] = database.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM ${identifier(table)} WHERE ${found}`).all();
  return String(step?.['detail']).startsWith('SCAN');
}
