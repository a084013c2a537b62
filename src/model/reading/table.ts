import type { ModelScalar } from '../model.ts';
import type { ListNode, MapNode, YamlNode } from '../yaml/node.ts';
import { fileInstead, fileOf } from './file-table.ts';
import { checkName } from './names.ts';
import type { Location } from './location.ts';
import type { Span } from '../problems/problem.ts';

/** Rows of the document turned into columns. */
export interface RowTable {
  readonly columns: readonly RowColumn[];
  /** Where each row stands. */
  readonly rows: readonly Span[];
}

export interface RowColumn {
  readonly name: string;
  /** Where its name stands first. */
  readonly at: Span;
  /** One a row; null where the row has none. */
  readonly values: readonly ModelScalar[];
  /** Whether the values are cells of a file, which have no types yet. */
  readonly untyped?: boolean;
}

/** Rows × columns: rows with ever new columns would make far more cells than the document has. */
export const MAX_CELLS = 200_000;

/** A list of maps as a table, columns in the order of their first use; null after a problem. */
export function readTable(list: YamlNode, location: Location): RowTable | null {
  if (list.kind !== 'list' || list.items.length === 0) {
    location.report(
      'ROWS_INVALID',
      list.at,
      'a table is a list of maps with at least one row',
      fileInstead(list) ?? 'write - { code: DE, name: Germany }',
    );
    return null;
  }
  const names = columnNames(list, location);
  if (names === null) return null;
  const cells = names.size * list.items.length;
  if (cells > MAX_CELLS || names.size === 0) {
    const message =
      names.size === 0 ? 'the rows have no columns' : `the table has ${cells} cells, at most ${MAX_CELLS} are possible`;
    location.report('ROWS_INVALID', list.at, message, '');
    return null;
  }
  const columns = new Map<string, ModelScalar[]>();
  for (const name of names.keys()) columns.set(name, Array.from<ModelScalar>({ length: list.items.length }).fill(null));
  list.items.forEach((row, index) => {
    if (row.kind !== 'map') return;
    for (const { name, value } of row.entries) {
      const column = columns.get(name);
      if (value.kind === 'scalar' && column !== undefined) column[index] = value.value;
      else location.report('ROWS_INVALID', value.at, 'a cell of a table is a plain value', '');
    }
  });
  return {
    columns: [...columns].map(([name, values]) => ({ name, values, at: names.get(name) ?? list.at })),
    rows: list.items.map((row) => row.at),
  };
}

/** A list of maps, a file, or the rows of a provider with columns: `"@Cities"`. Null after a problem. */
export function readRows(node: YamlNode, location: Location): RowTable | null {
  if (node.kind === 'map') return fileRows(node, location);
  if (node.kind !== 'scalar' || !node.text.startsWith('@')) return readTable(node, location);
  const name = node.text.slice(1);
  const provider = location.scope.providers.get(name);
  if (provider === undefined) {
    const hint = location.nearest(name, location.scope.providers.keys(), 'own lists are $providers');
    location.report('GENERATOR_UNKNOWN', node.at, `there is no provider ${name}`, hint);
    return null;
  }
  const { columns } = provider;
  if (columns.some((column) => column.name === '')) {
    location.report('ROWS_INVALID', node.at, `${name} has no columns`, 'give it rows of column: value');
    return null;
  }
  return {
    columns: columns.map((column) => ({ name: column.name, values: column.values, at: node.at })),
    rows: Array.from({ length: columns[0]?.values.length ?? 0 }, () => node.at),
  };
}

function fileRows(node: MapNode, location: Location): RowTable | null {
  const file = fileOf(node, ['file'], location);
  if (file === null) return null;
  return {
    columns: file.columns.map(({ name, cells }) => ({ name, values: cells, at: node.at, untyped: true })),
    rows: file.columns[0].cells.map(() => node.at),
  };
}

function columnNames(list: ListNode, location: Location): ReadonlyMap<string, Span> | null {
  const names = new Map<string, Span>();
  let isBroken = false;
  for (const row of list.items) {
    if (row.kind !== 'map') {
      location.report('ROWS_INVALID', row.at, 'a row is a map of column: value', 'write - { code: DE, name: Germany }');
      isBroken = true;
      continue;
    }
    for (const entry of row.entries) {
      if (names.has(entry.name)) continue;
      names.set(entry.name, entry.key.at);
      checkName(entry, location);
    }
  }
  return isBroken ? null : names;
}

/** Whether no value stands twice and none is null. */
export function isDistinct(values: readonly ModelScalar[]): boolean {
  return !values.includes(null) && new Set(values.map(identity)).size === values.length;
}

/** A text that is equal for equal values only: `5` and `5.0` are one number, and no text. */
export function identity(value: ModelScalar): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? `number ${value.value}` : `${typeof value} ${value}`;
}
