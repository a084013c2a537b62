import { createProjectGroup, deleteProjectGroup, renameProjectGroup } from '../projects/index.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { ProjectGroup } from './refs.ts';

const NAME =
  'The name of the project group: 1 to 128 characters, unique in this installation, without spaces at either end and without control characters.';

mutation('createProjectGroup', {
  description:
    'Creates an empty project group. API keys that are restricted to project groups are refused, because they could not access the new one.',
  subject: 'The project group to create.',
  input: (t) => ({ name: t.string({ required: true, description: NAME }) }),
  errors: ['invalid-input', 'name-taken', 'not-allowed'],
  run: (input, context) => createProjectGroup(callOf(context), input),
  fields: (t) => ({
    projectGroup: t.field({
      type: ProjectGroup,
      nullable: true,
      description: 'The new project group; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('renameProjectGroup', {
  description: 'Renames a project group. Paths and URLs that contain the old name no longer work.',
  subject: 'The project group to rename, and its new name.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The ID of the project group to rename.' }),
    name: t.string({ required: true, description: NAME }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken'],
  run: ({ id, name }, context) => renameProjectGroup(callOf(context), { id: rowId('ProjectGroup', id), name }),
  fields: (t) => ({
    projectGroup: t.field({
      type: ProjectGroup,
      nullable: true,
      description: 'The renamed project group; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('deleteProjectGroup', {
  description: 'Deletes a project group with its projects, providers and finished tasks. This cannot be undone.',
  subject: 'The project group to delete.',
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the project group to delete.' }) }),
  errors: ['not-found', 'tasks-running'],
  run: ({ id }, context) => deleteProjectGroup(callOf(context), { id: rowId('ProjectGroup', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The ID of the deleted project group; null if the request was refused.',
      resolve: ({ value }) => value && nodeId('ProjectGroup', value.id),
    }),
  }),
});
