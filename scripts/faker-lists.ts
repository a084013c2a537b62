import { faker } from '@faker-js/faker';

/** Faker's English definitions together with its definitions for every language. */
const definitions: unknown = faker.rawDefinitions;

/** The definition at a dotted path. Throws where there is none. */
export function at(path: string): unknown {
  let value = definitions;
  for (const key of path.split('.')) {
    value = Object.entries(value ?? {}).find(([name]) => name === key)?.[1];
  }
  if (value === undefined) throw new Error(`faker has no definition ${path}`);
  return value;
}

function text(value: unknown, path: string): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw new Error(`faker's ${path} is not made of texts`);
  return value.normalize('NFC').trim();
}

/** Distinct entries in faker's order. An object of lists is joined. */
export function list(path: string): string[] {
  const value = at(path);
  const entries: unknown[] = Array.isArray(value) ? value : Object.values(value ?? {}).flat();
  return [...new Set(entries.map((entry) => text(entry, path)))];
}

/** The distinct rows of a list of objects as columns of texts. */
export function table<C extends string>(path: string, columns: readonly C[]): Record<C, string[]> {
  const value = at(path);
  if (!Array.isArray(value)) throw new Error(`faker's ${path} is not a list`);
  const rows = value.map((row: unknown) => {
    const cells = new Map(Object.entries(row ?? {}));
    return columns.map((column) => text(cells.get(column), `${path}.${column}`));
  });
  return toColumns(columns, [...new Map(rows.map((row) => [row.join('\n'), row])).values()]);
}

function isComplete<C extends string>(
  result: Partial<Record<C, string[]>>,
  columns: readonly C[],
): result is Record<C, string[]> {
  return columns.every((column) => result[column] !== undefined);
}

/** Rows of cells as named columns. */
export function toColumns<C extends string>(
  columns: readonly C[],
  rows: readonly (readonly string[])[],
): Record<C, string[]> {
  const result: Partial<Record<C, string[]>> = {};
  for (const [i, column] of columns.entries()) result[column] = rows.map((row) => row[i]);
  if (!isComplete(result, columns)) throw new Error('a table without columns');
  return result;
}
