import { z } from '@hono/zod-openapi';
import type { Failure } from '../rest/failure.ts';
import { json, optional } from '../rest/fields.ts';

const Problem = z
  .object({
    code: z.string().openapi({ description: 'A stable, upper-case code for programs.' }),
    message: z.string(),
    path: z.string().openapi({ description: 'The place in the body, or the name of the field of the schema.' }),
    line: z.number().int().optional().openapi({ description: 'The line in the schema, from 1.' }),
    column: z.number().int().optional().openapi({ description: 'The column in the schema, from 1.' }),
    hint: z.string().optional().openapi({ description: 'What to try.' }),
  })
  .openapi('Problem');

const Reason = z
  .object({
    code: z.string().openapi({ description: 'A stable, upper-case code for programs.' }),
    message: z.string(),
    problems: z.array(Problem).optional().openapi({ description: 'Every reason, if there is more to say.' }),
  })
  .openapi('Reason');

const ErrorBody = z.object({ error: Reason }).openapi('Error');

/** The body of every error. */
export function errorBody({ code, message, problems }: Failure): z.infer<typeof ErrorBody> {
  return { error: { code, message, ...(problems.length === 0 ? {} : { problems: [...problems] }) } };
}

const failing = (description: string) => ({ description, content: json(ErrorBody) });

/** The errors that every call can end with. */
export const ERRORS = {
  401: failing('The key is missing, unknown, expired or revoked.'),
  403: failing('The key lacks the scope that the call requires.'),
  404: failing('There is no such resource, or the key cannot access it.'),
  429: failing('The key or its project group has used up a limit for now.'),
  503: failing('The gateway cannot answer now. `Retry-After` says when to try again.'),
} as const;

/** The errors of calls that change something or have a body. */
export const BODY_ERRORS = {
  ...ERRORS,
  400: failing('The body does not have the form that the call requires.'),
  409: failing('The name is in use, or tasks are running.'),
  413: failing('The body or the requested data is too large.'),
  415: failing('The body is not JSON.'),
  422: failing('The schema, the entity or the format cannot be used. `problems` says where and why.'),
} as const;

const id = z.string().openapi({ description: 'The ID. The same in the GraphQL API.' });
const name = z.string().openapi({ description: '1 to 128 characters, in one line.' });
const createdAt = z.string().openapi({ description: 'When it was created, as an RFC 3339 date and time.' });
const updatedAt = z.string().openapi({ description: 'When it was renamed, or its schema changed, last.' });
const data = z.string().openapi({ description: 'The schema: a YAML document.' });

export const Message = z.object({ message: z.string() }).openapi('Message');

export const NewGroup = z.object({ name }).openapi('NewProjectGroup');
export const Group = z.object({ id, name, created_at: createdAt }).openapi('ProjectGroup');
export const GroupWithProjects = z
  .object({
    id,
    name,
    projects: z.array(z.object({ id, name, created_at: createdAt, updated_at: updatedAt })),
  })
  .openapi('ProjectGroupWithProjects');

const DIALECTS = ['yaml', 'json_schema', 'json_parquet', 'sql'] as const;
const format = optional(z.enum(DIALECTS)).openapi({
  description: 'The language of `data`; `yaml` by default. A schema in another language is converted to YAML.',
});
// Those of the other languages may come as objects.
const schema = z.union([data, z.record(z.string(), z.unknown())]);
const problems = z.array(Problem).optional().openapi({
  description: 'What the YAML document does not keep of a schema in another language.',
});

export const NewProject = z
  .object({
    project_group_id: id,
    name,
    data: optional(schema).openapi({ description: 'The schema: a YAML document, or a text or object in `format`.' }),
    format,
  })
  .openapi('NewProject');
export const CreatedProject = z
  .object({ id, project_group_id: id, name, created_at: createdAt, problems })
  .openapi('CreatedProject');
export const Project = z
  .object({
    id,
    project_group_id: id,
    name,
    data: data.nullable().openapi({ description: 'The schema: a YAML document; null for a project without one.' }),
    source: z
      .object({ data: z.string(), format: z.string() })
      .optional()
      .openapi({ description: 'The schema that `data` was converted from, as it was sent, and its language.' }),
    created_at: createdAt,
  })
  .openapi('Project');

export const ProjectData = z.object({ data: schema, format }).openapi('ProjectData');
export const UpdatedProject = z
  .object({ id, project_group_id: id, name, data, format: z.enum(DIALECTS), problems })
  .openapi('UpdatedProject');
export const ProjectName = z.object({ name }).openapi('ProjectName');
export const RenamedProject = z.object({ id, project_group_id: id, name }).openapi('RenamedProject');

const values = z
  .array(z.unknown())
  .openapi({ description: 'The values: texts, numbers, `true`, `false` or null. At most 100,000.' });
const NewProvider = z.object({ name, data: values }).openapi('NewProvider');
export const NewProviders = z.union([z.array(NewProvider), NewProvider]);
export const ProviderChange = z
  .object({ name: optional(name), data: optional(values) })
  .openapi('ProviderChange', { description: 'What is missing stays as it is.' });
export const ProviderName = z.object({ id, name }).openapi('ProviderName');
export const Provider = z
  .object({
    id,
    name,
    data: values.openapi({ description: 'The values; an object for each row if the provider has several columns.' }),
  })
  .openapi('Provider');

const STATUSES = ['pending', 'processing', 'completed', 'failed'] as const;
export const NewData = z
  .object({
    entity_name: z.string().openapi({ description: 'The entity of the schema.' }),
    count: z.number().int().min(1).openapi({ description: 'The number of rows of that entity.' }),
    format: optional(z.enum(['json', 'csv', 'parquet'])).openapi({ description: '`json` by default.' }),
    webhook_url: optional(z.string()).openapi({
      description:
        'The URL of a receiver that is told when the data is ready, failed or was canceled: https, at most 2,048 characters.',
    }),
  })
  .openapi('NewData');
export const StartedData = z.object({ id, status: z.literal('pending') }).openapi('StartedData');
export const DataStatus = z
  .object({
    id,
    status: z.enum(STATUSES),
    data: z.record(z.string(), z.string().nullable()).optional().openapi({
      description:
        'Only if the status is `completed`: a URL for the requested entity and for each that it refers to, by name. It can be fetched without a key. Null once the files have expired.',
    }),
    error: Reason.optional().openapi({ description: 'Only if the status is `failed`.' }),
  })
  .openapi('DataStatus');
