import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { loadFormat } from '../../formats/index.ts';
import { SqliteLoad } from '../../targets/sqlite.ts';
import { makeDataset } from '../../workers/making/dataset-maker.ts';
import { chooseEntities } from '../files/choose.ts';
import { Failure } from '../failure.ts';
import { countsOf, type GenerateOptions } from '../generate.ts';
import { onInterruption } from '../interruption.ts';
import { loadFailure } from './load-failure.ts';
import { loadModel, requestFor } from '../model/load-model.ts';
import { printSummary } from '../print/print-summary.ts';
import { showProgress } from '../print/progress.ts';
import { refuseFaults } from '../files/refuse-faults.ts';

/**
 * Loads the rows of a model into the tables of a SQLite database, in this thread, then prints what it loaded. Whatever goes wrong,
 * the tables are as they were.
 */
export async function loadSqlite(path: string, file: string, options: GenerateOptions): Promise<void> {
  if (file === '') throw new Failure(2, '--target: expected sqlite:PATH');
  if (options.schema !== undefined) throw new Failure(2, '--schema applies to PostgreSQL only: SQLite has no schemas');
  const format = await loadFormat('sqlite');
  const request = await requestFor(path, options, countsOf(options));
  const entities = chooseEntities(loadModel(path, request, format.nested), options.entity);
  refuseFaults(entities, format, {});
  const rows = entities.reduce((sum, entity) => sum + entity.rows, 0);
  const progress = await showProgress(rows);
  let load: SqliteLoad | undefined;
  const restore = onInterruption(() => {
    load?.abandon();
    progress.stop();
    process.stderr.write('interrupted: the tables are unchanged\n');
  });
  try {
    const tables = entities.map(({ table }) => table);
    load = new SqliteLoad(file, tables, options.mode ?? 'append');
    const ordered = load.order.flatMap((name) => entities.filter((entity) => entity.name === name));
    for (const written of makeDataset(ordered, load)) {
      progress.add(written);
      // Lets signals be heard.
      await setImmediate();
    }
    load.finish();
    progress.finish();
  } catch (error) {
    throw loadFailure(error, `sqlite:${file}`);
  } finally {
    load?.abandon();
    progress.stop();
    restore();
  }
  printSummary(
    { files: [{ path: file, rows, bytes: statSync(file).size }], seconds: progress.seconds() },
    process.stdout,
  );
  if (options.sample !== undefined) {
    const { printSamples } = await import('../print/print-samples.ts');
    printSamples(entities, options.sample, process.stdout);
  }
}
