import { jsonScalar, type ModelScalar } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';
import type { TaskOverrides } from '../tasks/index.ts';
import { builder } from './builder.ts';

/** A name and what it shall be. A value that is omitted is null. */
interface Setting {
  readonly name: string;
  readonly value?: unknown;
}

interface Overrides {
  readonly variables?: readonly Setting[] | null | undefined;
  readonly entities?: readonly EntityOverride[] | null | undefined;
}

interface EntityOverride {
  readonly name: string;
  readonly count?: number | null | undefined;
  readonly fields?: readonly { readonly name: string; readonly settings: readonly Setting[] }[] | null | undefined;
}

const SettingInput = builder.inputType('SettingInput', {
  description: 'A name and the value to set it to.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'The name of the variable, option or directive to set, without `$`.',
    }),
    value: t.field({
      type: 'JSON',
      description: 'The value to set: a text, a number, true, false or null. By default, null.',
    }),
  }),
});

const FieldOverrideInput = builder.inputType('FieldOverrideInput', {
  description: 'The settings of the generator of one field, in place of those in the model.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'The path of the field within the entity, such as `address.city`. The items of a list are written as `tags[]`.',
    }),
    settings: t.field({
      type: [SettingInput],
      required: true,
      description: 'The settings to change: options of the generator, or `min`, `max`, `step`, `decimals` or `null`.',
    }),
  }),
});

const EntityOverrideInput = builder.inputType('EntityOverrideInput', {
  description: 'The changes to one entity of the model.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the entity.' }),
    count: t.field({ type: 'Count', description: 'The number of rows to generate, in place of `$count`.' }),
    fields: t.field({ type: [FieldOverrideInput], description: 'The settings of the fields to change.' }),
  }),
});

/** Values in place of the model's, for one task or preview. */
export const OverridesInput = builder.inputRef<Overrides>('OverridesInput').implement({
  description:
    'The changes to the model that apply to this request only. Settings of generators can change, generators cannot.',
  fields: (t) => ({
    variables: t.field({
      type: [SettingInput],
      description: 'The values of variables that the model declares in `$variables`.',
    }),
    entities: t.field({
      type: [EntityOverrideInput],
      description: 'The row counts and settings to change, by entity.',
    }),
  }),
});

/** The overrides as tasks take them, and a refusal for each value that is no plain one. */
export function readOverrides(given: Overrides | null | undefined): {
  readonly overrides: TaskOverrides | undefined;
  readonly refusals: readonly Refusal[];
} {
  if (given === null || given === undefined) return { overrides: undefined, refusals: [] };
  const refusals: Refusal[] = [];
  const scalar = ({ value = null }: Setting, ...path: readonly (string | number)[]): ModelScalar => {
    const read = jsonScalar(value);
    if (read === undefined) {
      refusals.push({
        kind: 'invalid-input',
        code: 'INVALID_INPUT',
        message: 'a value must be a text, a number, true, false or null',
        path: ['overrides', ...path.map(String), 'value'],
      });
    }
    return read ?? null;
  };
  const overrides = {
    variables: (given.variables ?? []).map((one, i) => [one.name, scalar(one, 'variables', i)] as const),
    entities: (given.entities ?? []).map(({ name, count, fields }, i) => ({
      name,
      count: count ?? undefined,
      fields: (fields ?? []).map((field, j) => ({
        name: field.name,
        settings: field.settings.map((one, k) => ({
          name: one.name,
          value: scalar(one, 'entities', i, 'fields', j, 'settings', k),
        })),
      })),
    })),
  };
  return { overrides, refusals };
}
