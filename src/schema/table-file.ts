import type { TableFile as TableFileRow } from '../entities/table-file.ts';
import { Project as ProjectRow } from '../entities/project.ts';
import { nodeId, rowId } from '../global-id.ts';
import { deleteTableFile, putTableFile, readTableFileTexts } from '../projects/index.ts';
import { codedError } from './coded-error.ts';
import { callOf, type SchemaContext } from './context.ts';
import { loadOwner } from './load-thing.ts';
import { mutation } from './mutation.ts';
import { Project, TableFile } from './refs.ts';

/** Points: a file may be large. */
const TEXT_COST = 20;

TableFile.implement({
  description:
    'A table file: a CSV file that the model of its project can name, as in `$rows: { file: countries.csv }`.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description:
        'The name by which the model refers to the file, such as `data/countries.csv`, unique in its project.',
    }),
    project: t.field({
      type: Project,
      description: 'The project that the file belongs to.',
      resolve: ({ project }, _args, context) => loadOwner(context, ProjectRow, project.id),
    }),
    bytes: t.exposeInt('bytes', { description: 'The size of the file in bytes.' }),
    digest: t.exposeString('digest', {
      description:
        'The SHA-256 of the bytes of the file, in hexadecimal. Another digest means that the model generates other rows.',
    }),
    content: t.string({
      description: 'The text of the file, without a byte order mark. Select it only if you need it: it may be large.',
      authScopes: { read: true },
      complexity: TEXT_COST,
      resolve: async (file, _args, context) => await textOf(context, file),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the file was first uploaded.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The time at which the file was last uploaded.',
    }),
  }),
});

async function textOf({ em, loaders }: SchemaContext, { id }: TableFileRow): Promise<string> {
  const text = await loaders.load('table file text', id, (ids) => readTableFileTexts(em, ids));
  if (text === undefined) throw codedError('NOT_FOUND', 'the resource was deleted while it was being read');
  return text;
}

mutation('putTableFile', {
  description:
    'Uploads a table file to a project, in place of the one of that name. The current model is not checked again; tasks that were already accepted keep the earlier contents. A request has at most 2 MB: upload a larger one with `PUT /files/{project}/{name}`.',
  subject: 'The table file to upload.',
  input: (t) => ({
    project: t.id({ required: true, description: 'The ID of the project.' }),
    name: t.string({
      required: true,
      description: 'The name by which the model refers to the file: a relative path that ends in `.csv` or `.tsv`.',
    }),
    content: t.string({
      required: true,
      description: 'The table: CSV with the names of the columns in its first line.',
    }),
  }),
  errors: ['invalid-input', 'not-found', 'quota-exceeded', 'model-problem'],
  run: ({ project, name, content }, context) => {
    const input = { project: rowId('Project', project), name, content: Buffer.from(content) };
    return putTableFile(callOf(context), input, context.host);
  },
  fields: (t) => ({
    file: t.field({
      type: TableFile,
      nullable: true,
      description: 'The table file; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('deleteTableFile', {
  description:
    'Deletes a table file. A model that names it can no longer be generated; tasks that were already accepted are not affected.',
  subject: 'The table file to delete.',
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the table file to delete.' }) }),
  errors: ['not-found'],
  run: ({ id }, context) => deleteTableFile(callOf(context), { id: rowId('TableFile', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The ID of the deleted table file; null if the request was refused.',
      resolve: ({ value }) => value && nodeId('TableFile', value.id),
    }),
  }),
});
