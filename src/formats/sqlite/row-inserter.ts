import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Column } from '../../engine/vector.ts';
import { identifier } from '../sql/quote.ts';
import { fillOf } from './fill.ts';

/** Rows of a statement: more would make it no faster. */
const MOST_ROWS = 8;
/** SQLITE_MAX_VARIABLE_NUMBER */
const MOST_VALUES = 32_766;

export interface RowInserter {
  /** Inserts the first `length` rows of the columns' current batch. */
  write(length: number): void;
}

/** Inserts rows into a table of the same columns. */
export function rowInserter(database: DatabaseSync, table: string, columns: readonly Column[]): RowInserter {
  const width = columns.length;
  const fills = columns.map(fillOf);
  const rowsAtOnce = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_VALUES / width)));
  const row = `(${columns.map(() => '?').join()})`;
  const [many, one] = [rowsAtOnce, 1].map((rows) =>
    database.prepare(`INSERT INTO ${identifier(table)} VALUES ${Array<string>(rows).fill(row).join()}`),
  );
  const cells: SQLInputValue[] = [];
  return {
    write(length) {
      for (const [k, fill] of fills.entries()) fill(cells, k, width, length);
      const end = length * width;
      const step = rowsAtOnce * width;
      let at = 0;
      for (; at + step <= end; at += step) many.run(...cells.slice(at, at + step));
      for (; at < end; at += width) one.run(...cells.slice(at, at + width));
    },
  };
}
