import { refused } from '../refusal.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { Format } from './format.ts';
import { rowId } from './global-id.ts';
import { mutation } from './mutation.ts';
import { OverridesInput, readOverrides } from './overrides.ts';
import { Task } from './refs.ts';

const AskedEntityInput = builder.inputType('AskedEntityInput', {
  description: 'An entity that rows are wanted of.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the entity, as the model has it.' }),
    count: t.field({ type: 'Count', description: 'Rows; left out, as many as the model says.' }),
  }),
});

const FormatOptionInput = builder.inputType('FormatOptionInput', {
  description: 'An option of the format. The query `formats` tells which there are.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the option.' }),
    value: t.string({ required: true, description: 'As a text, whatever its type is: `true`, `;`.' }),
  }),
});

/** Where nothing is said. */
const DEFAULT_FORMAT = 'csv';

mutation('startGeneration', {
  description:
    'Starts to generate files. Answers the task at once; watch it by `taskProgress`, or ask again for `task`.',
  scope: 'generate',
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
    format: t.field({ type: Format, defaultValue: DEFAULT_FORMAT, description: 'How the files are written.' }),
    formatOptions: t.field({ type: [FormatOptionInput], description: 'Options of the format.' }),
    seed: t.string({ description: 'In place of the model’s `$seed`: another one gives other values.' }),
    overrides: t.field({ type: OverridesInput, description: 'What is to be other than the model says, this once.' }),
    idempotencyKey: t.string({
      description:
        'Your own name for this request, at most 255 characters. The same key and input within 24 hours answers the same task, so that a request can be sent again after a broken connection.',
    }),
  }),
  errors: ['invalid-input', 'not-found', 'model-problem', 'quota-exceeded', 'idempotency-conflict'],
  paths: { options: ['formatOptions'] },
  run: async (
    { project, entities, includeRelated, format, formatOptions, seed, overrides: given, idempotencyKey },
    context,
  ) => {
    const { overrides, refusals } = readOverrides(given);
    if (refusals.length > 0) return refused(...refusals);
    return await context.tasks.start(callOf(context), {
      project: rowId('Project', project),
      entities: (entities ?? []).map(({ name, count }) => ({ name, count: count ?? undefined })),
      includeRelated: includeRelated ?? false,
      format: format ?? DEFAULT_FORMAT,
      options: (formatOptions ?? []).map(({ name, value }) => [name, value] as const),
      seed: seed ?? undefined,
      overrides,
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

mutation('cancelTask', {
  description:
    'Ends a task that is not finished. It is CANCELED at once where it waits, and CANCELING for a moment where rows are being made. One that was canceled before is answered as it is; one that ended otherwise is refused.',
  scope: 'generate',
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
