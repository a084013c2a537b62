import type { Problem as ModelProblem } from '../model/index.ts';
import { builder } from './builder.ts';

export const ProblemSeverity = builder.enumType('ProblemSeverity', {
  description: 'The severity of a problem in a model.',
  values: {
    ERROR: { value: 'error', description: 'Blocks generation until the problem is fixed.' },
    WARNING: {
      value: 'warning',
      description: 'Does not block generation, but points at something that was probably not intended.',
    },
  } as const,
});

export const Problem = builder.objectRef<ModelProblem>('Problem').implement({
  description: 'A problem in a model: an error or a warning.',
  fields: (t) => ({
    severity: t.expose('severity', { type: ProblemSeverity, description: 'The severity of the problem.' }),
    code: t.exposeString('code', {
      description: 'A stable, upper-case code for programs to branch on. The documentation lists all codes.',
    }),
    message: t.exposeString('message', { description: 'The explanation of the problem, for people.' }),
    hint: t.string({
      nullable: true,
      description: 'A suggestion for a fix; null if the message is sufficient.',
      resolve: ({ hint }) => hint || null,
    }),
    path: t.exposeString('path', {
      description:
        'The path of the faulty part of the model, such as `Order.user_id`; empty if the problem concerns the whole document.',
    }),
    line: t.exposeInt('line', { description: 'The line of the document, counted from 1.' }),
    column: t.exposeInt('column', { description: 'The column of the document, counted from 1.' }),
  }),
});
