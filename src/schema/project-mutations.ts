import type { ImportReport } from '../dialects/index.ts';
import {
  createImportedProject,
  createProject,
  deleteProject,
  renameProject,
  updateImportedModel,
  updateProjectModel,
  type ImportedProject,
  type SavedModel,
} from '../projects/index.ts';
import { done, type Outcome } from '../refusal.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { dialectOf, ImportReportType, ModelFormat, REPORT } from './model-import.ts';
import { mutation } from './mutation.ts';
import { Problem } from './problem.ts';
import { Project } from './refs.ts';

export const NAME =
  'The name of the project: 1 to 128 characters, unique in the project group, without spaces at either end and without control characters.';

/** The report is null where nothing was imported. */
interface Made extends Omit<ImportedProject, 'report'> {
  readonly report: ImportReport | null;
}
interface Saved extends SavedModel {
  readonly report: ImportReport | null;
}

const FORMAT =
  'The language of `model`. By default, `ROWMILL`; text in any other language is converted to a model, and kept as the `source` of the revision.';
const MODEL = 'The model: a YAML document, or a schema in the language that `format` names.';

mutation('createProject', {
  description: 'Creates a project. A model with errors is saved as a draft.',
  subject: 'The project to create.',
  input: (t) => ({
    projectGroup: t.id({ required: true, description: 'The ID of the project group to create the project in.' }),
    name: t.string({ required: true, description: NAME }),
    model: t.string({ description: `${MODEL} By default, a small model to start from.` }),
    format: t.field({ type: ModelFormat, description: FORMAT }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'model-problem'],
  run: async ({ projectGroup, name, model, format }, context): Promise<Outcome<Made>> => {
    const project = { group: rowId('ProjectGroup', projectGroup), name };
    const dialect = dialectOf(format);
    const call = callOf(context);
    if (dialect !== null && model != null) {
      return await createImportedProject(call, { ...project, schema: model, format: dialect }, context.host);
    }
    const made = await createProject(call, { ...project, model: model ?? null }, context.host);
    return made.ok ? done({ project: made.value, report: null }) : made;
  },
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The new project; null if the request was refused. Check its `isDraft` and `problems`.',
      resolve: ({ value }) => value?.project,
    }),
    importReport: t.field({
      type: ImportReportType,
      nullable: true,
      description: REPORT,
      resolve: ({ value }) => value?.report,
    }),
  }),
});

mutation('updateProjectModel', {
  description:
    'Saves a model as the next revision of a project. A model with errors is saved as a draft; an unchanged model does not create a revision.',
  subject: 'The project to update, and its new model.',
  input: (t) => ({
    project: t.id({ required: true, description: 'The ID of the project to update.' }),
    model: t.string({ required: true, description: MODEL }),
    format: t.field({ type: ModelFormat, description: FORMAT }),
    revision: t.int({
      description:
        'The number of the revision that the change is based on. If it is no longer the current one, nothing is saved. By default, this is not checked.',
    }),
  }),
  errors: ['invalid-input', 'not-found', 'outdated', 'model-problem'],
  run: async ({ project, model, format, revision }, context): Promise<Outcome<Saved>> => {
    const input = { project: rowId('Project', project), revision: revision ?? null };
    const dialect = dialectOf(format);
    const call = callOf(context);
    if (dialect !== null) {
      return await updateImportedModel(call, { ...input, schema: model, format: dialect }, context.host);
    }
    const saved = await updateProjectModel(call, { ...input, model }, context.host);
    return saved.ok ? done({ ...saved.value, report: null }) : saved;
  },
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project with its new model; null if the request was refused.',
      resolve: ({ value }) => value?.project,
    }),
    problems: t.field({
      type: [Problem],
      description: 'The problems of the model, warnings included.',
      resolve: ({ value }) => value?.problems ?? [],
    }),
    importReport: t.field({
      type: ImportReportType,
      nullable: true,
      description: REPORT,
      resolve: ({ value }) => value?.report,
    }),
  }),
});

mutation('renameProject', {
  description: 'Renames a project. Paths that contain the old name no longer work.',
  subject: 'The project to rename, and its new name.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The ID of the project to rename.' }),
    name: t.string({ required: true, description: NAME }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken'],
  run: ({ id, name }, context) => renameProject(callOf(context), { id: rowId('Project', id), name }),
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The renamed project; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('deleteProject', {
  description: 'Deletes a project with its revisions and finished tasks. This cannot be undone.',
  subject: 'The project to delete.',
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the project to delete.' }) }),
  errors: ['not-found', 'tasks-running'],
  run: ({ id }, context) => deleteProject(callOf(context), { id: rowId('Project', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The ID of the deleted project; null if the request was refused.',
      resolve: ({ value }) => value && nodeId('Project', value.id),
    }),
  }),
});
