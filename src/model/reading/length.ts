import { isExpression, readExpression } from '../expression/expression-text.ts';
import { expressionPaths } from '../expression/paths.ts';
import { readNumber } from './constant.ts';
import type { Distribution } from '../words/distribution.ts';
import { lawOf, readDistribution } from './distribution-of.ts';
import type { Length } from '../model.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { readValues } from './values.ts';

/** The most items of a list, and the most children of a parent. */
export const MAX_ITEMS = 1000;
export const MAX_CHILDREN = 1_000_000;

const UNIFORM: Distribution = { name: 'uniform' };

/** What a list without a length has. */
export const DEFAULT_LENGTH: Length = {
  min: 1,
  max: 3,
  distribution: UNIFORM,
  choices: null,
  isFallback: true,
  expression: null,
};

const FORM = 'a number, a range such as 1-5, { min, max, distribution }, or { $values: { 1: 70, 5: 30 } }';

/** The length of a list: as `readLength`, or an expression over the row such as `"= quantity"`; null after a problem. */
export function readListLength(node: YamlNode, location: Location): Length | null {
  const name = node.kind === 'scalar' && typeof node.value === 'string' ? node.value.trim() : '';
  if (/^[\p{L}_][\w.]*$/u.test(name) && !name.startsWith('vars.') && !location.scope.variables.has(name)) {
    location.expected(node, FORM, `write "= ${name}"`);
    return null;
  }
  const expression = isExpression(node) ? readExpression(node, location) : null;
  if (isExpression(node) && expression === null) return null;
  const followsRow = expression !== null && expressionPaths(expression).some(([first]) => first !== 'vars');
  if (!followsRow) return readLength(node, location, MAX_ITEMS);
  return { min: 0, max: MAX_ITEMS, distribution: UNIFORM, choices: null, isFallback: false, expression };
}

/** `3`, `1-5`, `"= vars.n"`, `{ min, max, distribution, … }` or `{ $values: … }` within 0 … most; null after a problem. */
export function readLength(node: YamlNode, location: Location, most: number): Length | null {
  if (node.kind === 'list') {
    location.expected(node, FORM);
    return null;
  }
  if (node.kind === 'map') {
    const values = node.entries.find(({ name }) => name === '$values');
    return values === undefined ? lengthOfMap(node, location, most) : chosen(node, values.value, location, most);
  }
  const range = typeof node.value === 'string' ? /^\s*(\d+)\s*(?:-|\.\.)\s*(\d+)\s*$/.exec(node.value) : null;
  if (range !== null) return checked(Number(range[1]), Number(range[2]), UNIFORM, node, location, most);
  const number = readNumber(node, location, FORM);
  return number === null ? null : checked(number.value, number.value, UNIFORM, node, location, most);
}

function lengthOfMap(node: YamlNode & { kind: 'map' }, location: Location, most: number): Length | null {
  const find = (name: string): YamlNode | undefined => node.entries.find((entry) => entry.name === name)?.value;
  const law = find('distribution');
  const parameters = node.entries.filter((entry) => !['min', 'max', 'distribution'].includes(entry.name));
  let distribution: Distribution | null = UNIFORM;
  if (law?.kind === 'map') {
    // As everywhere else: { name: poisson, lambda: 3 }, the parameters in it or beside it.
    distribution = readDistribution({ ...law, entries: [...law.entries, ...parameters] }, location);
  } else if (law !== undefined) {
    distribution = lawOf(law, parameters, location);
  } else {
    for (const { key, name } of parameters) {
      const hint = location.nearest(name, ['min', 'max', 'distribution', '$values'], `write ${FORM}`);
      location.report('PARAMETER_UNKNOWN', key.at, `there is no parameter ${name} here`, hint);
    }
  }
  const maxNode = find('max');
  if (maxNode === undefined) {
    location.report('LENGTH_INVALID', node.at, 'max is missing', `write ${FORM}`);
    return null;
  }
  const minNode = find('min');
  const min = minNode === undefined ? 0 : readNumber(minNode, location, 'a whole number')?.value;
  const max = readNumber(maxNode, location, 'a whole number')?.value;
  if (min === undefined || max === undefined || distribution === null) return null;
  return checked(min, max, distribution, node, location, most);
}

/** Numbers with their weights; those without a chance do not count. */
function chosen(node: YamlNode & { kind: 'map' }, written: YamlNode, location: Location, most: number): Length | null {
  for (const { key, name } of node.entries) {
    if (name === '$values') continue;
    const hint = name === 'distribution' ? 'the weights are the distribution: remove it' : 'remove it';
    location.report('PARAMETER_UNKNOWN', key.at, `there is no parameter ${name} beside $values`, hint);
  }
  const read = readValues(written, location);
  if (read === null) return null;
  const weights = new Map<number, number>();
  for (const [i, value] of read.values.entries()) {
    const number = value !== null && typeof value === 'object' ? value.value : Number.NaN;
    if (checked(number, number, UNIFORM, written, location, most) === null) return null;
    const weight = read.weights?.[i] ?? 1;
    if (weight > 0) weights.set(number, (weights.get(number) ?? 0) + weight);
  }
  const choices = [...weights].map(([value, weight]) => ({ value, weight })).sort((a, b) => a.value - b.value);
  const [min, max] = [choices[0].value, choices[choices.length - 1].value];
  return { min, max, distribution: UNIFORM, choices, isFallback: false, expression: null };
}

function checked(
  min: number,
  max: number,
  distribution: Distribution,
  node: YamlNode,
  location: Location,
  most: number,
): Length | null {
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max > most) {
    location.report('LENGTH_INVALID', node.at, `whole numbers from 0 to ${most} are expected`, `write ${FORM}`);
    return null;
  }
  if (min > max) {
    location.report('RANGE_ORDER', node.at, `min ${min} is greater than max ${max}`, 'swap them');
    return null;
  }
  return { min, max, distribution, choices: null, isFallback: false, expression: null };
}
