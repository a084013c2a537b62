import type { ModelValue } from '../model.ts';
import { jsonScalar } from './json-scalar.ts';

/** How deep lists and maps from outside may nest: no setting needs more. */
const MAX_DEPTH = 8;

/** A value of JSON as the document could say it; undefined where it could not, or nests too deep. */
export function jsonValue(value: unknown, depth = 0): ModelValue | undefined {
  if (value === null || typeof value !== 'object') return jsonScalar(value);
  if (depth >= MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => jsonValue(item, depth + 1));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const entries = Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const read = jsonValue(inner, depth + 1);
    return read === undefined ? [] : [[key, read] as const];
  });
  return entries.length === Object.keys(value).length ? { entries } : undefined;
}
