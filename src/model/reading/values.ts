import { readNumber } from './constant.ts';
import type { Scalar } from '../model.ts';
import type { MapNode, Node } from '../yaml/node.ts';
import type { Place } from './place.ts';

/** A list of values, and a weight for each where they are not equal. */
export interface Values {
  readonly values: readonly Scalar[];
  readonly weights: readonly number[] | null;
}

/** `[a, b]` or `{ a: 3, b: 1 }`; null after a problem. */
export function readValues(node: Node, place: Place): Values | null {
  if (node.kind === 'scalar') {
    place.expected(node, 'a list of values, or a map of value: weight');
    return null;
  }
  if (node.kind === 'map') return weighted(node, place);
  const values: Scalar[] = [];
  for (const item of node.items) {
    if (item.kind === 'scalar') values.push(item.value);
    else place.expected(item, 'a plain value');
  }
  if (node.items.length === 0)
    place.report('VALUES_EMPTY', node.at, 'the list is empty', 'write [a, b] or { a: 3, b: 1 }');
  return values.length === node.items.length && values.length > 0 ? { values, weights: null } : null;
}

function weighted(node: MapNode, place: Place): Values | null {
  const values: Scalar[] = [];
  const weights: number[] = [];
  for (const { key, value } of node.entries) {
    if (value.kind === 'scalar' && value.value === null) {
      place.report('WEIGHTS_INVALID', key.at, 'a value has no weight', 'write a list for equal ones: [a, b]');
      continue;
    }
    const weight = readNumber(value, place, 'a weight');
    if (weight === null) continue;
    if (weight.value < 0) {
      place.report('WEIGHTS_INVALID', value.at, 'a weight is not negative', '');
      continue;
    }
    values.push(key.value);
    weights.push(weight.value);
  }
  if (node.entries.length === 0)
    place.report('VALUES_EMPTY', node.at, 'the map is empty', 'write [a, b] or { a: 3, b: 1 }');
  if (values.length < node.entries.length || values.length === 0) return null;
  const fault = weightsFault(weights);
  if (fault === null) return { values, weights };
  place.report('WEIGHTS_INVALID', node.at, fault, '');
  return null;
}

/** What is wrong with weights of which none is negative; null where nothing is. */
export function weightsFault(weights: readonly number[]): string | null {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 'all weights are zero';
  return Number.isFinite(total) ? null : 'the weights are too large';
}
