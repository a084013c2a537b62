import type { Refusal, RefusalKind } from '../refusal.ts';
import { builder } from './builder.ts';
import { ProblemSeverity } from './problem.ts';

/** What every member of an `errors` union has. */
export const UserError = builder.interfaceRef<Refusal>('UserError').implement({
  description: 'Why something was not done although nothing is broken: a mistake that the caller can mend.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'What was expected, what came, what to try: for people.' }),
    code: t.exposeString('code', { description: 'Stable and upper case: for programs.' }),
    path: t.stringList({
      description:
        'Leads from the input to the value, such as `["entities", "0", "name"]`; empty where it is about the whole.',
      resolve: ({ path }) => [...path],
    }),
  }),
});

function error(name: string, description: string) {
  return builder.objectRef<Refusal>(name).implement({ interfaces: [UserError], description });
}

/** The type of each kind of refusal. One that is added to `RefusalKind` needs a line here. */
export const ERROR_TYPES = {
  'not-found': error('NotFoundError', 'What was asked for does not exist, or the key may not see it.'),
  'invalid-input': error('InvalidInputError', 'A value of the input is missing, too large or malformed.'),
  'name-taken': error('NameTakenError', 'The name is in use.'),
  outdated: error('OutdatedError', 'The thing has changed since it was read: read it again.'),
  'model-problem': builder.objectRef<Refusal>('ModelProblemError').implement({
    interfaces: [UserError],
    description: 'The model is wrong, or an override, or the name of an entity in it, or the format cannot hold it.',
    fields: (t) => ({
      severity: t.field({
        type: ProblemSeverity,
        description: 'How bad it is.',
        resolve: ({ problem }) => problem?.severity ?? 'error',
      }),
      hint: t.string({
        nullable: true,
        description: 'What to try; null where the message says it all.',
        resolve: ({ problem }) => problem?.hint || null,
      }),
      line: t.int({
        nullable: true,
        description: 'Line of the model, from 1; null where it is about no place in it.',
        resolve: ({ problem }) => problem?.line,
      }),
      column: t.int({
        nullable: true,
        description: 'Column of the model, from 1; null where it is about no place in it.',
        resolve: ({ problem }) => problem?.column,
      }),
    }),
  }),
  'tasks-running': error('TasksRunningError', 'Tasks of it are not finished: wait for them or cancel them.'),
  'quota-exceeded': builder.objectRef<Refusal>('QuotaExceededError').implement({
    interfaces: [UserError],
    description:
      'A quota or the disk has no room: `TASK_TOO_LARGE` never has, `QUOTA_EXCEEDED` and `STORE_FULL` may have when other tasks have ended or expired, `DAILY_LIMIT_EXCEEDED` has tomorrow (UTC).',
    fields: (t) => ({
      retryAfter: t.int({
        nullable: true,
        description: 'Seconds after which it is worth trying again; null if waiting changes nothing.',
        resolve: ({ retryAfter }) => retryAfter,
      }),
    }),
  }),
  'idempotency-conflict': error('IdempotencyConflictError', 'The idempotency key came before with another input.'),
  'target-failed': error(
    'TargetFailedError',
    'The database that a connection leads to cannot be reached, or does not take the rows.',
  ),
  'not-allowed': error('NotAllowedError', 'The key itself may not do or give this.'),
} satisfies Readonly<Record<RefusalKind, unknown>>;
