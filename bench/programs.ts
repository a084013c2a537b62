import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  checkDatabase,
  checkPeople,
  checkPeopleParquet,
  checkPreview,
  checkTables,
  checkText,
  expectEqual,
} from './check.ts';
import type { TextFormat } from './check.ts';
import type { TimedProcess } from './measure.ts';
import { manyNames, writeMany } from './models/many.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Node's arguments for one of our commands on a model; an option's name is given without its dashes. */
const cli = (command: 'generate' | 'preview', model: string, options: Record<string, string | number>): string[] => [
  path('../bin/rowmill.js'),
  command,
  path(model),
  ...Object.entries(options).flatMap(([option, value]) => [`--${option}`, `${value}`]),
];

const PEOPLE = 'models/people.yaml';
/** Bytes of a row, about. */
const ROW: Record<TextFormat | 'parquet', number> = { csv: 150, json: 280, jsonl: 280, parquet: 60 };

/** `people` as a file: by default csv with one thread. */
export const people = (rows: number, format: TextFormat = 'csv', threads = 1): TimedProcess => ({
  label: `people → ${format} file, threads ${threads}`,
  args: cli('generate', PEOPLE, { entity: 'Person', rows, format, threads, out: '.' }),
  writes: rows * ROW[format],
  check: (folder) => checkPeople(join(folder, `Person.${format}`), format, rows, `people ${format} ${rows}`),
});

/** `people` as a SQLite database, which one thread writes. */
export const peopleDatabase = (rows: number): TimedProcess => ({
  label: 'people → SQLite',
  args: cli('generate', PEOPLE, { entity: 'Person', rows, format: 'sqlite', out: '.' }),
  writes: rows * ROW.csv,
  check: (folder) => checkDatabase(join(folder, 'people.sqlite'), rows),
});

/** Ready-made arrays of people inserted with node:sqlite. */
export const sqliteArrays = (rows: number): TimedProcess => ({
  label: 'ready arrays → node:sqlite',
  args: [path('peers/sqlite-arrays.ts'), `${rows}`, 'people.sqlite'],
  writes: rows * ROW.csv,
  check: (folder) => checkDatabase(join(folder, 'people.sqlite'), rows),
});

/** `people` on standard output, which is /dev/null: nothing is left to check. */
export const peopleToNowhere = (rows: number, threads: number, format: TextFormat = 'csv'): TimedProcess => ({
  label: `people → ${format} to /dev/null, threads ${threads}`,
  args: cli('generate', PEOPLE, { entity: 'Person', rows, format, threads, out: '-' }),
  check: () => rows,
});

/** `people` as csv on standard output, kept in a file: must be the bytes that `people` writes. */
export const peopleKept = (rows: number, threads: number): TimedProcess => ({
  ...peopleToNowhere(rows, threads),
  label: `people → csv on stdout, threads ${threads}`,
  stdout: 'stdout',
  check: (folder) => checkPeople(join(folder, 'stdout'), 'csv', rows, `people csv ${rows}`),
});

/** `people` as csv to /dev/null with one thread, its peak memory taken. */
export const peopleMemory = (rows: number): TimedProcess => ({
  ...peopleToNowhere(rows, 1),
  label: `people, ${rows / 1e6} M rows to /dev/null, memory`,
  memory: true,
});

/** The faker loop on people, to a csv file. */
export const fakerLoop = (rows: number): TimedProcess => ({
  label: 'faker loop → csv file',
  args: [path('peers/faker-loop.ts'), `${rows}`, 'Person.csv'],
  writes: rows * ROW.csv,
  check: (folder) => checkPeople(join(folder, 'Person.csv'), 'csv', rows, `faker loop ${rows}`),
});

/** DuckDB's SQL on people, to a csv file, one thread. */
export const duckdb = (rows: number): TimedProcess => ({
  label: 'DuckDB SQL → csv file, threads 1',
  args: [path('peers/duckdb.ts'), `${rows}`, 'Person.csv'],
  writes: rows * ROW.csv,
  check: (folder) => checkPeople(join(folder, 'Person.csv'), 'csv', rows, `DuckDB ${rows}`),
});

/** How pages of parquet files are compressed, by the name that both programs give it. */
export type ParquetCompression = 'zstd' | 'snappy';

/** `people` as a parquet file, one thread. */
export const peopleParquet = (rows: number, compression: ParquetCompression): TimedProcess => ({
  label: `people → parquet file, ${compression}, threads 1`,
  args: cli('generate', PEOPLE, {
    entity: 'Person',
    rows,
    format: 'parquet',
    option: `compression=${compression}`,
    threads: 1,
    out: '.',
  }),
  writes: rows * ROW.parquet,
  check: (folder) => checkPeopleParquet(join(folder, 'Person.parquet'), rows, `people ${compression} ${rows}`),
});

/** DuckDB's SQL on people, to a parquet file, one thread. */
export const duckdbParquet = (rows: number, compression: ParquetCompression): TimedProcess => ({
  label: `DuckDB SQL → parquet file, ${compression}, threads 1`,
  args: [path('peers/duckdb.ts'), `${rows}`, 'Person.parquet', compression],
  writes: rows * ROW.parquet,
  check: (folder) => checkPeopleParquet(join(folder, 'Person.parquet'), rows, `DuckDB ${compression} ${rows}`),
});

/** All entities of the example shop as csv files with one thread; its rows are those of all five. */
export const shop = (users: number): TimedProcess => ({
  label: 'shop → csv files, threads 1',
  args: cli('generate', '../examples/shop.yaml', { set: `users=${users}`, format: 'csv', threads: 1, out: '.' }),
  writes: users * 1000,
  check: (folder) => {
    const rows = checkTables(folder, `shop ${users}`, ['User', 'Country', 'Product', 'Order', 'OrderLine']);
    expectEqual('users', rows[0], users);
    return rows.reduce((sum, count) => sum + count, 0);
  },
});

/** The csv files of many small entities of so many rows each. */
export const many = (entities: number, rows: number): ((threads: number) => TimedProcess) => {
  let model: string | undefined;
  return (threads) => ({
    label: `${entities} entities → csv files, threads ${threads}`,
    get args() {
      model ??= writeMany(entities, rows);
      return cli('generate', model, { format: 'csv', threads, out: '.' });
    },
    writes: entities * rows * ROW.csv,
    check: (folder) => {
      const counts = checkTables(folder, `many ${entities}`, manyNames(entities));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  });
};

/** `wide` as csv or `docs` as jsonl, a file, one thread. */
export const other = (name: 'wide' | 'docs', rows: number): TimedProcess => {
  const [entity, format] = name === 'wide' ? (['Wide', 'csv'] as const) : (['Document', 'jsonl'] as const);
  return {
    label: `${name} → ${format} file, threads 1`,
    args: cli('generate', `models/${name}.yaml`, { entity, rows, format, threads: 1, out: '.' }),
    writes: rows * 1000,
    check: (folder) => {
      const found = checkText(join(folder, `${entity}.${format}`), format, `${name} ${format} ${rows}`);
      expectEqual('rows', found.rows, rows);
      return rows;
    },
  };
};

/** A preview of `rows` people from row `from`, of a supposed total of `count`. */
export const preview = (from: number, rows: number, count: number): TimedProcess => ({
  label: `preview of ${rows} people from row ${from}`,
  args: cli('preview', PEOPLE, { entity: 'Person', from, rows, count, format: 'csv' }),
  stdout: 'stdout',
  check: (folder) => checkPreview(join(folder, 'stdout'), from, rows),
});

/** The first row of people, all options left at their defaults. */
export const firstRow: TimedProcess = {
  label: 'preview of 1 row',
  args: cli('preview', PEOPLE, { entity: 'Person', rows: 1, format: 'csv' }),
  stdout: 'stdout',
  check: (folder) => checkPreview(join(folder, 'stdout'), 0, 1),
};

/** Node starting and doing nothing. */
export const bareNode: TimedProcess = { label: 'node -e 0', args: ['-e', '0'], check: () => 0 };
