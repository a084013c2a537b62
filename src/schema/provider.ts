import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import type { Provider as ProviderRow } from '../entities/provider.ts';
import { type Provider as Values, scalarAsJson } from '../model/index.ts';
import { findProvider, listProviders, readProviderValues } from '../projects/index.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { connectionOf } from './connection.ts';
import { callOf, type SchemaContext } from './context.ts';
import { groupFilter, ProvidersFilter } from './filters.ts';
import { rowId } from '../global-id.ts';
import { loadOwner } from './load-thing.ts';
import { pageCost } from './page-window.ts';
import { ProjectGroup, Provider, ProviderConnection } from './refs.ts';

const ProviderColumn = builder.objectRef<Values['columns'][number]>('ProviderColumn').implement({
  description: 'A column of a provider.',
  fields: (t) => ({
    name: t.string({
      nullable: true,
      description: 'The name of the column; null if it is the only column and has no name.',
      resolve: ({ name }) => name || null,
    }),
    values: t.field({
      type: ['JSON'],
      nullable: { list: false, items: true },
      description: 'The values of the column, one for each row.',
      resolve: ({ values }) => values.map(scalarAsJson),
    }),
  }),
});

Provider.implement({
  description: 'A named list of your own values, which models can draw from, as in `$provider: Plan`.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'The name of the provider, unique in its project group, or among the shared providers.',
    }),
    projectGroup: t.field({
      type: ProjectGroup,
      nullable: true,
      description: 'The project group whose models can use the provider; null if it is shared by all project groups.',
      resolve: ({ group }, _args, context) => group && loadOwner(context, ProjectGroupRow, group.id),
    }),
    rows: t.exposeInt('rows', { description: 'The number of values, or of rows of values.' }),
    columns: t.field({
      type: [ProviderColumn],
      description: 'The columns with all their values. Select them only if you need them: there may be many.',
      authScopes: { read: true },
      complexity: { field: 20, multiplier: 1 },
      resolve: async (provider, _args, context) => (await valuesOf(context, provider)).columns,
    }),
    weights: t.floatList({
      nullable: true,
      description: 'The relative frequency of each row; null if all are equally frequent.',
      authScopes: { read: true },
      resolve: async (provider, _args, context) =>
        provider.weighted ? [...((await valuesOf(context, provider)).weights ?? [])] : null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which the provider was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The time at which the provider was last changed.',
    }),
  }),
});

const ProviderPath = builder.inputType('ProviderPath', {
  description: 'The path of a provider: the names that identify it.',
  fields: (t) => ({
    group: t.string({ description: 'The name of the project group. By default, the provider is a shared one.' }),
    name: t.string({ required: true, description: 'The name of the provider.' }),
  }),
});

const ProviderBy = builder.inputType('ProviderBy', {
  description: 'The provider to look up, by its ID or by its path.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The ID of the provider.' }),
    path: t.field({ type: ProviderPath, description: 'The path of the provider.' }),
  }),
});

builder.queryField('provider', (t) =>
  t.field({
    type: Provider,
    nullable: true,
    description: 'The provider with this ID or path; null if it does not exist or the API key cannot access it.',
    args: {
      by: t.arg({
        type: ProviderBy,
        required: true,
        description: 'The provider to look up, by its ID or by its path.',
      }),
    },
    resolve: (_root, { by }, context) =>
      findProvider(
        callOf(context),
        by.id === undefined
          ? { path: { group: by.path.group ?? null, name: by.path.name } }
          : { id: rowId('Provider', by.id) },
      ),
  }),
);

builder.queryField('providers', (t) =>
  t.connection(
    {
      type: Provider,
      description: 'The list of providers that the API key can access, shared ones included.',
      args: {
        filter: t.arg({ type: ProvidersFilter, description: 'Filters the list. By default, all are returned.' }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listProviders(callOf(context), groupFilter(filter)), args, filter),
    },
    ProviderConnection,
  ),
);

async function valuesOf({ em, loaders }: SchemaContext, { id }: ProviderRow): Promise<Values> {
  const values = await loaders.load('provider values', id, (ids) => readProviderValues(em, ids));
  if (values === undefined) throw codedError('NOT_FOUND', 'the resource was deleted while it was being read');
  return values;
}
