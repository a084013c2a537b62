import { textOf } from './leaf.ts';
import { readDate, readInstant } from '../words/instant.ts';
import type { Provider, ModelScalar } from '../model.ts';
import { checkName } from './names.ts';
import type { Entry } from '../yaml/node.ts';
import { Location } from './location.ts';
import type { ModelScope } from './location.ts';
import { BEGINNING } from '../problems/problem.ts';
import { fileInstead } from './file-table.ts';
import { readTable } from './table.ts';
import { isWeightedTable, weightedTable } from './weighted-table.ts';
import { readValues } from './values.ts';

/** The seed of a model that names none. */
export const DEFAULT_SEED = 'rowmill';
/** What "now" means where the model does not say: 2026-01-01T00:00:00Z, a constant of the engine's version. */
export const DEFAULT_NOW = 1_767_225_600_000;

/** `$now` in milliseconds since 1970 UTC. */
export function readNow(entry: Entry | undefined, location: Location): number {
  if (entry === undefined) return DEFAULT_NOW;
  const text = textOf(entry, location);
  if (text === null) return DEFAULT_NOW;
  const now = readDate(text) ?? readInstant(text);
  if (now === null)
    location.report('TIME_INVALID', entry.value.at, '$now is not a date of the calendar', 'write 2026-01-01T00:00:00Z');
  return now ?? DEFAULT_NOW;
}

/** `$variables`, with those that are set from outside in their place. */
export function readVariables(
  entry: Entry | undefined,
  fromOutside: ReadonlyMap<string, ModelScalar>,
  location: Location,
): ReadonlyMap<string, ModelScalar> {
  const variables = new Map<string, ModelScalar>();
  if (entry !== undefined && entry.value.kind !== 'map') location.expected(entry.value, 'a map of variables');
  if (entry?.value.kind === 'map') {
    for (const variable of entry.value.entries) {
      checkName(variable, location);
      if (variable.value.kind === 'scalar') variables.set(variable.name, variable.value.value);
      else location.expected(variable.value, 'a plain value');
    }
  }
  const declared = [...variables.keys()];
  for (const [name, value] of fromOutside) {
    if (!variables.has(name)) {
      const at = entry?.key.at ?? BEGINNING;
      const hint = location.nearest(name, declared, 'declare it in $variables');
      const code = location.unfit('VARIABLE_UNDECLARED');
      location.report(code, at, `the document does not declare the variable ${name}`, hint);
      if (location.scope.ignoresUnfit) continue;
    }
    variables.set(name, value);
  }
  return variables;
}

/** `$providers`: lists, maps of weights, or tables; beside them the stored ones whose names are not taken. */
export function readProviders(
  entry: Entry | undefined,
  stored: readonly Provider[],
  scope: ModelScope,
): ReadonlyMap<string, Provider> {
  const providers = new Map(stored.map((provider) => [provider.name, provider]));
  if (entry === undefined) return providers;
  if (entry.value.kind !== 'map') {
    new Location(scope, '$providers').expected(entry.value, 'a map of providers');
    return providers;
  }
  for (const one of entry.value.entries) {
    const location = new Location(scope, `$providers.${one.name}`);
    checkName(one, location);
    providers.set(
      one.name,
      inlineProvider(one, location) ?? { name: one.name, columns: [{ name: '', values: [] }], weights: null },
    );
  }
  return providers;
}

function inlineProvider({ name, value }: Entry, location: Location): Provider | null {
  const isTable = value.kind === 'list' && value.items.some((item) => item.kind === 'map');
  if (isTable) {
    const table = readTable(value, location);
    if (table === null) return null;
    return {
      name,
      columns: table.columns.map((column) => ({ name: column.name, values: column.values })),
      weights: null,
    };
  }
  if (isWeightedTable(value)) return weightedTable(name, value, location);
  const instead = fileInstead(value);
  if (instead !== null) {
    location.expected(value, 'a list of values, rows, or a map of value: weight', instead);
    return null;
  }
  const read = readValues(value, location);
  return read === null ? null : { name, columns: [{ name: '', values: read.values }], weights: read.weights };
}
