import type { PartFormat } from './format.ts';

export type * from './format.ts';
export { parseOptions } from './options.ts';
export { Sink } from './sink.ts';

/** The formats by name, each loaded when it is first asked for. */
export const formats = {
  csv: async () => (await import('./csv.ts')).csv,
  json: async () => (await import('./json.ts')).json,
  jsonl: async () => (await import('./jsonl.ts')).jsonl,
  sql: async () => (await import('./sql.ts')).sql,
  'postgres-optimized': async () => (await import('./postgres-optimized.ts')).postgresOptimized,
} satisfies Readonly<Record<string, () => Promise<PartFormat>>>;

/** What `loadFormat` takes, in the order to list them. */
export const formatNames: readonly string[] = Object.keys(formats);

/** The format of that name. Throws a RangeError for a name that is not in `formatNames`: check it where users write it. */
export async function loadFormat(name: string): Promise<PartFormat> {
  const loaders: ReadonlyMap<string, () => Promise<PartFormat>> = new Map(Object.entries(formats));
  const load = loaders.get(name);
  if (load === undefined) throw new RangeError('a format of that name does not exist');
  return await load();
}
