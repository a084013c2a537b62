import { done, refused } from '../refusal.ts';
import { DEFAULT_PORTS } from '../targets/index.ts';
import type { StartTarget } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { callOf } from './context.ts';
import { FormatOptionsInput, readFormatOptions } from './format-options.ts';
import { GenerationDestination, readDestination } from './destination.ts';
import { Format } from './format.ts';
import { rowId } from '../global-id.ts';
import { LoadMode } from './load-mode.ts';
import { mutation } from './mutation.ts';
import { OverridesInput, overridesOf } from './overrides.ts';
import { Task } from './refs.ts';
import { DatabaseKind, SslMode } from './target.ts';

const AskedEntityInput = builder.inputType('AskedEntityInput', {
  description: 'An entity to generate rows of.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the entity in the model.' }),
    count: t.field({
      type: 'Count',
      description: 'The number of rows to generate. By default, the number in the model.',
    }),
  }),
});

const InlineTarget = builder.inputType('InlineTarget', {
  description: 'The address of a database, used for one task and not saved as a connection.',
  fields: (t) => ({
    kind: t.field({
      type: DatabaseKind,
      defaultValue: 'postgres',
      description: 'The kind of the database server.',
    }),
    host: t.string({ required: true, description: 'The name or IP address of the server, as seen from the gateway.' }),
    port: t.int({
      description: 'The port of the server. By default, 5432 for PostgreSQL and 3306 for MySQL.',
    }),
    database: t.string({ required: true, description: 'The name of the database.' }),
    user: t.string({ required: true, description: 'The name of the role to connect as.' }),
    password: t.string({
      required: true,
      description: 'The password of the role. It is stored encrypted with the task and never returned.',
    }),
    sslmode: t.field({
      type: SslMode,
      defaultValue: 'prefer',
      description: 'The encryption of connections to the server, in the terms of libpq.',
    }),
  }),
});

const LoadTarget = builder.inputType('LoadTarget', {
  description: 'The database to load rows into: a saved connection, by its ID or name, or an address.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The ID of a saved connection of the project group.' }),
    name: t.string({ description: 'The name of a saved connection of the project group.' }),
    inline: t.field({
      type: InlineTarget,
      description: 'The address of a database that is not saved as a connection.',
    }),
  }),
});

/** The format of files by default. */
const DEFAULT_FORMAT = 'csv';

mutation('startGeneration', {
  description:
    'Starts a task that generates files, writes them to a bucket, or loads rows into a database, and returns it immediately. Follow it with the subscription `taskProgress`, or poll the query `task`.',
  subject: 'The data to generate.',
  cost: () => 50,
  input: (t) => ({
    project: t.id({ required: true, description: 'The ID of the project from whose model to generate.' }),
    entities: t.field({
      type: [AskedEntityInput],
      description: 'The entities to generate. By default, or if empty, all entities of the model.',
    }),
    includeRelated: t.boolean({
      defaultValue: false,
      description:
        'Whether the entities that `entities` refer to are generated as well. This does not change any value of `entities`.',
    }),
    format: t.field({
      type: Format,
      description: 'The format of the files. By default, CSV. Cannot be combined with `connection`.',
    }),
    formatOptions: t.field({
      type: FormatOptionsInput,
      description: 'The options of the format that files are written in.',
    }),
    connection: t.field({
      type: LoadTarget,
      description:
        'The database to load rows into, instead of writing files. Its tables must exist. All rows are loaded in one transaction, or none. Cannot be combined with `format`.',
    }),
    mode: t.field({
      type: LoadMode,
      defaultValue: 'append',
      description: 'The way to treat the rows that the tables of `connection` already contain.',
    }),
    tableSchema: t.string({
      description:
        'The database schema that contains the tables of `connection`. By default, they are found by the search path of the role.',
    }),
    destination: t.field({
      type: GenerationDestination,
      description:
        'The place to write the files to, instead of keeping them for downloads. Cannot be combined with `connection`.',
    }),
    seed: t.string({
      description:
        'The seed to draw values with; another seed gives other values. By default, the `$seed` of the model.',
    }),
    overrides: t.field({
      type: OverridesInput,
      description: 'The changes to the model that apply to this request only.',
    }),
    webhookUrl: t.string({
      description:
        'The URL of a receiver to notify when the task has ended: https, at most 2,048 characters, without user name, password or fragment. It is stored encrypted and never shown. `rotateWebhookSecret` shows the secret that signs the message.',
    }),
    idempotencyKey: t.string({
      description:
        'The idempotency key: your own name for this request, at most 255 characters. The same key and input within 24 hours return the same task, so a request can safely be sent again after a network failure.',
    }),
  }),
  errors: [
    'invalid-input',
    'not-found',
    'model-problem',
    'quota-exceeded',
    'idempotency-conflict',
    'not-allowed',
    'target-failed',
  ],
  paths: ({ formatOptions }) => ({
    options: ['formatOptions', ...Object.keys(formatOptions ?? {})],
    schema: ['tableSchema'],
  }),
  run: async (
    {
      project,
      entities,
      includeRelated,
      format: named,
      formatOptions,
      destination,
      seed,
      overrides,
      webhookUrl,
      idempotencyKey,
      ...load
    },
    context,
  ) => {
    const { connection, mode, tableSchema } = load;
    const format = named ?? (connection ? undefined : DEFAULT_FORMAT);
    const { options, refusals: unfit } = readFormatOptions(formatOptions, format);
    const placed = destination ? readDestination(destination) : done(undefined);
    if (!placed.ok) return refused(...unfit, ...placed.refusals);
    if (unfit.length > 0) return refused(...unfit);
    return await context.tasks.start(callOf(context), {
      project: rowId('Project', project),
      entities: (entities ?? []).map(({ name, count }) => ({ name, count: count ?? undefined })),
      includeRelated: includeRelated ?? false,
      format,
      target: connection
        ? { connection: readConnection(connection), mode: mode ?? 'append', schema: tableSchema ?? null }
        : undefined,
      destination: placed.value,
      options,
      seed: seed ?? undefined,
      overrides: overridesOf(overrides),
      webhookUrl: webhookUrl ?? undefined,
      idempotencyKey: idempotencyKey ?? undefined,
    });
  },
  fields: (t) => ({
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The accepted task, usually PENDING; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

function readConnection({ id, name, inline }: typeof LoadTarget.$inferInput): StartTarget['connection'] {
  if (typeof id === 'string') return { id: rowId('Target', id) };
  if (typeof name === 'string') return { name };
  if (!inline) throw codedError('INVALID_INPUT', '`connection` must contain an ID, a name or an address');
  const { kind, port, sslmode } = inline;
  return {
    inline: {
      ...inline,
      kind: kind ?? 'postgres',
      port: port ?? DEFAULT_PORTS[kind ?? 'postgres'],
      sslmode: sslmode ?? 'prefer',
    },
  };
}

mutation('retryTask', {
  description:
    'Starts a new task with the model, seed, format and target of a task that ended: one that is FAILED or CANCELED, or COMPLETED with files that expired. The bytes are the same, whatever became of the project since. A saved connection is used as it is now. The quotas are checked anew.',
  subject: 'The task to start again.',
  cost: () => 50,
  input: (t) => ({
    task: t.id({ required: true, description: 'The ID of the task to start again.' }),
    idempotencyKey: t.string({
      description:
        'The idempotency key: your own name for this request, at most 255 characters. The same key and task within 24 hours return the same new task.',
    }),
  }),
  errors: [
    'invalid-input',
    'not-found',
    'outdated',
    'quota-exceeded',
    'idempotency-conflict',
    'not-allowed',
    'target-failed',
  ],
  run: ({ task, idempotencyKey }, context) =>
    context.tasks.retry(callOf(context), {
      task: rowId('Task', task),
      idempotencyKey: idempotencyKey ?? undefined,
    }),
  fields: (t) => ({
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The new task, usually PENDING; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('cancelTask', {
  description:
    'Cancels a task that has not finished. A waiting task is CANCELED immediately; a running one is CANCELING until it has stopped. A task that was already canceled is returned unchanged; one that has completed or failed is refused.',
  subject: 'The task to cancel.',
  input: (t) => ({ task: t.id({ required: true, description: 'The ID of the task to cancel.' }) }),
  errors: ['not-found', 'outdated'],
  run: ({ task }, context) => context.tasks.cancel(callOf(context), { task: rowId('Task', task) }),
  fields: (t) => ({
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The canceled task; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});
