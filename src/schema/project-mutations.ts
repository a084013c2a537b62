import { createProject, deleteProject, renameProject, updateProjectModel } from '../projects/index.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { Problem } from './problem.ts';
import { Project } from './refs.ts';

const NAME = '1 to 128 characters, unique in the project group; no blanks at its ends, no control characters.';

mutation('createProject', {
  description: 'Makes a project. A model with errors is kept as a draft.',
  input: (t) => ({
    projectGroup: t.id({ required: true, description: 'Id of the group that it is to belong to.' }),
    name: t.string({ required: true, description: NAME }),
    model: t.string({ description: 'The model, a YAML document; a small one to start from where it is left out.' }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'model-problem'],
  run: ({ projectGroup, name, model }, context) =>
    createProject(
      callOf(context),
      { group: rowId('ProjectGroup', projectGroup), name, model: model ?? null },
      context.host,
    ),
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The new project; null where it was refused. Look at its `isDraft` and `problems`.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('updateProjectModel', {
  description:
    'Saves a model as the next revision. One with errors is kept as a draft; an unchanged one makes no revision.',
  input: (t) => ({
    project: t.id({ required: true, description: 'Id of the project.' }),
    model: t.string({ required: true, description: 'The model, a YAML document.' }),
    revision: t.int({
      description:
        'Number of the revision that was changed. Where it is not the current one any more, nothing is saved.',
    }),
  }),
  errors: ['invalid-input', 'not-found', 'outdated', 'model-problem'],
  run: ({ project, model, revision }, context) => {
    const input = { project: rowId('Project', project), model, revision: revision ?? null };
    return updateProjectModel(callOf(context), input, context.host);
  },
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project with its new model; null where it was refused.',
      resolve: ({ value }) => value?.project,
    }),
    problems: t.field({
      type: [Problem],
      description: 'What is wrong with the model, warnings too.',
      resolve: ({ value }) => value?.problems ?? [],
    }),
  }),
});

mutation('renameProject', {
  description: 'Gives a project another name. Paths that were made from the old one lead nowhere afterwards.',
  input: (t) => ({
    id: t.id({ required: true, description: 'Id of the project.' }),
    name: t.string({ required: true, description: NAME }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken'],
  run: ({ id, name }, context) => renameProject(callOf(context), { id: rowId('Project', id), name }),
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project as it is now; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('deleteProject', {
  description: 'Deletes a project with its revisions and finished tasks. There is no way back.',
  input: (t) => ({ id: t.id({ required: true, description: 'Id of the project.' }) }),
  errors: ['not-found', 'tasks-running'],
  run: ({ id }, context) => deleteProject(callOf(context), { id: rowId('Project', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The id that the project had; null where it was refused.',
      resolve: ({ value }) => value && nodeId('Project', value.id),
    }),
  }),
});
