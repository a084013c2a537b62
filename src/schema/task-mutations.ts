import { refused } from '../refusal.ts';
import { DEFAULT_PORT } from '../targets/index.ts';
import type { StartTarget } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { callOf } from './context.ts';
import { FormatOptionsInput, readFormatOptions } from './format-options.ts';
import { Format } from './format.ts';
import { rowId } from '../global-id.ts';
import { LoadMode } from './load-mode.ts';
import { mutation } from './mutation.ts';
import { OverridesInput, overridesOf } from './overrides.ts';
import { Task } from './refs.ts';
import { SslMode } from './target.ts';

const AskedEntityInput = builder.inputType('AskedEntityInput', {
  description: 'An entity that rows are wanted of.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the entity, as the model has it.' }),
    count: t.field({ type: 'Count', description: 'Rows; left out, as many as the model says.' }),
  }),
});

const InlineTarget = builder.inputType('InlineTarget', {
  description: 'The address of a PostgreSQL database, for one task.',
  fields: (t) => ({
    host: t.string({ required: true, description: 'Name or IP address of the server, as the gateway reaches it.' }),
    port: t.int({ defaultValue: DEFAULT_PORT, description: 'Port of the server.' }),
    database: t.string({ required: true, description: 'Name of the database.' }),
    user: t.string({ required: true, description: 'Name of the role.' }),
    password: t.string({ required: true, description: 'Of the role. It is kept encrypted with the task.' }),
    sslmode: t.field({ type: SslMode, defaultValue: 'prefer', description: 'How it is encrypted.' }),
  }),
});

const LoadTarget = builder.inputType('LoadTarget', {
  description: 'Which database rows are loaded into.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Id of a saved connection of the project group.' }),
    name: t.string({ description: 'Name of a saved connection of the project group.' }),
    inline: t.field({ type: InlineTarget, description: 'An address that is not saved.' }),
  }),
});

/** Where nothing is said. */
const DEFAULT_FORMAT = 'csv';

mutation('startGeneration', {
  description:
    'Starts to generate files, or to load rows into a database. Answers the task at once; watch it by `taskProgress`, or ask again for `task`.',
  cost: () => 50,
  input: (t) => ({
    project: t.id({ required: true, description: 'Id of the project whose model is generated.' }),
    entities: t.field({
      type: [AskedEntityInput],
      description: 'What is wanted; left out or empty: all of the model.',
    }),
    includeRelated: t.boolean({
      defaultValue: false,
      description: 'Whether what those entities refer to is generated as well. It changes no value of theirs.',
    }),
    format: t.field({
      type: Format,
      description: 'How the files are written; CSV where neither this nor `connection` is given. Not both.',
    }),
    formatOptions: t.field({ type: FormatOptionsInput, description: 'How exactly the files are written.' }),
    connection: t.field({
      type: LoadTarget,
      description:
        'The database whose tables, which must be there, get the rows: all of them in one transaction, or none. Not together with `format`.',
    }),
    mode: t.field({
      type: LoadMode,
      defaultValue: 'append',
      description: 'Of a load: what becomes of the rows that are there.',
    }),
    tableSchema: t.string({
      description: 'Of a load: the schema of the tables; left out, the search path of the role leads to them.',
    }),
    seed: t.string({ description: 'In place of the model’s `$seed`: another one gives other values.' }),
    overrides: t.field({ type: OverridesInput, description: 'What is to be other than the model says, this once.' }),
    idempotencyKey: t.string({
      description:
        'Your own name for this request, at most 255 characters. The same key and input within 24 hours answers the same task, so that a request can be sent again after a broken connection.',
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
    { project, entities, includeRelated, format: named, formatOptions, seed, overrides, idempotencyKey, ...load },
    context,
  ) => {
    const { connection, mode, tableSchema } = load;
    const format = named ?? (connection ? undefined : DEFAULT_FORMAT);
    const { options, refusals: unfit } = readFormatOptions(formatOptions, format);
    if (unfit.length > 0) return refused(...unfit);
    return await context.tasks.start(callOf(context), {
      project: rowId('Project', project),
      entities: (entities ?? []).map(({ name, count }) => ({ name, count: count ?? undefined })),
      includeRelated: includeRelated ?? false,
      format,
      target: connection
        ? { connection: readConnection(connection), mode: mode ?? 'append', schema: tableSchema ?? null }
        : undefined,
      options,
      seed: seed ?? undefined,
      overrides: overridesOf(overrides),
      idempotencyKey: idempotencyKey ?? undefined,
    });
  },
  fields: (t) => ({
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The accepted task, PENDING as a rule; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

function readConnection({ id, name, inline }: typeof LoadTarget.$inferInput): StartTarget['connection'] {
  if (typeof id === 'string') return { id: rowId('Target', id) };
  if (typeof name === 'string') return { name };
  if (!inline) throw codedError('INVALID_INPUT', 'a connection is named by its id, its name or an address');
  return { inline: { ...inline, port: inline.port ?? DEFAULT_PORT, sslmode: inline.sslmode ?? 'prefer' } };
}

mutation('cancelTask', {
  description:
    'Ends a task that is not finished. It is CANCELED at once where it waits, and CANCELING for a moment where rows are being made. One that was canceled before is answered as it is; one that ended otherwise is refused.',
  input: (t) => ({ task: t.id({ required: true, description: 'Id of the task.' }) }),
  errors: ['not-found', 'outdated'],
  run: ({ task }, context) => context.tasks.cancel(callOf(context), { task: rowId('Task', task) }),
  fields: (t) => ({
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The task as it is now; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});
