import { previewRow, type TaskPreview } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { rowId } from '../global-id.ts';
import { ModelColumn } from './model-report.ts';
import { question } from './mutation.ts';
import { OverridesInput, overridesOf } from './overrides.ts';
import { Problem } from './problem.ts';

/** The number of rows by default. */
const DEFAULT_ROWS = 10;
/** Rows that cost one point. */
const ROWS_A_POINT = 10;

const Preview = builder.objectRef<TaskPreview>('Preview').implement({
  description: 'A sample of the rows of an entity, equal to the rows that a task would generate.',
  fields: (t) => ({
    columns: t.field({
      type: [ModelColumn],
      description: 'The columns of the rows, in order.',
      resolve: ({ columns }) => columns,
    }),
    rows: t.field({
      type: ['JSON'],
      description:
        'The rows as objects; empty past the last row. A whole number beyond 2^53 is returned as a text, so that no digit is lost.',
      resolve: ({ rows }) => rows.map(previewRow),
    }),
    rowsTotal: t.expose('rowsTotal', {
      type: 'Count',
      description: 'The number of rows that the entity has in total.',
    }),
    seed: t.exposeString('seed', { description: 'The seed that the values were drawn with.' }),
    problems: t.field({
      type: [Problem],
      description: 'The warnings about the model.',
      resolve: ({ problems }) => problems,
    }),
  }),
});

const ModelTextInput = builder.inputType('ModelTextInput', {
  description: 'A model that is sent with the request and not saved.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'The model: a YAML document.' }),
    projectGroup: t.id({
      description:
        'The ID of the project group whose providers the model can use. By default, it can use shared providers only.',
    }),
    project: t.id({
      description:
        'The ID of the project whose table files the model can use, and the providers of its group, in place of `projectGroup`.',
    }),
  }),
});

const PreviewSource = builder.inputType('PreviewSource', {
  description: 'The model to generate rows from.',
  isOneOf: true,
  fields: (t) => ({
    project: t.id({ description: 'The ID of the project whose model is used.' }),
    model: t.field({ type: ModelTextInput, description: 'The text of the model to use.' }),
  }),
});

question('preview', {
  description: 'Generates rows of an entity immediately, without a task. Row 10^12 costs as much as row 0.',
  subject: 'The rows to generate.',
  input: (t) => ({
    source: t.field({ type: PreviewSource, required: true, description: 'The model to generate rows from.' }),
    entity: t.string({ required: true, description: 'The name of the entity to generate rows of.' }),
    offset: t.field({
      type: 'Count',
      defaultValue: 0,
      description: 'The number of the first row. Rows are counted from 0.',
    }),
    limit: t.int({ defaultValue: DEFAULT_ROWS, description: 'The number of rows to generate: 1 to 1,000.' }),
    seed: t.string({ description: 'The seed to draw values with. By default, the `$seed` of the model.' }),
    overrides: t.field({
      type: OverridesInput,
      description: 'The changes to the model that apply to this request only.',
    }),
  }),
  errors: ['invalid-input', 'not-found', 'model-problem'],
  paths: () => ({
    project: ['source', 'project'],
    model: ['source', 'model', 'text'],
    group: ['source', 'model', 'projectGroup'],
    owner: ['source', 'model', 'project'],
  }),
  run: async ({ source, entity, offset, limit, seed, overrides }, context) => {
    const { project, model } = source;
    const group = typeof model?.projectGroup === 'string' ? rowId('ProjectGroup', model.projectGroup) : null;
    const owner = typeof model?.project === 'string' ? rowId('Project', model.project) : null;
    return await context.tasks.preview(callOf(context), {
      ...(project === undefined ? { model: model.text, group, owner } : { project: rowId('Project', project) }),
      entity,
      offset: offset ?? 0,
      limit: limit ?? DEFAULT_ROWS,
      seed: seed ?? undefined,
      overrides: overridesOf(overrides),
    });
  },
  cost: ({ limit }) => 10 + Math.ceil(Math.min(Math.max(limit ?? DEFAULT_ROWS, 0), 1000) / ROWS_A_POINT),
  fields: (t) => ({
    preview: t.field({
      type: Preview,
      nullable: true,
      description: 'The generated rows; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});
