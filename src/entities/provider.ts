import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Provider as ProviderValues } from '../model/index.ts';
import { ProjectGroup } from './project-group.ts';

/** A named list of values that models of its group can use; of every group where it has none. */
export const Provider = defineEntity({
  name: 'Provider',
  tableName: 'provider',
  properties: {
    id: p.uuid().primary(),
    group: () => p.manyToOne(ProjectGroup).nullable().deleteRule('cascade'),
    name: p.string().columnType('text'),
    /** Names of the columns; [''] where there is just one. */
    columns: p.array().columnType('text[]'),
    rows: p.integer(),
    weighted: p.boolean(),
    /** The values as the model language takes them. */
    values: p.json<ProviderValues>().lazy(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
  uniques: [
    {
      name: 'provider_group_id_name_unique',
      // Those without a group are one namespace as well.
      expression: 'create unique index provider_group_id_name_unique on provider (group_id, name) nulls not distinct',
    },
  ],
});

export type Provider = InferEntity<typeof Provider>;
