import type { ModelMap, ModelScalar, ModelValue } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import { plainScalar } from '../yaml/plain-scalar.ts';
import type { Entry, ScalarNode, YamlNode } from '../yaml/node.ts';

/** A value from outside as if it were written at a place of the document. */
export function valueNode(value: ModelValue, at: Span): YamlNode {
  if (isList(value)) return { kind: 'list', flow: true, at, size: 1, items: value.map((item) => valueNode(item, at)) };
  if (!isMap(value)) return scalarNode(value, at);
  return mapNode(
    value.entries.map(([name, inner]) => entryOf(name, valueNode(inner, at), at)),
    at,
  );
}

export function mapNode(entries: readonly Entry[], at: Span): YamlNode & { kind: 'map' } {
  return { kind: 'map', flow: true, at, size: 1, entries };
}

/** JSON has keys of text only: a key is read as an unquoted one of the document, so that numbers can be picked from. */
export function entryOf(name: string, value: YamlNode, at: Span): Entry {
  return { name, key: { ...scalarNode(plainScalar(name), at), text: name }, value };
}

export function isMap(value: ModelValue): value is ModelMap {
  return value !== null && typeof value === 'object' && 'entries' in value && !isList(value);
}

export function isList(value: ModelValue): value is readonly ModelValue[] {
  return Array.isArray(value);
}

function scalarNode(value: ModelScalar, at: Span): ScalarNode {
  const text = value !== null && typeof value === 'object' ? value.text : String(value);
  return { kind: 'scalar', value, text, plain: false, commentFollows: false, at, size: 1, locate: () => at };
}
