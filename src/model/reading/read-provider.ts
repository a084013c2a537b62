import { jsonScalar } from './json-scalar.ts';
import type { Provider, ModelScalar } from '../model.ts';
import { nameFault } from './names.ts';
import { forbiddenCharacter, LIMITS } from '../yaml/scan.ts';
import { weightsFault } from './values.ts';

/** Characters of the name of a stored provider. */
const MAX_NAME_LENGTH = 128;
const MAX_ROWS = 100_000;
const MAX_COLUMNS = 64;
const MAX_CELLS = 1_000_000;
/** Beyond this number further problems are dropped: nobody reads them. */
const MAX_PROBLEMS = 100;

/** What a stored provider is made of, as JSON has it: values, each with a weight or none with one, or named columns. */
export type ProviderContent =
  | { readonly values: readonly unknown[]; readonly weights?: readonly unknown[] | null }
  | { readonly columns: readonly ProviderColumn[] };

export interface ProviderColumn {
  readonly name: string;
  /** One a row. */
  readonly values: readonly unknown[];
}

/** Something wrong with a provider; the message holds none of its values. */
export interface ProviderProblem {
  readonly message: string;
  /** Leads from the provider to the thing in question: `['columns', '0', 'name']`. */
  readonly path: readonly string[];
}

/** What was read, and everything that is wrong with it. */
export interface ReadProvider {
  /** Null where there is a problem. */
  readonly provider: Provider | null;
  readonly problems: readonly ProviderProblem[];
}

type Report = (message: string, ...path: string[]) => void;

/**
 * Reads a provider that is kept outside of documents. It holds to the same rules as one of `$providers`: values are texts,
 * numbers, true, false or null; at most 100,000 rows, 64 columns and 1,000,000 cells. Reports all problems at once, at most 100.
 */
export function readProvider(name: string, content: ProviderContent): ReadProvider {
  const problems: ProviderProblem[] = [];
  const report: Report = (message, ...path) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ message, path });
  };
  const fault =
    name.length > MAX_NAME_LENGTH
      ? `the name of a provider has at most ${MAX_NAME_LENGTH} characters`
      : nameFault(name);
  if (fault !== null) report(fault, 'name');
  const read =
    'columns' in content
      ? { columns: readColumns(content.columns, report), weights: null }
      : {
          columns: [{ name: '', values: readCells(content.values, report, ['values']) }],
          weights: readWeights(content.weights ?? null, content.values.length, report),
        };
  return { provider: problems.length === 0 ? { name, ...read } : null, problems };
}

function readColumns(columns: readonly ProviderColumn[], report: Report): Provider['columns'] {
  const rows = columns[0]?.values.length ?? 0;
  const cells = columns.reduce((sum, { values }) => sum + values.length, 0);
  if (columns.length === 0) report('there are no columns: give one name and one list of values at least', 'columns');
  else if (columns.length > MAX_COLUMNS) report(`a provider has at most ${MAX_COLUMNS} columns`, 'columns');
  else if (cells > MAX_CELLS) report(`there are ${cells} cells, at most ${MAX_CELLS} are possible`, 'columns');
  if (columns.length > MAX_COLUMNS || cells > MAX_CELLS) return [];

  const names = new Set<string>();
  return columns.map(({ name, values }, i) => {
    const fault = names.has(name) ? 'another column has this name' : nameFault(name);
    if (fault !== null) report(fault, 'columns', String(i), 'name');
    names.add(name);
    const path = ['columns', String(i), 'values'];
    if (values.length !== rows) {
      report(`columns are of one length: this one has ${values.length} values, the first one ${rows}`, ...path);
    }
    return { name, values: readCells(values, report, path) };
  });
}

function readCells(values: readonly unknown[], report: Report, path: readonly string[]): readonly ModelScalar[] {
  if (values.length === 0) report('the list of values is empty', ...path);
  if (values.length > MAX_ROWS) {
    report(`there are ${values.length} values, at most ${MAX_ROWS} are possible`, ...path);
    return [];
  }
  return values.map((value, i) => {
    const scalar = jsonScalar(value);
    const fault = scalar === undefined ? 'a value must be a text, a number, true, false or null' : textFault(scalar);
    if (fault !== null) report(fault, ...path, String(i));
    return scalar ?? null;
  });
}

function textFault(value: ModelScalar): string | null {
  if (typeof value !== 'string') return null;
  if (value.length > LIMITS.text) return `a text has at most ${LIMITS.text} characters`;
  return forbiddenCharacter(value) === -1 ? null : 'a text has a control character or half a surrogate pair';
}

function readWeights(weights: readonly unknown[] | null, rows: number, report: Report): readonly number[] | null {
  if (weights === null) return null;
  if (weights.length !== rows) {
    report(`there are ${weights.length} weights for ${rows} values: give one for each`, 'weights');
    return null;
  }
  const read: number[] = [];
  weights.forEach((weight, i) => {
    if (typeof weight === 'number' && weight >= 0) read.push(weight);
    else report('a weight is a number that is not negative', 'weights', String(i));
  });
  const fault = rows > 0 && read.length === rows ? weightsFault(read) : null;
  if (fault !== null) report(fault, 'weights');
  return read;
}
