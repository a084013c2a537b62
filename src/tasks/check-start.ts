import { checkOptions, formatNames, loadFormat } from '../formats/index.ts';
import { didYouMean } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';
import { checkCount, checkLength, checkOverrides, MAX_NAME_LENGTH } from './check-overrides.ts';
import { checkText } from './check-text.ts';
import { MAX_KEY_LENGTH } from './idempotency.ts';
import type { StartInput } from './start-input.ts';

/** Characters of a text in an option. */
const MAX_OPTION_LENGTH = 10_000;

/** Bytes of each file of a destination: an object has no more. */
const MAX_FILE_SIZE = 5e12;

/** What is wrong with an input before any project is looked at. */
export async function checkStart(input: StartInput): Promise<Refusal[]> {
  const { entities, overrides, idempotencyKey: key } = input;
  const overridden = new Set(
    (overrides?.entities ?? []).flatMap((one) => ((one.count ?? null) === null ? [] : [one.name])),
  );
  const seen = new Set<string>();
  const wrong = [...checkLength(entities, ['entities']), ...checkOverrides(input)];
  for (const [index, { name, count }] of entities.entries()) {
    const path = ['entities', `${index}`];
    wrong.push(...checkText(name, [...path, 'name'], MAX_NAME_LENGTH), ...checkCount(count, [...path, 'count']));
    if (seen.has(name)) wrong.push(invalid('the entity is requested twice: remove one of them', [...path, 'name']));
    if (count !== undefined && overridden.has(name)) {
      wrong.push(invalid('the overrides also contain a count of this entity: remove one of them', [...path, 'count']));
    }
    seen.add(name);
  }
  if (key !== undefined) wrong.push(...checkKey(key));
  const { format, target } = input;
  if ((format === undefined) === (target === undefined)) {
    return [...wrong, invalid('give either a format or a connection', ['format'])];
  }
  if (target !== undefined && input.destination !== undefined) {
    return [...wrong, invalid('give either a connection or a destination', ['destination'])];
  }
  const { fileSize = null } = input.destination ?? {};
  if (fileSize !== null && fileSize > MAX_FILE_SIZE) {
    wrong.push(invalid('expected a size of at most 5TB', ['destination', 's3', 'fileSize']));
  }
  return [...wrong, ...(format === undefined ? [] : await checkFormat(format, input.options))];
}

/** What is wrong with an idempotency key. */
export function checkKey(key: string): Refusal[] {
  if (key === '') return [invalid('expected a key of at least one character', ['idempotencyKey'])];
  return checkText(key, ['idempotencyKey'], MAX_KEY_LENGTH);
}

async function checkFormat(name: string, options: StartInput['options']): Promise<Refusal[]> {
  if (!formatNames.includes(name)) {
    const hint = didYouMean(name, formatNames) || `there are ${formatNames.join(', ')}`;
    return [invalid(`there is no such format: ${hint}`, ['format'])];
  }
  const unfit = Object.entries(options).flatMap(([option, value]) =>
    [value]
      .flat()
      .flatMap((one) => (typeof one === 'string' ? checkText(one, ['options', option], MAX_OPTION_LENGTH) : [])),
  );
  if (unfit.length > 0) return unfit;
  const { errors } = checkOptions((await loadFormat(name)).options, options);
  return errors.map(({ option, message }) => invalid(message, ['options', option]));
}

function invalid(message: string, path: readonly string[]): Refusal {
  return { kind: 'invalid-input', code: 'INVALID_INPUT', message, path };
}
