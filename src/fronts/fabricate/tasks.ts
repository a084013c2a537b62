import { createRoute, z } from '@hono/zod-openapi';
import { fabricateOverrides } from '../../dialects/index.ts';
import { rowId } from '../../global-id.ts';
import type { Options } from '../../model/index.ts';
import { readDefinition } from '../../projects/index.ts';
import { findTask, type StartTarget, type TaskOverrides } from '../../tasks/index.ts';
import { rateLimit } from '../http/middleware.ts';
import { Refused } from '../http/refused.ts';
import { MalformedRequest, present, unsupported, valueOf } from '../rest/failure.ts';
import { answers, jsonBody } from '../rest/fields.ts';
import { callOf, type RestApi } from '../rest/rest-front.ts';
import { BODY_ERRORS, ERRORS, NewTask, Task } from './bodies.ts';
import type { FabricateDeps } from './deps.ts';
import { taskBody } from './task-body.ts';

/** Points beside those of every call: a start costs as much as over GraphQL. */
const START_POINTS = 40;
const POSTGRES_PORT = 5432;

/** Formats by the names that clients send. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['sql', 'sql'],
  ['postgres', 'sql'],
  ['mysql', 'sql'],
  ['postgres-optimized', 'postgres-optimized'],
  ['sqlite', 'sqlite'],
  ['csv', 'csv'],
  ['jsonl', 'jsonl'],
  ['json_array', 'json'],
  ['parquet', 'parquet'],
]);

const start = (deps: FabricateDeps) =>
  createRoute({
    method: 'post',
    path: '/generate_tasks',
    operationId: 'startGenerateTask',
    summary: 'Starts to generate the data of a database, or of one of its tables.',
    middleware: rateLimit(deps.rates, START_POINTS),
    request: jsonBody(NewTask),
    responses: answers('The task.', Task, BODY_ERRORS),
  });

const read = createRoute({
  method: 'get',
  path: '/generate_tasks/{id}',
  operationId: 'getGenerateTask',
  summary: 'Returns how far a task is, and where to download the data.',
  request: { params: z.object({ id: z.string().openapi({ description: 'The ID that the start returned.' }) }) },
  responses: answers('The task.', Task, ERRORS),
});

export function addTasks(api: RestApi, deps: FabricateDeps): void {
  api.openapi(start(deps), async (context) => {
    const { workspace: group, database: name, format, connection, entity, overrides } = context.req.valid('json');
    const call = callOf(context, deps);
    if ((format === undefined) === (connection === undefined)) {
      const message = 'give either `format` or `connection`';
      throw new MalformedRequest([{ code: 'INVALID_INPUT', message, path: '' }]);
    }
    const known = format === undefined ? undefined : formatOf(format);
    const { project, definition } = present(await readDefinition(call, { path: { group, name } }), 'database');
    const task = valueOf(
      await deps.tasks.start(call, {
        project: project.id,
        entities: entity === undefined ? [] : [{ name: entity }],
        includeRelated: false,
        alone: entity !== undefined,
        format: known,
        target:
          connection === undefined ? undefined : { connection: addressOf(connection), mode: 'append', schema: null },
        options: optionsOf(format, entity),
        overrides: overridesOf(overrides, definition, deps),
      }),
    );
    return context.json(taskBody(task, deps.tasks.links), 200);
  });

  api.openapi(read, async (context) => {
    const found = await findTask(callOf(context, deps), rowId('Task', context.req.valid('param').id));
    return context.json(taskBody(present(found, 'task'), deps.tasks.links), 200);
  });
}

function formatOf(name: string): string {
  const format = FORMATS.get(name);
  if (format === undefined) {
    const names = [...FORMATS.keys()].join(', ');
    throw unsupported('FORMAT_NOT_SUPPORTED', `\`format\`: this format is not supported; there are ${names}`);
  }
  return format;
}

function optionsOf(format: string | undefined, entity: string | undefined): Options {
  if (format === 'mysql') return { dialect: 'mysql' };
  // Of one table, the script makes the table itself.
  return format === 'postgres-optimized' && entity !== undefined ? { standalone: true } : {};
}

/** One that is not saved is of PostgreSQL: clients send no kind. */
function addressOf(connection: NonNullable<z.infer<typeof NewTask>['connection']>): StartTarget['connection'] {
  if (typeof connection === 'string') return { name: connection };
  const { host, port = POSTGRES_PORT, database_name: database, username: user, password, tls } = connection;
  const sslmode = tls === undefined ? 'prefer' : tls ? 'require' : 'disable';
  return { inline: { kind: 'postgres', host, port, database, user, password, sslmode } };
}

function overridesOf(given: object | undefined, definition: object | null, { log }: FabricateDeps): TaskOverrides {
  const { refusal, ignored, ...overrides } = fabricateOverrides(given, definition);
  if (refusal !== null) throw new Refused(422, 'OVERRIDE_NOT_ALLOWED', refusal);
  for (const message of ignored) log.debug({ message }, 'an override was ignored');
  return { ...overrides, ignoresUnfit: true };
}
