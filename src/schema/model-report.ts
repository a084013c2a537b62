import type { InspectedEntity, Inspection } from '../workers/host/model-host.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { rowId } from '../global-id.ts';
import { question } from './mutation.ts';
import { Problem } from './problem.ts';

export const ModelColumn = builder.objectRef<InspectedEntity['columns'][number]>('ModelColumn').implement({
  description: 'A column of the rows of an entity.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the field.' }),
    type: t.exposeString('type', {
      description:
        'The type of the column, in the terms of the model language: `integer`, `decimal(10,2)`, `[string]`.',
    }),
    nullable: t.exposeBoolean('nullable', { description: 'Whether values of the column can be null.' }),
  }),
});

const ModelEntity = builder.objectRef<InspectedEntity>('ModelEntity').implement({
  description: 'An entity of a model that can be generated.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the entity.' }),
    rows: t.expose('rows', { type: 'Count', description: 'The number of rows that would be generated.' }),
    refersTo: t.stringList({
      description: 'The names of the other entities that the rows refer to.',
      resolve: ({ refersTo }) => [...refersTo],
    }),
    columns: t.field({
      type: [ModelColumn],
      description: 'The columns of the rows, in order.',
      resolve: ({ columns }) => columns,
    }),
    bytesEstimated: t.field({
      type: 'Count',
      description: 'The estimated size of the entity as a CSV file, in bytes.',
      resolve: ({ bytes }) => bytes,
    }),
  }),
});

const ModelReport = builder.objectRef<Inspection>('ModelReport').implement({
  description: 'A report on a model: its problems and its entities.',
  fields: (t) => ({
    valid: t.boolean({
      description: 'Whether data can be generated from the model, because none of its problems is an error.',
      resolve: ({ problems }) => problems.every(({ severity }) => severity !== 'error'),
    }),
    problems: t.field({
      type: [Problem],
      description: 'The problems of the model, warnings included, in the order of the document.',
      resolve: ({ problems }) => problems,
    }),
    entities: t.field({
      type: [ModelEntity],
      description: 'The entities of the model, in the order of the document; empty if the model is not valid.',
      resolve: ({ entities }) => entities,
    }),
    seed: t.exposeString('seed', { description: 'The seed that the values would be drawn with.' }),
  }),
});

question('validateModel', {
  description: 'Checks a model without saving it.',
  subject: 'The model to check.',
  input: (t) => ({
    model: t.string({ required: true, description: 'The model: a YAML document.' }),
    projectGroup: t.id({
      description:
        'The ID of the project group whose providers the model can use. By default, it can use shared providers only.',
    }),
    project: t.id({
      description:
        'The ID of the project whose table files the model can use, and the providers of its group, in place of `projectGroup`.',
    }),
  }),
  errors: ['invalid-input', 'not-found', 'model-problem'],
  paths: () => ({ owner: ['project'] }),
  run: ({ model, projectGroup, project }, context) => {
    const group = typeof projectGroup === 'string' ? rowId('ProjectGroup', projectGroup) : null;
    const owner = typeof project === 'string' ? rowId('Project', project) : null;
    return context.tasks.inspect(callOf(context), { model, group, owner });
  },
  fields: (t) => ({
    report: t.field({
      type: ModelReport,
      nullable: true,
      description: 'The report on the model; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});
