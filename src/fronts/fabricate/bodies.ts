import { z } from '@hono/zod-openapi';
import type { Failure } from '../rest/failure.ts';
import { json, optional } from '../rest/fields.ts';

const ErrorBody = z
  .object({ error: z.string().openapi({ description: 'What is wrong, and what to do.' }) })
  .openapi('Error');

/** The body of every error: one text, with every reason if there are several. */
export function errorBody({ message, problems }: Failure): z.infer<typeof ErrorBody> {
  const others = problems
    .slice(1)
    .map((problem) => `${problem.path === '' ? '' : `${problem.path}: `}${problem.message}`);
  return { error: [message, ...others].join('\n') };
}

const failing = (description: string) => ({ description, content: json(ErrorBody) });

/** The errors that every call can end with. */
export const ERRORS = {
  401: failing('The key is missing, unknown, expired or revoked.'),
  403: failing('The key lacks the scope that the call requires.'),
  404: failing('There is no such resource, or the key cannot access it.'),
  429: failing('The key or its workspace has used up a limit for now.'),
  503: failing('The gateway cannot answer now. `Retry-After` says when to try again.'),
} as const;

/** The errors of calls that change something or have a body. */
export const BODY_ERRORS = {
  ...ERRORS,
  400: failing('The body does not have the form that the call requires.'),
  409: failing('Tasks are running.'),
  413: failing('The body or the requested data is too large.'),
  415: failing('The body has another content type than the call takes.'),
  422: failing('The definition, the entity or the format cannot be used.'),
} as const;

const time = (description: string) =>
  z.string().openapi({ description: `${description}, as an RFC 3339 date and time.` });
const id = z.string().openapi({ description: 'The ID. The same in the GraphQL API.' });
const name = z.string().openapi({ description: '1 to 128 characters, in one line.' });
const object = z.record(z.string(), z.unknown());

export const Workspace = z.object({ id, name }).openapi('Workspace');

const summary = {
  id,
  name,
  created_at: time('When it was created'),
  updated_at: time('When its definition changed last'),
  last_generated: time('When its last complete data was generated').nullable(),
  data_url: z
    .string()
    .nullable()
    .openapi({ description: 'The address of that data; null if there is none, or none any more.' }),
  workspace: Workspace,
};

export const DatabaseSummary = z.object(summary).openapi('DatabaseSummary');

export const Database = z
  .looseObject({ ...summary, entities: z.array(z.unknown()) })
  .openapi('Database', { description: 'A database with the definition as it was sent.' });

export const NewDatabase = z
  .looseObject({
    name,
    platform: z.string().nullish(),
    variables: z.unknown().optional(),
    entities: z.array(object).openapi({ description: 'The tables, each with its fields.' }),
  })
  .openapi('NewDatabase');

export const Source = z.object({
  file: z
    .custom<File>((value) => value instanceof File, 'expected a file')
    .openapi({ type: 'string', format: 'binary', description: 'CSV with a header: at most 100,000 rows.' }),
});

const Address = z
  .object({
    host: z.string(),
    port: optional(z.coerce.number().int()),
    database_name: z.string(),
    username: z.string(),
    password: z.string(),
    tls: optional(z.boolean()),
  })
  .openapi('Connection');

export const NewTask = z
  .object({
    workspace: z.string().openapi({ description: 'The name of the workspace.' }),
    database: z.string().openapi({ description: 'The name of the database.' }),
    format: optional(z.string()).openapi({
      description:
        'sql, mysql, postgres-optimized, sqlite, csv, jsonl, json_array or parquet. Either this or `connection`.',
    }),
    connection: optional(z.union([z.string(), Address])).openapi({
      description: 'The name of a saved connection of the workspace, or an address: rows are loaded into its tables.',
    }),
    entity: optional(z.string()).openapi({
      description: 'The one table to generate, as one plain file. By default, all in a zip.',
    }),
    overrides: optional(object).openapi({
      description:
        '`{ variables, entities: { Table: { record_count, fields: { Column: { setting: value } } } } }`. Unknown names are ignored.',
    }),
  })
  .openapi('NewTask');

export const Task = z
  .object({
    id,
    database_id: z.string().openapi({ description: 'The ID of the database.' }),
    completed: z.boolean().openapi({ description: 'Whether the task has ended, with or without an error.' }),
    error: z.string().nullable().openapi({ description: 'Why there is no data; null if nothing is wrong.' }),
    progress: z.number().openapi({ description: 'Per cent, 0 to 100; from 0 to 1 if the gateway is set so.' }),
    phase: z.string(),
    created_at: time('When it was created'),
    updated_at: time('When it changed last'),
    data_url: z.string().nullable().openapi({
      description: 'The address of the data, which needs no key; null before it is complete, and for a connection.',
    }),
    content_type: z.string().nullable(),
  })
  .openapi('Task');
