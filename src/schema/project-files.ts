import { rowId } from '../global-id.ts';
import { cloneProject, exportProject, importProject, revertProject } from '../projects/index.ts';
import { callOf } from './context.ts';
import { mutation, question } from './mutation.ts';
import { Problem } from './problem.ts';
import { NAME } from './project-mutations.ts';
import { Project } from './refs.ts';

question('exportProject', {
  description:
    'Returns a project as one file: the current model, with every stored provider that it uses written into its `$providers`, and the rows of every table file in place of its name. The file is a model itself, which the command line takes. A draft is exported as it is.',
  subject: 'The project to export.',
  input: (t) => ({ project: t.id({ required: true, description: 'The ID of the project to export.' }) }),
  errors: ['not-found', 'model-problem'],
  run: ({ project }, context) => exportProject(callOf(context), { project: rowId('Project', project) }, context.host),
  fields: (t) => ({
    file: t.string({
      nullable: true,
      description: 'The text of the file, a YAML document; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('importProject', {
  description:
    'Creates a project from a file that `exportProject` returned, or from any model. A model with errors is kept as a draft. To change a project that exists, use `updateProjectModel`.',
  subject: 'The project to import.',
  input: (t) => ({
    projectGroup: t.id({ required: true, description: 'The ID of the project group that the project will belong to.' }),
    file: t.string({ required: true, description: 'The text of the file, at most 1 MiB.' }),
    name: t.string({ description: `${NAME} By default, the name in the first line of the file.` }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'model-problem'],
  run: ({ projectGroup, file, name }, context) => {
    const input = { group: rowId('ProjectGroup', projectGroup), file, name: name ?? null };
    return importProject(callOf(context), input, context.host);
  },
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The new project; null if the request was refused. See its `isDraft` and `problems`.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('cloneProject', {
  description:
    'Creates a project with the current model and the table files of another one. In another project group, stored providers that the model uses and that the group does not have with the same values are written into the model.',
  subject: 'The project to clone.',
  input: (t) => ({
    project: t.id({ required: true, description: 'The ID of the project to copy.' }),
    projectGroup: t.id({
      description: 'The ID of the project group that the copy will belong to. By default, that of the project.',
    }),
    name: t.string({ required: true, description: NAME }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'model-problem', 'quota-exceeded'],
  run: ({ project, projectGroup, name }, context) => {
    const group = typeof projectGroup === 'string' ? rowId('ProjectGroup', projectGroup) : null;
    return cloneProject(callOf(context), { project: rowId('Project', project), group, name }, context.host);
  },
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The copy; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('revertProject', {
  description:
    'Saves the model of an earlier revision as the next revision. No revision is lost; if the current model is the same, none is added.',
  subject: 'The project to revert.',
  input: (t) => ({
    project: t.id({ required: true, description: 'The ID of the project.' }),
    to: t.int({ required: true, description: 'The number of the revision to go back to.' }),
    revision: t.int({
      description:
        'The number of the revision that was seen last. If it is no longer the current one, nothing is saved.',
    }),
    currentData: t.boolean({
      defaultValue: false,
      description:
        'Whether to go back although table files, or the rows of static tables, were replaced since that revision was saved: its model then reads them as they are now. By default, this is refused with DATA_CHANGED.',
    }),
  }),
  errors: ['invalid-input', 'not-found', 'outdated', 'model-problem'],
  run: ({ project, to, revision, currentData }, context) => {
    const input = {
      project: rowId('Project', project),
      to,
      revision: revision ?? null,
      currentData: currentData ?? false,
    };
    return revertProject(callOf(context), input, context.host);
  },
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project with its new revision; null if the request was refused.',
      resolve: ({ value }) => value?.project,
    }),
    problems: t.field({
      type: [Problem],
      description: 'The problems of the model, warnings included.',
      resolve: ({ value }) => value?.problems ?? [],
    }),
  }),
});
