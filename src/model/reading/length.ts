import { readNumber } from './constant.ts';
import type { Distribution } from '../words/distribution.ts';
import { lawOf } from './distribution-of.ts';
import type { Length } from '../model.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

/** The most items of a list, and the most children of a parent. */
export const MAX_ITEMS = 1000;
export const MAX_CHILDREN = 1_000_000;

const UNIFORM: Distribution = { name: 'uniform' };

/** What a list without a length has. */
export const DEFAULT_LENGTH: Length = { min: 1, max: 3, distribution: UNIFORM };

const FORM = 'a number, a range such as 1-5, or { min, max, distribution }';

/** `3`, `1-5`, `"= vars.n"` or `{ min, max, distribution, … }` within 0 … most; null after a problem. */
export function readLength(node: YamlNode, location: Location, most: number): Length | null {
  if (node.kind === 'list') {
    location.expected(node, FORM);
    return null;
  }
  if (node.kind === 'map') return lengthOfMap(node, location, most);
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
  if (law !== undefined) {
    distribution = lawOf(law, parameters, location);
  } else {
    for (const { key, name } of parameters) {
      const hint = location.nearest(name, ['min', 'max', 'distribution'], `write ${FORM}`);
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
  return { min, max, distribution };
}
