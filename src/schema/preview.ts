import type { TaskPreview } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { rowId } from '../global-id.ts';
import { ModelColumn } from './model-report.ts';
import { question } from './mutation.ts';
import { OverridesInput, overridesOf } from './overrides.ts';
import { previewRow } from './preview-row.ts';
import { Problem } from './problem.ts';

/** Rows where no limit is said. */
const DEFAULT_ROWS = 10;
/** Rows that cost one point. */
const ROWS_A_POINT = 10;

const Preview = builder.objectRef<TaskPreview>('Preview').implement({
  description: 'Rows of an entity, as a task would make them.',
  fields: (t) => ({
    columns: t.field({ type: [ModelColumn], description: 'Of the rows, in order.', resolve: ({ columns }) => columns }),
    rows: t.field({
      type: ['JSON'],
      description:
        'The rows as objects; none past the end. A whole number beyond 2^53 is a text, so that no digit is lost.',
      resolve: ({ rows }) => rows.map(previewRow),
    }),
    rowsTotal: t.expose('rowsTotal', { type: 'Count', description: 'Rows that the entity has in all.' }),
    seed: t.exposeString('seed', { description: 'What the values were drawn with.' }),
    problems: t.field({
      type: [Problem],
      description: 'Warnings about the model.',
      resolve: ({ problems }) => problems,
    }),
  }),
});

const ModelTextInput = builder.inputType('ModelTextInput', {
  description: 'A model that is kept nowhere.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'The model, a YAML document.' }),
    projectGroup: t.id({ description: 'Id of the group whose providers it may use; left out, shared ones only.' }),
  }),
});

const PreviewSource = builder.inputType('PreviewSource', {
  description: 'Which model is shown.',
  isOneOf: true,
  fields: (t) => ({
    project: t.id({ description: 'That of the project with this id.' }),
    model: t.field({ type: ModelTextInput, description: 'This one.' }),
  }),
});

question('preview', {
  description: 'Rows of an entity at once, without a task: row 0 or row 10^12 at the same cost.',
  input: (t) => ({
    source: t.field({ type: PreviewSource, required: true, description: 'Which model is shown.' }),
    entity: t.string({ required: true, description: 'Whose rows are wanted.' }),
    offset: t.field({ type: 'Count', defaultValue: 0, description: 'Number of the first row, from 0.' }),
    limit: t.int({ defaultValue: DEFAULT_ROWS, description: 'How many rows: 1 to 1,000.' }),
    seed: t.string({ description: 'In place of the model’s `$seed`.' }),
    overrides: t.field({ type: OverridesInput, description: 'What is to be other than the model says.' }),
  }),
  errors: ['invalid-input', 'not-found', 'model-problem'],
  paths: () => ({
    project: ['source', 'project'],
    model: ['source', 'model', 'text'],
    group: ['source', 'model', 'projectGroup'],
  }),
  run: async ({ source, entity, offset, limit, seed, overrides }, context) => {
    const { project, model } = source;
    const group = typeof model?.projectGroup === 'string' ? rowId('ProjectGroup', model.projectGroup) : null;
    return await context.tasks.preview(callOf(context), {
      ...(project === undefined ? { model: model.text, group } : { project: rowId('Project', project) }),
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
      description: 'The rows; null where they were refused.',
      resolve: ({ value }) => value,
    }),
  }),
});
