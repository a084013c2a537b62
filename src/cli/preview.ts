import { loadPartFormat } from '../formats/index.ts';
import { chooseEntities, unknown } from './choose.ts';
import type { PreviewOptions } from './commands/preview.ts';
import { loadModel, requestFor } from './load-model.ts';

const FORMATS = ['table', 'csv', 'json'];

/** Prints a range of rows of one entity on stdout; a range past the end is empty. */
export async function preview(path: string, options: PreviewOptions): Promise<void> {
  if (!FORMATS.includes(options.format)) throw unknown('format', options.format, FORMATS);
  const counts = new Map(options.count === undefined ? [] : [[options.entity, options.count]]);
  const format = options.format === 'table' ? null : await loadPartFormat(options.format);
  const program = loadModel(path, requestFor(path, options, counts), format?.nested ?? false);
  const [entity] = chooseEntities(program, [options.entity]);
  const rows = Math.max(0, Math.min(options.rows, entity.rows - options.from));
  if (format === null) {
    const { printRows } = await import('./print-rows.ts');
    printRows(entity, options.from, rows, process.stdout);
  } else {
    const { encodeRows } = await import('./encode-rows.ts');
    process.stdout.write(encodeRows(entity, format, options.from, rows));
  }
}
