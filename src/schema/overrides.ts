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
  description: 'A name and the value it shall have.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of a variable or setting, without `$`.' }),
    value: t.field({
      type: 'JSON',
      description:
        'The value: a text, a number, true, false or null. Settings also take lists and maps where the model does, such as `{ "free": 70, "pro": 30 }` for `values`.',
    }),
  }),
});

const FieldOverrideInput = builder.inputType('FieldOverrideInput', {
  description: 'Other settings for one field.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Path within the entity: `address.city`; the items of a list are `tags[]`.',
    }),
    settings: t.field({
      type: [SettingInput],
      required: true,
      description:
        'Options of the generator, or what the field has of `min`, `max`, `step`, `decimals`, `distribution`, `values`, `length`, `per`, `share`, `depth`, `within`, `seed` and `null` (in percent).',
    }),
  }),
});

const EntityOverrideInput = builder.inputType('EntityOverrideInput', {
  description: 'What is to be other than the model says for one entity.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the entity.' }),
    count: t.field({ type: 'Count', description: 'Rows, in place of `$count`.' }),
    countExpression: t.string({
      description: 'Rows as an expression over variables, in place of `count`: `= vars.users * 2`.',
    }),
    fields: t.field({ type: [FieldOverrideInput], description: 'Settings of its fields.' }),
  }),
});

/** Values in place of the model's, for one task or preview. */
export const OverridesInput = builder.inputRef<GivenOverrides>('OverridesInput').implement({
  description: 'What is to be other than the model says, this once. Generators stay, their settings change.',
  fields: (t) => ({
    variables: t.field({
      type: [SettingInput],
      description: 'Values of variables that the model declares in `$variables`.',
    }),
    entities: t.field({ type: [EntityOverrideInput], description: 'Row counts and settings, by entity.' }),
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
