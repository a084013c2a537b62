import type { CompiledEntity } from '../engine/compile/program.ts';
import { loadPartFormat } from '../formats/index.ts';
import { chooseEntities, onlyEntity, unknown } from './files/choose.ts';
import type { ModelOptions } from './commands/model-options.ts';
import { count, plural } from './print/figures.ts';
import { loadModel, requestFor } from './model/load-model.ts';
import { printable } from './print/printable.ts';

export interface PreviewOptions extends ModelOptions {
  /** Absent: the only one of the model. */
  readonly entity?: string;
  /** Counted from 0. */
  readonly from: number;
  readonly rows: number;
  /** In place of the entity's count. */
  readonly count?: number;
  readonly format: string;
}

const FORMATS = ['table', 'csv', 'json'];

/** What represents every entity in the counts of a request. */
const ALL = '*';

/** Prints a range of rows of one entity on stdout; a range past the end is empty, and stderr has the number of rows. */
export async function preview(path: string, options: PreviewOptions): Promise<void> {
  if (!FORMATS.includes(options.format)) throw unknown('format', options.format, FORMATS);
  const counts = new Map(options.count === undefined ? [] : [[options.entity ?? ALL, options.count]]);
  const format = options.format === 'table' ? null : await loadPartFormat(options.format);
  const program = loadModel(path, await requestFor(path, options, counts), format?.nested ?? false);
  const entity = onlyEntity(chooseEntities(program, options.entity === undefined ? [] : [options.entity]));
  const rows = Math.max(0, Math.min(options.rows, entity.rows - options.from));
  if (format === null) {
    const { printRows } = await import('./print/print-rows.ts');
    printRows(entity, options.from, rows, process.stdout);
  } else {
    const { encodeRows } = await import('./files/encode-rows.ts');
    process.stdout.write(encodeRows(entity, format, options.from, rows));
  }
  if (options.from >= entity.rows) process.stderr.write(pastEnd(entity));
}

function pastEnd({ name, rows }: CompiledEntity): string {
  const last = rows === 0 ? '' : `; the last one is --from ${count(rows - 1).replaceAll(',', '_')}`;
  return `note: ${printable(name)} has ${plural(rows, 'row')}${last}\n`;
}
