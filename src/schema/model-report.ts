import type { InspectedEntity, Inspection } from '../workers/host/model-host.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { rowId } from '../global-id.ts';
import { question } from './mutation.ts';
import { Problem } from './problem.ts';

export const ModelColumn = builder.objectRef<InspectedEntity['columns'][number]>('ModelColumn').implement({
  description: 'A column of the rows of an entity.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the field.' }),
    type: t.exposeString('type', {
      description: 'In the words of the model language: `integer`, `decimal(10,2)`, `[string]`.',
    }),
    nullable: t.exposeBoolean('nullable', { description: 'Whether a value can be null.' }),
  }),
});

const ModelEntity = builder.objectRef<InspectedEntity>('ModelEntity').implement({
  description: 'An entity of a model that can be generated.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the entity.' }),
    rows: t.expose('rows', { type: 'Count', description: 'Rows it would have.' }),
    refersTo: t.stringList({
      description: 'Names of the entities that its rows refer to, itself left out.',
      resolve: ({ refersTo }) => [...refersTo],
    }),
    columns: t.field({ type: [ModelColumn], description: 'Of its rows, in order.', resolve: ({ columns }) => columns }),
    bytesEstimated: t.field({
      type: 'Count',
      description: 'Bytes its file would have as csv, about.',
      resolve: ({ bytes }) => bytes,
    }),
  }),
});

const ModelReport = builder.objectRef<Inspection>('ModelReport').implement({
  description: 'What a model turns out to be.',
  fields: (t) => ({
    valid: t.boolean({
      description: 'Whether it can be generated: no problem is an error.',
      resolve: ({ problems }) => problems.every(({ severity }) => severity !== 'error'),
    }),
    problems: t.field({
      type: [Problem],
      description: 'All problems, warnings too, in the order of the document.',
      resolve: ({ problems }) => problems,
    }),
    entities: t.field({
      type: [ModelEntity],
      description: 'What it describes, in the order of the document; none where it is not valid.',
      resolve: ({ entities }) => entities,
    }),
    seed: t.exposeString('seed', { description: 'What its values would be drawn with.' }),
  }),
});

question('validateModel', {
  description: 'Looks at a model without keeping it.',
  input: (t) => ({
    model: t.string({ required: true, description: 'The model, a YAML document.' }),
    projectGroup: t.id({ description: 'Id of the group whose providers it may use; left out, shared ones only.' }),
  }),
  errors: ['invalid-input', 'not-found', 'model-problem'],
  run: ({ model, projectGroup }, context) => {
    const group = typeof projectGroup === 'string' ? rowId('ProjectGroup', projectGroup) : null;
    return context.tasks.inspect(callOf(context), { model, group });
  },
  fields: (t) => ({
    report: t.field({
      type: ModelReport,
      nullable: true,
      description: 'What was found; null where it could not be looked at.',
      resolve: ({ value }) => value,
    }),
  }),
});
