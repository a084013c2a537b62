import { allRows } from '../../engine/plan.ts';
import { loadPartFormat } from '../../formats/index.ts';
import { type EncodedRows, LOAD_FORMATS, loadDriver, shownAddress } from '../../targets/index.ts';
import { beyondLimits } from '../../workers/making/beyond-limits.ts';
import { partsInOrder } from '../../workers/making/load-entities.ts';
import { openPartSource } from '../../workers/threads/open-part-source.ts';
import type { PartSource } from '../../workers/making/part-source.ts';
import { PartMakers } from '../../workers/making/part-makers.ts';
import { threadsFor } from '../../workers/threads/threads-for.ts';
import { chooseEntities } from '../files/choose.ts';
import { countsOf, type GenerateOptions } from '../generate.ts';
import { onInterruption } from '../interruption.ts';
import { loadFailure } from './load-failure.ts';
import { loadBoth, requestFor } from '../model/load-model.ts';
import { printSummary } from '../print/print-summary.ts';
import { showProgress } from '../print/progress.ts';
import { targetAddress } from './target-address.ts';

/** Loads the rows of a model into the tables of a database, then prints what it loaded. Whatever goes wrong, the tables are as they were. */
export async function loadTables(path: string, target: string, options: GenerateOptions): Promise<void> {
  const address = targetAddress(target);
  const { format: name, options: formatOptions } = LOAD_FORMATS[address.kind];
  const format = await loadPartFormat(name);
  const request = await requestFor(path, options, countsOf(options));
  const { model, program } = loadBoth(path, request, format.nested);
  const entities = chooseEntities(program, options.entity);
  // The server, or what goes to it, keeps a core busy.
  const threads = threadsFor(entities.map(allRows), options.threads - 1);
  const sources: PartSource[] = [];
  /** All rows, in the form that the tables need. */
  async function* rowsOf(order: readonly string[], arrays: readonly string[]): AsyncGenerator<EncodedRows> {
    const options = { ...formatOptions, arrays };
    const makers = new PartMakers(entities, format, options);
    const source = await openPartSource(threads, makers, { model, format: name, options });
    sources.push(source);
    yield* source.make(partsInOrder(entities, order));
  }
  const progress = await showProgress(entities.reduce((sum, { rows }) => sum + rows, 0));
  const bytes = new Map(entities.map(({ name }) => [name, 0]));
  let said = 'interrupted: the tables are unchanged';
  const restore = onInterruption(() => {
    progress.stop();
    process.stderr.write(`${said}\n`);
  });
  try {
    const driver = await loadDriver(address);
    await driver.load(
      { address },
      { tables: entities.map(({ table }) => table), schema: options.schema ?? null, mode: options.mode ?? 'append' },
      {
        beyond: async (limits) => await beyondLimits(entities, limits),
        rows: (order, arrays) => measured(rowsOf(order, arrays), bytes),
        sent: (rows) => progress.add(rows),
        committing: () => {
          said = 'interrupted while the rows were being committed: check whether they are in the tables';
        },
      },
    );
    progress.finish();
  } catch (error) {
    throw loadFailure(error, shownAddress(address));
  } finally {
    progress.stop();
    for (const source of sources) await source.close();
    restore();
  }
  const files = entities.map(({ name, rows }) => ({ path: name, rows, bytes: bytes.get(name) ?? 0 }));
  printSummary({ files, seconds: progress.seconds() }, process.stdout);
  if (options.sample !== undefined) {
    const { printSamples } = await import('../print/print-samples.ts');
    printSamples(entities, options.sample, process.stdout);
  }
}

/** The rows as they come, with their bytes added to those of their table. */
async function* measured(rows: AsyncIterable<EncodedRows>, bytes: Map<string, number>): AsyncGenerator<EncodedRows> {
  for await (const row of rows) {
    bytes.set(row.part.entity, (bytes.get(row.part.entity) ?? 0) + row.bytes.length);
    yield row;
  }
}
