import { readNumber } from './constant.ts';
import type { ModelScalar } from '../model.ts';
import type { MapNode, YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

/** A list of values, and a weight for each where they are not equal. */
export interface Values {
  readonly values: readonly ModelScalar[];
  readonly weights: readonly number[] | null;
}

/** `[a, b]` or `{ a: 3, b: 1 }`; null after a problem. */
export function readValues(node: YamlNode, location: Location): Values | null {
  if (node.kind === 'scalar') {
    location.expected(node, 'a list of values, or a map of value: weight');
    return null;
  }
  if (node.kind === 'map') return weighted(node, location);
  const values: ModelScalar[] = [];
  for (const item of node.items) {
    if (item.kind === 'scalar') values.push(item.value);
    else location.expected(item, 'a plain value');
  }
  if (node.items.length === 0)
    location.report('VALUES_EMPTY', node.at, 'the list is empty', 'write [a, b] or { a: 3, b: 1 }');
  return values.length === node.items.length && values.length > 0 ? { values, weights: null } : null;
}

/** `[{ a: 1 }, [b], c]`: any values, each as its JSON text; null after a problem. */
export function readJsonValues(node: YamlNode, location: Location): Values | null {
  if (node.kind !== 'list' || node.items.length === 0) {
    location.expected(node, 'a list of values of any kind', 'write [{ a: 1 }, [x, y], text]');
    return null;
  }
  return { values: node.items.map(jsonText), weights: null };
}

function jsonText(node: YamlNode): string {
  if (node.kind === 'list') return `[${node.items.map(jsonText).join(',')}]`;
  if (node.kind === 'map') {
    return `{${node.entries.map(({ name, value }) => `${JSON.stringify(name)}:${jsonText(value)}`).join(',')}}`;
  }
  const { value } = node;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value.text) ? value.text : String(value.value);
}

function weighted(node: MapNode, location: Location): Values | null {
  const values: ModelScalar[] = [];
  const weights: number[] = [];
  for (const { key, value } of node.entries) {
    if (value.kind === 'scalar' && value.value === null) {
      location.report('WEIGHTS_INVALID', key.at, 'a value has no weight', 'write a list for equal ones: [a, b]');
      continue;
    }
    const weight = readNumber(value, location, 'a weight');
    if (weight === null) continue;
    if (weight.value < 0) {
      location.report('WEIGHTS_INVALID', value.at, 'a weight is not negative', '');
      continue;
    }
    values.push(key.value);
    weights.push(weight.value);
  }
  if (node.entries.length === 0)
    location.report('VALUES_EMPTY', node.at, 'the map is empty', 'write [a, b] or { a: 3, b: 1 }');
  if (values.length < node.entries.length || values.length === 0) return null;
  const fault = weightsFault(weights);
  if (fault === null) return { values, weights };
  location.report('WEIGHTS_INVALID', node.at, fault, '');
  return null;
}

/** What is wrong with weights of which none is negative; null where nothing is. */
export function weightsFault(weights: readonly number[]): string | null {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 'all weights are zero';
  return Number.isFinite(total) ? null : 'the weights are too large';
}
