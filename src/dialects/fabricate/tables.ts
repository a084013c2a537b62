import { CsvError, parse } from 'csv-parse/sync';
import { folded } from './generators.ts';
import { isObject, type Thing } from './node.ts';
import { cell, type ColumnType, columnType, typeWord } from './types.ts';

/** A column of a static entity as the model has it, one value a row. */
export interface FabricateColumn {
  readonly name: string;
  readonly values: readonly (string | number | boolean | null)[];
}

/** The file of an entity. */
export interface AttachedFile {
  /** As the fields have them; null where they are not known. */
  readonly columns: readonly FabricateColumn[] | null;
  /** The name of the provider that has its rows; null where the model has them, or nobody. */
  readonly provider: string | null;
}

/** Rows of files by entity. */
export type FabricateTables = ReadonlyMap<string, readonly FabricateColumn[]>;

/** Rows of a static table at most. */
export const MAX_ROWS = 100_000;
const MAX_COLUMNS = 64;
const MAX_CELLS = 1_000_000;

/** Rows as objects or as CSV with a header, by column. A text that says why where it is neither. */
export function rawColumns(data: unknown): ReadonlyMap<string, readonly unknown[]> | string {
  if (typeof data === 'string') return csvColumns(data);
  if (!Array.isArray(data)) return 'the rows are neither CSV nor a list of objects';
  const rows: readonly unknown[] = data;
  if (rows.length > MAX_ROWS) return `there are ${rows.length} rows, at most ${MAX_ROWS} are possible`;
  const columns = new Map<string, unknown[]>();
  for (const [index, row] of rows.entries()) {
    for (const [name, value] of isObject(row) ? Object.entries(row) : []) {
      if (!columns.has(name) && columns.size === MAX_COLUMNS) return `at most ${MAX_COLUMNS} columns are possible`;
      const values = columns.get(name) ?? Array.from<unknown>({ length: rows.length }).fill(null);
      columns.set(name, values);
      values[index] = value;
    }
  }
  return columns.size === 0 ? 'there are no rows' : columns;
}

function csvColumns(text: string): ReadonlyMap<string, readonly unknown[]> | string {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count_less: true, to: MAX_ROWS + 2 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return `the rows are no CSV with a header (${error.code})`;
  }
  const [header, ...others] = rows;
  if (header === undefined || others.length === 0) return 'there are no rows below the header';
  if (others.length > MAX_ROWS) return `there are more than ${MAX_ROWS} rows`;
  if (header.length > MAX_COLUMNS) return `at most ${MAX_COLUMNS} columns are possible`;
  if (header.length * others.length > MAX_CELLS) {
    return `there are ${header.length * others.length} cells, at most ${MAX_CELLS} are possible`;
  }
  if (new Set(header).size < header.length) return 'two columns of the header have the same name';
  return new Map(header.map((name, at) => [name.trim(), others.map((row) => row[at] ?? null)] as const));
}

/** The columns of a static entity by its fields; those of the rows alone where it has no fields. */
export function tableOf(
  raw: ReadonlyMap<string, readonly unknown[]>,
  fields: ReadonlyMap<string, Thing>,
): readonly FabricateColumn[] {
  if (fields.size === 0)
    return [...raw].map(([name, values]) => ({ name, values: values.map((value) => valueOf(value, null)) }));
  const rows = raw.values().next().value?.length ?? 0;
  return [...fields].flatMap(([name, field]) => {
    const values = raw.get(field.text('source_column') ?? name) ?? raw.get(name);
    if (values === undefined && !isFromSource(field)) return [];
    if (values === undefined) field.note('there is no such column in the rows: nulls', 'source_column');
    const type = columnType(field.text('data_type'));
    const all: readonly unknown[] = values ?? Array.from<unknown>({ length: rows }).fill(null);
    return [{ name, values: all.map((value) => valueOf(value, type)) }];
  });
}

/** Whether a field of a static entity takes its value from the file, if the file has it. */
export function isFromSource(field: Thing): boolean {
  return !field.has('generator') || isSourceFile(field);
}

export function isSourceFile(field: Thing): boolean {
  return folded(field.text('generator') ?? '') === 'source file';
}

/** The type of a field whose values are those of a column: string, unless all of them are of the type that it says. */
export function wordOf(field: Thing, values: FabricateColumn['values']): string {
  const type = columnType(field.text('data_type'));
  return type === null || !holds(values, type.kind) ? 'string' : typeWord(type);
}

/** Whether all values of a column are of a type; of rows that are not here nobody knows. */
function holds(values: FabricateColumn['values'], kind: ColumnType['kind']): boolean {
  return values.every((value) => {
    if (value === null || kind === 'string' || kind === 'json') return true;
    if (kind === 'boolean') return typeof value === 'boolean';
    if (kind === 'integer') return Number.isSafeInteger(value);
    return typeof value === (kind === 'number' || kind === 'decimal' ? 'number' : 'string');
  });
}

function valueOf(value: unknown, type: ColumnType | null): string | number | boolean | null {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' && value !== '' ? cell(value, type) : null;
}
