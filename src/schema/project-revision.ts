import { Project as ProjectRow } from '../entities/project.ts';
import { loadOwner } from './load-thing.ts';
import { Problem } from './problem.ts';
import { Project, ProjectRevision } from './refs.ts';
import { revisionText } from './revision-loaders.ts';

ProjectRevision.implement({
  description: 'A project’s model as it was saved once; it never changes.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'From 1, without gaps.' }),
    project: t.field({
      type: Project,
      description: 'Whose model it is.',
      resolve: ({ project }, _args, context) => loadOwner(context, ProjectRow, project.id),
    }),
    model: t.string({
      description: 'The model: a YAML document.',
      resolve: async (revision, _args, context) => (await revisionText(context, revision)).text,
    }),
    isDraft: t.exposeBoolean('draft', {
      description: 'Whether the model has errors, so that nothing can be generated.',
    }),
    problems: t.field({
      type: [Problem],
      description: 'What was wrong with the model when it was saved, warnings too.',
      resolve: async (revision, _args, context) => (await revisionText(context, revision)).problems,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was saved.' }),
  }),
});
