import type { Refusal, RefusalKind } from '../refusal.ts';
import { builder } from './builder.ts';
import { ProblemSeverity } from './problem.ts';

/** What every member of an `errors` union has. */
export const UserError = builder.interfaceRef<Refusal>('UserError').implement({
  description: 'An error that the caller can correct, such as an invalid input. Nothing was changed.',
  fields: (t) => ({
    message: t.exposeString('message', {
      description: 'The explanation for people: what was expected, what was received and what to try.',
    }),
    code: t.exposeString('code', { description: 'A stable, upper-case code for programs to branch on.' }),
    path: t.stringList({
      description:
        'The path from `input` to the faulty value, such as `["entities", "0", "name"]`; empty if the error concerns the whole input.',
      resolve: ({ path }) => [...path],
    }),
  }),
});

function error(name: string, description: string) {
  return builder.objectRef<Refusal>(name).implement({ interfaces: [UserError], description });
}

/** The type of each kind of refusal. One that is added to `RefusalKind` needs a line here. */
export const ERROR_TYPES = {
  'not-found': error('NotFoundError', 'An error because a resource does not exist, or the API key cannot access it.'),
  'invalid-input': error(
    'InvalidInputError',
    'An error because a value of the input is missing, out of bounds or malformed.',
  ),
  'name-taken': error('NameTakenError', 'An error because the name is already in use.'),
  outdated: error('OutdatedError', 'An error because the resource has changed since it was read. Read it again.'),
  'model-problem': builder.objectRef<Refusal>('ModelProblemError').implement({
    interfaces: [UserError],
    description:
      'An error in the model, an override or the name of an entity, or because the format cannot represent the model.',
    fields: (t) => ({
      severity: t.field({
        type: ProblemSeverity,
        description: 'The severity of the problem.',
        resolve: ({ problem }) => problem?.severity ?? 'error',
      }),
      hint: t.string({
        nullable: true,
        description: 'A suggestion for a fix; null if the message is sufficient.',
        resolve: ({ problem }) => problem?.hint || null,
      }),
      line: t.int({
        nullable: true,
        description:
          'The line of the model, or of the schema to import, counted from 1; null if the error concerns no position in it.',
        resolve: ({ problem }) => problem?.line,
      }),
      column: t.int({
        nullable: true,
        description:
          'The column of the model, or of the schema to import, counted from 1; null if the error concerns no position in it.',
        resolve: ({ problem }) => problem?.column,
      }),
    }),
  }),
  'tasks-running': error(
    'TasksRunningError',
    'An error because tasks of the resource have not finished. Wait for them or cancel them.',
  ),
  'quota-exceeded': builder.objectRef<Refusal>('QuotaExceededError').implement({
    interfaces: [UserError],
    description:
      'An error because the size exceeds a quota or the free disk space. `TASK_TOO_LARGE` is permanent; `QUOTA_EXCEEDED` and `STORE_FULL` can pass when other tasks end or expire; `DAILY_LIMIT_EXCEEDED` passes at the next day (UTC).',
    fields: (t) => ({
      retryAfter: t.int({
        nullable: true,
        description: 'The number of seconds after which to try again; null if waiting does not help.',
        resolve: ({ retryAfter }) => retryAfter,
      }),
    }),
  }),
  'idempotency-conflict': error(
    'IdempotencyConflictError',
    'An error because the idempotency key was already used with another input.',
  ),
  'target-failed': error(
    'TargetFailedError',
    'An error because the database or the bucket of a connection cannot be reached, or cannot take the data.',
  ),
  'not-allowed': error('NotAllowedError', 'An error because the API key is not allowed to do or grant this.'),
} satisfies Readonly<Record<RefusalKind, unknown>>;
