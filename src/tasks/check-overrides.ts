import { jsonScalar, jsonValue } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';
import { checkText } from './check-text.ts';
import type { Setting, TaskOverrides } from './task-overrides.ts';

/** Characters of a name, and of a text in a value that takes the place of another. */
export const MAX_NAME_LENGTH = 1000;
const MAX_VALUE_LENGTH = 10_000;
export const MAX_SEED_LENGTH = 1000;
/** Entries of any list of the input, and values within one value. */
export const MAX_ENTRIES = 10_000;

/** What is wrong with overrides and seed before any model is looked at. */
export function checkOverrides({
  seed,
  overrides,
}: {
  readonly seed?: string | undefined;
  readonly overrides?: TaskOverrides | null | undefined;
}): Refusal[] {
  const [variables, entities] = [overrides?.variables ?? [], overrides?.entities ?? []];
  return [
    ...(seed === undefined ? [] : checkText(seed, ['seed'], MAX_SEED_LENGTH)),
    ...checkLength(variables, ['overrides', 'variables']),
    ...variables.flatMap((one, index) => checkVariable(one, ['overrides', 'variables', `${index}`])),
    ...checkLength(entities, ['overrides', 'entities']),
    ...entities.flatMap(({ name, count, fields }, index) => {
      const path = ['overrides', 'entities', `${index}`];
      return [
        ...checkText(name, [...path, 'name'], MAX_NAME_LENGTH),
        ...checkOverriddenCount(count, [...path, 'count']),
        ...checkLength(fields ?? [], [...path, 'fields']),
        ...(fields ?? []).flatMap(({ name: field, settings }, position) => {
          const at = [...path, 'fields', `${position}`];
          return [
            ...checkText(field, [...at, 'name'], MAX_NAME_LENGTH),
            ...checkLength(settings, [...at, 'settings']),
            ...settings.flatMap((one, place) => checkSetting(one, [...at, 'settings', `${place}`])),
          ];
        }),
      ];
    }),
  ];
}

/** What is wrong with a number of rows. */
export function checkCount(count: number | undefined, path: readonly string[]): Refusal[] {
  if (count === undefined || (Number.isSafeInteger(count) && count >= 0)) return [];
  return [invalid('expected a whole number from 0 to 2^53 - 1', path)];
}

function checkOverriddenCount(count: number | string | null | undefined, path: readonly string[]): Refusal[] {
  if (typeof count !== 'string') return checkCount(count ?? undefined, path);
  if (count.trimStart().startsWith('=')) return checkText(count, path, MAX_VALUE_LENGTH);
  return [invalid('expected a whole number, or an expression such as `= vars.users * 2`', path)];
}

/** What is wrong with the length of a list. */
export function checkLength(list: readonly unknown[], path: readonly string[]): Refusal[] {
  if (list.length <= MAX_ENTRIES) return [];
  return [invalid(`expected at most ${MAX_ENTRIES} entries, got ${list.length}`, path)];
}

function checkVariable({ name, value = null }: Setting, path: readonly string[]): Refusal[] {
  const at = [...path, 'value'];
  const wrong = checkText(name, [...path, 'name'], MAX_NAME_LENGTH);
  if (jsonScalar(value) !== undefined) return [...wrong, ...checkTexts(value, at)];
  return [...wrong, invalid('a value of a variable is a text, a number, true, false or null', at)];
}

function checkSetting({ name, value = null }: Setting, path: readonly string[]): Refusal[] {
  const at = [...path, 'value'];
  const wrong = checkText(name, [...path, 'name'], MAX_NAME_LENGTH);
  if (jsonValue(value) !== undefined) return [...wrong, ...checkTexts(value, at)];
  return [...wrong, invalid('a value is JSON as the model could have it, nested at most 8 levels deep', at)];
}

/** Checks all texts of a value, keys too, and how many values there are. */
function checkTexts(value: unknown, path: readonly string[]): Refusal[] {
  const waiting = [value];
  let seen = 0;
  for (let one = waiting.pop(); waiting.length > 0 || one !== undefined; one = waiting.pop()) {
    if (++seen > MAX_ENTRIES) return [invalid(`expected at most ${MAX_ENTRIES} values`, path)];
    if (typeof one === 'string') {
      const wrong = checkText(one, path, MAX_VALUE_LENGTH);
      if (wrong.length > 0) return wrong;
    } else if (one !== null && typeof one === 'object') {
      const inner: unknown[] = Object.values(one);
      if (seen + waiting.length + inner.length > MAX_ENTRIES)
        return [invalid(`expected at most ${MAX_ENTRIES} values`, path)];
      waiting.push(...inner, ...(Array.isArray(one) ? [] : Object.keys(one)));
    }
  }
  return [];
}

function invalid(message: string, path: readonly string[]): Refusal {
  return { kind: 'invalid-input', code: 'INVALID_INPUT', message, path };
}
