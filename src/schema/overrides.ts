import { jsonScalar, type ModelScalar } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';
import type { TaskOverrides } from '../tasks/index.ts';
import { builder } from './builder.ts';

/** A name and what it shall be. A value that is left out is null. */
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
  description: 'A name and the value it shall have.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What is set, without `$`.' }),
    value: t.field({ type: 'JSON', description: 'A text, a number, true, false or null.' }),
  }),
});

const FieldOverrideInput = builder.inputType('FieldOverrideInput', {
  description: 'Other settings for the generator of one field.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Path within the entity: `address.city`; the items of a list are `tags[]`.',
    }),
    settings: t.field({
      type: [SettingInput],
      required: true,
      description: 'Options of the generator, or `min`, `max`, `step`, `decimals`, `null`.',
    }),
  }),
});

const EntityOverrideInput = builder.inputType('EntityOverrideInput', {
  description: 'What is to be other than the model says for one entity.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the entity.' }),
    count: t.field({ type: 'Count', description: 'Rows, in place of `$count`.' }),
    fields: t.field({ type: [FieldOverrideInput], description: 'Settings of its fields.' }),
  }),
});

/** Values in place of the model's, for one task or preview. */
export const OverridesInput = builder.inputRef<Overrides>('OverridesInput').implement({
  description: 'What is to be other than the model says, this once. Generators stay, their settings change.',
  fields: (t) => ({
    variables: t.field({
      type: [SettingInput],
      description: 'Values of variables that the model declares in `$variables`.',
    }),
    entities: t.field({ type: [EntityOverrideInput], description: 'Row counts and settings, by entity.' }),
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
        message: 'a value is a text, a number, true, false or null',
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
