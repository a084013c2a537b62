import { styleText } from 'node:util';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import { printRows } from './print-rows.ts';
import { printable } from './printable.ts';

/** Prints the first rows of each entity as a table under its name. */
export function printSamples(entities: readonly CompiledEntity[], rows: number, stream: NodeJS.WriteStream): void {
  for (const entity of entities) {
    stream.write(`\n${styleText('bold', printable(entity.name), { stream })}\n`);
    printRows(entity, 0, Math.min(rows, entity.rows), stream);
  }
}
