import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Column, ColumnType } from '../../engine/vector.ts';
import { identifier, identifiers } from '../sql/quote.ts';
import type { Canvas } from '../text/canvas.ts';
import { fillOf } from './fill.ts';

/** Rows of a statement: more would make it no faster. */
const MAX_ROWS = 8;
/** SQLITE_MAX_VARIABLE_NUMBER */
const MAX_VALUES = 32_766;

export interface RowInserter {
  /** Inserts the first `length` rows of the columns' current batch. */
  write(length: number): void;
}

/** Digits that always fit into an integer of SQLite. */
const MAX_DIGITS = 18;

/** Numbers are bound as REAL, and a column without a type would keep 5.0. */
const isWhole = (type: ColumnType): boolean =>
  type.kind === 'integer' ||
  type.kind === 'boolean' ||
  (type.kind === 'decimal' && type.scale === 0 && type.precision <= MAX_DIGITS);

/** Inserts rows into a table that has these columns, in any order and maybe among others. */
export function rowInserter(
  database: DatabaseSync,
  table: string,
  columns: readonly Column[],
  canvas: Canvas,
): RowInserter {
  const width = columns.length;
  const fills = columns.map((column) => fillOf(column, canvas));
  const rowsAtOnce = Math.max(1, Math.min(MAX_ROWS, Math.floor(MAX_VALUES / width)));
  const into = `${identifier(table)} ${identifiers(columns.map(({ name }) => name))}`;
  const row = `(${columns.map(({ type }) => (isWhole(type) ? 'CAST(? AS INTEGER)' : '?')).join()})`;
  const [many, one] = [rowsAtOnce, 1].map((rows) =>
    database.prepare(`INSERT INTO ${into} VALUES ${Array<string>(rows).fill(row).join()}`),
  );
  const insert = (statement: StatementSync, cells: SQLInputValue[], first: number, rows: number): void => {
    for (let k = 0; k < width; k++) fills[k].put(cells, k, width, first, first + rows);
    statement.run(...cells);
  };
  const cellsOfMany = Array<SQLInputValue>(rowsAtOnce * width).fill(null);
  const cellsOfOne = Array<SQLInputValue>(width).fill(null);
  return {
    write(length) {
      for (const fill of fills) fill.load(length);
      let row = 0;
      for (; row + rowsAtOnce <= length; row += rowsAtOnce) insert(many, cellsOfMany, row, rowsAtOnce);
      for (; row < length; row++) insert(one, cellsOfOne, row, 1);
    },
  };
}
