import { Project as ProjectRow } from '../entities/project.ts';
import { loadOwner } from './load-thing.ts';
import { diffModels, MAX_CHANGES } from '../projects/index.ts';
import { ModelSource } from './model-import.ts';
import { Problem } from './problem.ts';
import { Project, ProjectRevision } from './refs.ts';
import { revisionBy, revisionSource, revisionText } from './revision-loaders.ts';

/** Points: the models may be large. A page of the default size is possible. */
const DIFF_COST = 400;

ProjectRevision.implement({
  description: 'A saved version of the model of a project. It never changes.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'The number of the revision, counted from 1 without gaps.' }),
    project: t.field({
      type: Project,
      description: 'The project whose model this is.',
      resolve: ({ project }, _args, context) => loadOwner(context, ProjectRow, project.id),
    }),
    model: t.string({
      description: 'The model: a YAML document.',
      resolve: async (revision, _args, context) => (await revisionText(context, revision)).text,
    }),
    source: t.field({
      type: ModelSource,
      nullable: true,
      description: 'The schema that the model was made from; null if the model was written as it is.',
      resolve: async (revision, _args, context) => await revisionSource(context, revision),
    }),
    isDraft: t.exposeBoolean('draft', {
      description: 'Whether the model is a draft: it has errors, so nothing can be generated from it.',
    }),
    problems: t.field({
      type: [Problem],
      description: 'The problems of the model when it was saved, warnings included.',
      resolve: async (revision, _args, context) => (await revisionText(context, revision)).problems,
    }),
    diff: t.string({
      nullable: true,
      description: `The changes from another revision to this one, as a unified diff. Null if there is no such revision to compare with, or if more than ${MAX_CHANGES} lines were added and removed.`,
      args: {
        against: t.arg.int({
          description: 'The number of the revision to compare with. By default, the previous one.',
        }),
      },
      complexity: DIFF_COST,
      resolve: async (revision, { against }, context) => {
        const number = against ?? revision.number - 1;
        const other = await revisionBy(context, { project: revision.project.id, number });
        if (other === undefined) return null;
        const [before, after] = await Promise.all([other, revision].map((one) => revisionText(context, one)));
        return await diffModels({ number, text: before.text }, { number: revision.number, text: after.text });
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which the revision was saved.' }),
  }),
});
