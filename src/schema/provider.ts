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
  description: 'One column of a provider.',
  fields: (t) => ({
    name: t.string({
      nullable: true,
      description: 'Its name; null where it is the only one and has none.',
      resolve: ({ name }) => name || null,
    }),
    values: t.field({
      type: ['JSON'],
      nullable: { list: false, items: true },
      description: 'One for each row.',
      resolve: ({ values }) => values.map(scalarAsJson),
    }),
  }),
});

Provider.implement({
  description: 'A named list of values of your own, which models can draw from: `$provider: Plan`.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in its project group, or among the shared ones.' }),
    projectGroup: t.field({
      type: ProjectGroup,
      nullable: true,
      description: 'The group whose models see it; null where it is shared by all groups.',
      resolve: ({ group }, _args, context) => group && loadOwner(context, ProjectGroupRow, group.id),
    }),
    rows: t.exposeInt('rows', { description: 'How many values, or rows of values, it has.' }),
    columns: t.field({
      type: [ProviderColumn],
      description: 'Its values. All of them: ask for them when you need them.',
      authScopes: { read: true },
      complexity: { field: 20, multiplier: 1 },
      resolve: async (provider, _args, context) => (await valuesOf(context, provider)).columns,
    }),
    weights: t.floatList({
      nullable: true,
      description: 'How often each row comes, in relation to the others; null where all are equal.',
      authScopes: { read: true },
      resolve: async (provider, _args, context) =>
        provider.weighted ? [...((await valuesOf(context, provider)).weights ?? [])] : null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was changed last.' }),
  }),
});

const ProviderPath = builder.inputType('ProviderPath', {
  description: 'The names that lead to a provider.',
  fields: (t) => ({
    group: t.string({ description: 'Name of its project group; left out for a shared one.' }),
    name: t.string({ required: true, description: 'Its own name.' }),
  }),
});

const ProviderBy = builder.inputType('ProviderBy', {
  description: 'Names one provider.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    path: t.field({ type: ProviderPath, description: 'The names that lead to it.' }),
  }),
});

builder.queryField('provider', (t) =>
  t.field({
    type: Provider,
    nullable: true,
    description: 'One provider; null where there is none that the key may see.',
    args: { by: t.arg({ type: ProviderBy, required: true, description: 'Which one.' }) },
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
      description: 'The providers that the key may see, shared ones too.',
      args: {
        filter: t.arg({ type: ProvidersFilter, description: 'Which of them are wanted; all where it is left out.' }),
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
  if (values === undefined) throw codedError('NOT_FOUND', 'it was deleted while it was being read');
  return values;
}
