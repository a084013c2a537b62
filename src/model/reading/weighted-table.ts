import type { ModelScalar, Provider } from '../model.ts';
import type { Entry, MapNode, YamlNode } from '../yaml/node.ts';
import { fileOf, typedCells } from './file-table.ts';
import type { Location } from './location.ts';
import { readTable } from './table.ts';
import { weightsFault } from './values.ts';

type Columns = Provider['columns'];

/** Whether a provider is `{ file: cities.csv }` or `{ rows: [{ … }] }`: as values with weights neither is possible. */
export function isWeightedTable(node: YamlNode): node is MapNode {
  if (node.kind !== 'map') return false;
  return node.entries.some(
    ({ name, value }) =>
      (name === 'file' && value.kind === 'scalar' && typeof value.value === 'string') ||
      (name === 'rows' && value.kind === 'list'),
  );
}

/** A table from a file or from the document; `weight` names the column that says how often each row is drawn. Null after a problem. */
export function weightedTable(name: string, node: MapNode, location: Location): Provider | null {
  const columns = columnsOf(node, location);
  if (columns === null) return null;
  const weight = node.entries.find((entry) => entry.name === 'weight');
  if (weight === undefined) return { name, columns, weights: null };
  const weights = weightsOf(weight, columns, location);
  return weights === null ? null : { name, columns, weights };
}

function columnsOf(node: MapNode, location: Location): Columns | null {
  const rows = node.entries.find(({ name }) => name === 'rows');
  if (rows === undefined) {
    const file = fileOf(node, ['file', 'weight'], location);
    return file && file.columns.map((column) => ({ name: column.name, values: typedCells(column.cells, null) }));
  }
  const other = node.entries.find(({ name }) => !['rows', 'weight'].includes(name));
  if (other === undefined)
    return readTable(rows.value, location)?.columns.map(({ name, values }) => ({ name, values })) ?? null;
  location.report('PARAMETER_UNKNOWN', other.key.at, `rows have no parameter ${other.name}`, 'they have weight');
  return null;
}

function weightsOf({ value: node }: Entry, columns: Columns, location: Location): readonly number[] | null {
  const names = columns.map((column) => column.name);
  const column = node.kind === 'scalar' ? columns.find((one) => one.name === node.text) : undefined;
  if (column === undefined) {
    const hint =
      node.kind === 'scalar'
        ? location.nearest(node.text, names, `its columns are ${names.slice(0, 10).join(', ')}`)
        : '';
    location.report('PROVIDER_COLUMN', node.at, 'weight is not the name of a column', hint);
    return null;
  }
  const row = column.values.findIndex((value) => weightOf(value) === null);
  const weights = column.values.map((value) => weightOf(value) ?? 0);
  const fault =
    row === -1 ? weightsFault(weights) : `the weight in row ${row + 1} is not a number that is not negative`;
  if (fault === null) return weights;
  location.report('WEIGHTS_INVALID', node.at, fault, 'name a column of numbers');
  return null;
}

function weightOf(value: ModelScalar): number | null {
  return typeof value === 'object' && value !== null && value.value >= 0 ? value.value : null;
}
