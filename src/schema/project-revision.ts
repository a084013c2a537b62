import { Project as ProjectRow } from '../entities/project.ts';
import { loadOwner } from './load-thing.ts';
import { Problem } from './problem.ts';
import { Project, ProjectRevision } from './refs.ts';
import { revisionText } from './revision-loaders.ts';

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
    isDraft: t.exposeBoolean('draft', {
      description: 'Whether the model is a draft: it has errors, so nothing can be generated from it.',
    }),
    problems: t.field({
      type: [Problem],
      description: 'The problems of the model when it was saved, warnings included.',
      resolve: async (revision, _args, context) => (await revisionText(context, revision)).problems,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which the revision was saved.' }),
  }),
});
