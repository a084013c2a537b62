import type { Problem as ModelProblem } from '../model/index.ts';
import { builder } from './builder.ts';

export const ProblemSeverity = builder.enumType('ProblemSeverity', {
  description: 'How bad a problem of a model is.',
  values: {
    ERROR: { value: 'error', description: 'Nothing can be generated before it is mended.' },
    WARNING: { value: 'warning', description: 'It can be generated, yet it is doubtful that it was meant so.' },
  } as const,
});

export const Problem = builder.objectRef<ModelProblem>('Problem').implement({
  description: 'Something wrong, or doubtful, with a model.',
  fields: (t) => ({
    severity: t.expose('severity', { type: ProblemSeverity, description: 'How bad it is.' }),
    code: t.exposeString('code', { description: 'Stable and upper case; the manual lists all.' }),
    message: t.exposeString('message', { description: 'What is wrong.' }),
    hint: t.string({
      nullable: true,
      description: 'What to try; null where the message says it all.',
      resolve: ({ hint }) => hint || null,
    }),
    path: t.exposeString('path', {
      description: 'Of the thing in question: `Order.user_id`; empty for the whole document.',
    }),
    line: t.exposeInt('line', { description: 'Line of the document, from 1.' }),
    column: t.exposeInt('column', { description: 'Column of the document, from 1.' }),
  }),
});
