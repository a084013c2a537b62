import type { ModelScalar } from '../model.ts';

/** A value of JSON as a scalar of the document; undefined where it is no plain value. */
export function jsonScalar(value: unknown): ModelScalar | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? { value, text: String(value) } : undefined;
  return value === null || typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

/** A value as JSON has it; a number that no double holds as its text. */
export function scalarAsJson(value: ModelScalar): null | boolean | string | number {
  if (typeof value !== 'object' || value === null) return value;
  return Number.isInteger(value.value) && !Number.isSafeInteger(value.value) ? value.text : value.value;
}
