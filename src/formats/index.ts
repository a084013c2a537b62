import type { DatasetFormat, Format, PartFormat } from './format.ts';

export { UnfitValue } from './parquet/unfit-value.ts';
export type * from './format.ts';
export { checkOptions, parseOptions } from './options.ts';
export { Sink } from './sink.ts';
export { Canvas } from './text/canvas.ts';

/** The formats of a file for each entity by name, each loaded when it is first asked for. */
const partFormats = {
  arrow: async () => (await import('./arrow.ts')).arrow,
  csv: async () => (await import('./csv.ts')).csv,
  json: async () => (await import('./json.ts')).json,
  jsonl: async () => (await import('./jsonl.ts')).jsonl,
  parquet: async () => (await import('./parquet.ts')).parquet,
  sql: async () => (await import('./sql.ts')).sql,
  'postgres-optimized': async () => (await import('./postgres-optimized.ts')).postgresOptimized,
} satisfies Readonly<Record<string, () => Promise<PartFormat>>>;

/** Those of one file for all entities. */
const datasetFormats = {
  sqlite: async () => (await import('./sqlite.ts')).sqlite,
} satisfies Readonly<Record<string, () => Promise<DatasetFormat>>>;

/** What `loadPartFormat` takes, in the order to list them. */
export const partFormatNames: readonly string[] = Object.keys(partFormats);

/** What `loadFormat` takes, in the order to list them. */
export const formatNames: readonly string[] = [...partFormatNames, ...Object.keys(datasetFormats)];

/** The format of that name. Throws a RangeError for a name that is not in `formatNames`: check it if users write it. */
export async function loadFormat(name: string): Promise<Format> {
  return await load<Format>({ ...partFormats, ...datasetFormats }, name);
}

/** The same of the names in `partFormatNames`. */
export async function loadPartFormat(name: string): Promise<PartFormat> {
  return await load<PartFormat>(partFormats, name);
}

async function load<F>(loaders: Readonly<Record<string, () => Promise<F>>>, name: string): Promise<F> {
  if (!Object.hasOwn(loaders, name)) throw new RangeError('a format of that name does not exist');
  return await loaders[name]();
}
