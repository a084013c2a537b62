import { createProviders, deleteProvider, updateProvider } from '../projects/index.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { Provider } from './refs.ts';

const NAME =
  'The name of the provider: at most 128 letters, digits and `_`; unique in the project group, or among the shared providers.';
const VALUES =
  'The values of a provider with a single unnamed column: texts, numbers, true, false or null. Either `values` or `columns` is given.';
const WEIGHTS =
  'The relative frequency of each value or row, one number for each. By default, all are equally frequent.';
const COLUMNS =
  'The columns of a provider whose values belong together row by row. Either `columns` or `values` is given.';

const ProviderColumnInput = builder.inputType('ProviderColumnInput', {
  description: 'A column of a new or changed provider.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'The name of the column, which models refer to as in `Plan.price`.',
    }),
    values: t.field({
      type: ['JSON'],
      required: { list: true, items: false },
      description: 'The values of the column, one for each row: texts, numbers, true, false or null.',
    }),
  }),
});

const NewProvider = builder.inputType('NewProvider', {
  description: 'A provider to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: NAME }),
    values: t.field({ type: ['JSON'], required: { list: false, items: false }, description: VALUES }),
    weights: t.floatList({ description: WEIGHTS }),
    columns: t.field({ type: [ProviderColumnInput], description: COLUMNS }),
  }),
});

mutation('createProviders', {
  description: 'Creates providers, all or none, at most 100 at once.',
  subject: 'The providers to create.',
  input: (t) => ({
    projectGroup: t.id({
      description:
        'The ID of the project group to create the providers in. By default, they are shared by all project groups.',
    }),
    providers: t.field({ type: [NewProvider], required: true, description: 'The providers to create.' }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'not-allowed'],
  run: ({ projectGroup, providers }, context) =>
    createProviders(callOf(context), {
      group: typeof projectGroup === 'string' ? rowId('ProjectGroup', projectGroup) : null,
      providers: providers.map(({ name, values = null, weights = null, columns = null }) => ({
        name,
        values,
        weights,
        columns,
      })),
    }),
  fields: (t) => ({
    providers: t.field({
      type: [Provider],
      nullable: true,
      description: 'The new providers, in the order of the input; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('updateProvider', {
  description:
    'Changes the name of a provider, all of its values, or both. Tasks that were already accepted keep the old values.',
  subject: 'The provider to update, and its new name or values.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The ID of the provider to update.' }),
    name: t.string({ description: `${NAME} By default, it stays as it is.` }),
    values: t.field({ type: ['JSON'], required: { list: false, items: false }, description: VALUES }),
    weights: t.floatList({ description: WEIGHTS }),
    columns: t.field({ type: [ProviderColumnInput], description: COLUMNS }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'not-allowed'],
  run: ({ id, name = null, values = null, weights = null, columns = null }, context) =>
    updateProvider(callOf(context), { id: rowId('Provider', id), name, values, weights, columns }),
  fields: (t) => ({
    provider: t.field({
      type: Provider,
      nullable: true,
      description: 'The changed provider; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('deleteProvider', {
  description:
    'Deletes a provider. Models that draw from it can no longer be generated; tasks that were already accepted are not affected.',
  subject: 'The provider to delete.',
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the provider to delete.' }) }),
  errors: ['not-found', 'not-allowed'],
  run: ({ id }, context) => deleteProvider(callOf(context), { id: rowId('Provider', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The ID of the deleted provider; null if the request was refused.',
      resolve: ({ value }) => value && nodeId('Provider', value.id),
    }),
  }),
});
