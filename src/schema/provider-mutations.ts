import { createProviders, deleteProvider, updateProvider } from '../projects/index.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { Provider } from './refs.ts';

const NAME = 'Letters, digits and `_`, at most 128; unique in the project group, or among the shared ones.';
const VALUES = 'Texts, numbers, true, false or null. Give these or `columns`.';
const WEIGHTS =
  'How often each value comes, in relation to the others: one number for each value. All are equal without.';
const COLUMNS = 'Columns whose values of one row belong together. Give these or `values`.';

const ProviderColumnInput = builder.inputType('ProviderColumnInput', {
  description: 'One column of a provider.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name, by which models ask for it: `Plan.price`.' }),
    values: t.field({
      type: ['JSON'],
      required: { list: true, items: false },
      description: 'One for each row; texts, numbers, true, false or null.',
    }),
  }),
});

const NewProvider = builder.inputType('NewProvider', {
  description: 'A provider that is to be made.',
  fields: (t) => ({
    name: t.string({ required: true, description: NAME }),
    values: t.field({ type: ['JSON'], required: { list: false, items: false }, description: VALUES }),
    weights: t.floatList({ description: WEIGHTS }),
    columns: t.field({ type: [ProviderColumnInput], description: COLUMNS }),
  }),
});

mutation('createProviders', {
  description: 'Makes providers: all of them, or none. At most 100 at once.',
  input: (t) => ({
    projectGroup: t.id({
      description: 'Id of the group whose models shall see them; left out, they are shared by all groups.',
    }),
    providers: t.field({ type: [NewProvider], required: true, description: 'What is to be made.' }),
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
      description: 'The new providers, in the order of the input; null where they were refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('updateProvider', {
  description:
    'Changes the name of a provider, all of its values, or both. Tasks that were accepted keep the old ones.',
  input: (t) => ({
    id: t.id({ required: true, description: 'Id of the provider.' }),
    name: t.string({ description: `The new name. ${NAME}` }),
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
      description: 'The provider as it is now; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('deleteProvider', {
  description: 'Deletes a provider. Models that draw from it have a problem from then on; accepted tasks do not.',
  input: (t) => ({ id: t.id({ required: true, description: 'Id of the provider.' }) }),
  errors: ['not-found', 'not-allowed'],
  run: ({ id }, context) => deleteProvider(callOf(context), { id: rowId('Provider', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The id that the provider had; null where it was refused.',
      resolve: ({ value }) => value && nodeId('Provider', value.id),
    }),
  }),
});
