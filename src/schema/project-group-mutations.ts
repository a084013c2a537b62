import { createProjectGroup, deleteProjectGroup, renameProjectGroup } from '../projects/index.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { ProjectGroup } from './refs.ts';

const NAME = '1 to 128 characters, unique in this installation; no blanks at its ends, no control characters.';

mutation('createProjectGroup', {
  description: 'Makes an empty project group. A key that is bound to groups may not: it would not see the new one.',
  input: (t) => ({ name: t.string({ required: true, description: NAME }) }),
  errors: ['invalid-input', 'name-taken', 'not-allowed'],
  run: (input, context) => createProjectGroup(callOf(context), input),
  fields: (t) => ({
    projectGroup: t.field({
      type: ProjectGroup,
      nullable: true,
      description: 'The new group; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('renameProjectGroup', {
  description:
    'Gives a project group another name. Paths and URLs that were made from the old one lead nowhere afterwards.',
  input: (t) => ({
    id: t.id({ required: true, description: 'Id of the group.' }),
    name: t.string({ required: true, description: NAME }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken'],
  run: ({ id, name }, context) => renameProjectGroup(callOf(context), { id: rowId('ProjectGroup', id), name }),
  fields: (t) => ({
    projectGroup: t.field({
      type: ProjectGroup,
      nullable: true,
      description: 'The group as it is now; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('deleteProjectGroup', {
  description: 'Deletes a project group with its projects, providers and finished tasks. There is no way back.',
  input: (t) => ({ id: t.id({ required: true, description: 'Id of the group.' }) }),
  errors: ['not-found', 'tasks-running'],
  run: ({ id }, context) => deleteProjectGroup(callOf(context), { id: rowId('ProjectGroup', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The id that the group had; null where it was refused.',
      resolve: ({ value }) => value && nodeId('ProjectGroup', value.id),
    }),
  }),
});
