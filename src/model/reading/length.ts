import { readNumber } from './constant.ts';
import type { Distribution } from '../words/distribution.ts';
import { lawOf } from './distribution-of.ts';
import type { Length } from '../model.ts';
import type { Node } from '../yaml/node.ts';
import type { Place } from './place.ts';

/** The most items of a list, and the most children of a parent. */
export const MAX_ITEMS = 1000;
export const MAX_CHILDREN = 1_000_000;

const UNIFORM: Distribution = { name: 'uniform' };

/** What a list without a length has. */
export const DEFAULT_LENGTH: Length = { min: 1, max: 3, distribution: UNIFORM };

const FORM = 'a number, a range such as 1-5, or { min, max, distribution }';

/** `3`, `1-5`, `"= vars.n"` or `{ min, max, distribution, … }` within 0 … most; null after a problem. */
export function readLength(node: Node, place: Place, most: number): Length | null {
  if (node.kind === 'list') {
    place.expected(node, FORM);
    return null;
  }
  if (node.kind === 'map') return lengthOfMap(node, place, most);
  const range = typeof node.value === 'string' ? /^\s*(\d+)\s*(?:-|\.\.)\s*(\d+)\s*$/.exec(node.value) : null;
  if (range !== null) return checked(Number(range[1]), Number(range[2]), UNIFORM, node, place, most);
  const number = readNumber(node, place, FORM);
  return number === null ? null : checked(number.value, number.value, UNIFORM, node, place, most);
}

function lengthOfMap(node: Node & { kind: 'map' }, place: Place, most: number): Length | null {
  const find = (name: string): Node | undefined => node.entries.find((entry) => entry.name === name)?.value;
  const law = find('distribution');
  const parameters = node.entries.filter((entry) => !['min', 'max', 'distribution'].includes(entry.name));
  let distribution: Distribution | null = UNIFORM;
  if (law !== undefined) {
    distribution = lawOf(law, parameters, place);
  } else {
    for (const { key, name } of parameters) {
      const hint = place.nearest(name, ['min', 'max', 'distribution'], `write ${FORM}`);
      place.report('PARAMETER_UNKNOWN', key.at, `there is no parameter ${name} here`, hint);
    }
  }
  const maxNode = find('max');
  if (maxNode === undefined) {
    place.report('LENGTH_INVALID', node.at, 'max is missing', `write ${FORM}`);
    return null;
  }
  const minNode = find('min');
  const min = minNode === undefined ? 0 : readNumber(minNode, place, 'a whole number')?.value;
  const max = readNumber(maxNode, place, 'a whole number')?.value;
  if (min === undefined || max === undefined || distribution === null) return null;
  return checked(min, max, distribution, node, place, most);
}

function checked(
  min: number,
  max: number,
  distribution: Distribution,
  node: Node,
  place: Place,
  most: number,
): Length | null {
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max > most) {
    place.report('LENGTH_INVALID', node.at, `whole numbers from 0 to ${most} are expected`, `write ${FORM}`);
    return null;
  }
  if (min > max) {
    place.report('RANGE_ORDER', node.at, `min ${min} is greater than max ${max}`, 'swap them');
    return null;
  }
  return { min, max, distribution };
}
