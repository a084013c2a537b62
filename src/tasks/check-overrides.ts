import type { ModelScalar } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';
import { checkText } from './check-text.ts';
import type { TaskOverrides } from './task-overrides.ts';

/** Characters of a name, and of a value that takes the place of another. */
export const LONGEST_NAME = 1000;
const LONGEST_VALUE = 10_000;
export const LONGEST_SEED = 1000;
/** Entries of any list of the input. */
export const MAX_ENTRIES = 10_000;

/** What is wrong with overrides and seed before any model is looked at. */
export function checkOverrides({
  seed,
  overrides,
}: {
  readonly seed?: string | undefined;
  readonly overrides?: TaskOverrides | undefined;
}): Refusal[] {
  const { variables = [], entities = [] } = overrides ?? {};
  return [
    ...(seed === undefined ? [] : checkText(seed, ['seed'], LONGEST_SEED)),
    ...checkLength(variables, ['overrides', 'variables']),
    ...variables.flatMap(([name, value], index) => checkSetting(name, value, ['overrides', 'variables', `${index}`])),
    ...checkLength(entities, ['overrides', 'entities']),
    ...entities.flatMap(({ name, count, fields = [] }, index) => {
      const path = ['overrides', 'entities', `${index}`];
      return [
        ...checkText(name, [...path, 'name'], LONGEST_NAME),
        ...checkCount(count, [...path, 'count']),
        ...checkLength(fields, [...path, 'fields']),
        ...fields.flatMap(({ name: field, settings }, position) => {
          const at = [...path, 'fields', `${position}`];
          return [
            ...checkText(field, [...at, 'name'], LONGEST_NAME),
            ...checkLength(settings, [...at, 'settings']),
            ...settings.flatMap((one, place) => checkSetting(one.name, one.value, [...at, 'settings', `${place}`])),
          ];
        }),
      ];
    }),
  ];
}

/** What is wrong with a number of rows. */
export function checkCount(count: number | undefined, path: readonly string[]): Refusal[] {
  if (count === undefined || (Number.isSafeInteger(count) && count >= 0)) return [];
  return [
    { kind: 'invalid-input', code: 'INVALID_INPUT', message: 'expected a whole number from 0 to 2^53 - 1', path },
  ];
}

/** What is wrong with the length of a list. */
export function checkLength(list: readonly unknown[], path: readonly string[]): Refusal[] {
  if (list.length <= MAX_ENTRIES) return [];
  const message = `expected at most ${MAX_ENTRIES} entries, got ${list.length}`;
  return [{ kind: 'invalid-input', code: 'INVALID_INPUT', message, path }];
}

function checkSetting(name: string, value: ModelScalar, path: readonly string[]): Refusal[] {
  const text = typeof value === 'string' ? value : value !== null && typeof value === 'object' ? value.text : '';
  return [...checkText(name, [...path, 'name'], LONGEST_NAME), ...checkText(text, [...path, 'value'], LONGEST_VALUE)];
}
