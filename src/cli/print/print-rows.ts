import { styleText } from 'node:util';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import { cellsOf } from './cells.ts';
import { tableText } from './table.ts';

/** Columns of a terminal that does not say how many it has. */
const FALLBACK_WIDTH = 80;

/** Prints rows of an entity as a table that fits the terminal; a file or a program gets all of it. */
export function printRows(entity: CompiledEntity, first: number, rows: number, stream: NodeJS.WriteStream): void {
  // A terminal whose size is unknown has none, or 0.
  const width = stream.isTTY ? stream.columns || FALLBACK_WIDTH : Infinity;
  stream.write(
    tableText(entity.table.columns, cellsOf(entity, first, rows), width, styleText('dim', 'null', { stream })),
  );
}
