import { styleText } from 'node:util';
import type { CompiledEntity } from '../engine/compile/program.ts';
import { cellsOf } from './cells.ts';
import { tableText } from './table.ts';

/** Characters of a line where the stream is no terminal. */
const DEFAULT_WIDTH = 120;

/** Prints rows of an entity as a table that fits the terminal. */
export function printRows(entity: CompiledEntity, first: number, rows: number, stream: NodeJS.WriteStream): void {
  const width = stream.isTTY ? stream.columns : DEFAULT_WIDTH;
  stream.write(
    tableText(entity.table.columns, cellsOf(entity, first, rows), width, styleText('dim', 'null', { stream })),
  );
}
