import type { EntityOverride, TaskOverrides } from '../tasks/index.ts';
import { builder } from './builder.ts';

/** The overrides as GraphQL has them: a count is a number, and an expression has a field of its own. */
interface GivenOverrides extends Pick<TaskOverrides, 'variables'> {
  readonly entities?: readonly GivenEntity[] | null | undefined;
}

interface GivenEntity extends EntityOverride {
  readonly countExpression?: string | null | undefined;
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
      description:
        'The value to set: a text, a number, true, false or null. By default, null. Settings also take lists and maps where the model does, such as `{ "free": 70, "pro": 30 }` for `values`.',
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
      description:
        'The settings to change: options of the generator, or those of `min`, `max`, `step`, `decimals`, `distribution`, `values`, `length`, `per`, `share`, `depth`, `within`, `seed` and `null` (in percent) that the field has.',
    }),
  }),
});

const EntityOverrideInput = builder.inputType('EntityOverrideInput', {
  description: 'The changes to one entity of the model.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the entity.' }),
    count: t.field({ type: 'Count', description: 'The number of rows to generate, in place of `$count`.' }),
    countExpression: t.string({
      description: 'The number of rows as an expression over variables, in place of `count`: `= vars.users * 2`.',
    }),
    fields: t.field({ type: [FieldOverrideInput], description: 'The settings of the fields to change.' }),
  }),
});

/** Values in place of the model's, for one task or preview. */
export const OverridesInput = builder.inputRef<GivenOverrides>('OverridesInput').implement({
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

/** The overrides as the verbs take them. An expression wins over a number. */
export function overridesOf(given: GivenOverrides | null | undefined): TaskOverrides {
  const entities = given?.entities?.map(({ count, countExpression, ...entity }) => ({
    ...entity,
    count: countExpression ?? count,
  }));
  return { variables: given?.variables, entities };
}
