import { createRoute, z } from '@hono/zod-openapi';
import { fabricateOverrides, platformOf } from '../../dialects/index.ts';
import { rowId } from '../../global-id.ts';
import type { Options } from '../../model/index.ts';
import { readDefinition } from '../../projects/index.ts';
import { findTask, type StartTarget, type TaskOverrides } from '../../tasks/index.ts';
import { rateLimit } from '../http/middleware.ts';
import { Refused } from '../http/refused.ts';
import { MalformedRequest, present, unsupported, valueOf, withNames } from '../rest/failure.ts';
import { answers, jsonBody } from '../rest/fields.ts';
import { callOf, type RestApi } from '../rest/rest-front.ts';
import { BODY_ERRORS, ERRORS, NewTask, Task } from './bodies.ts';
import type { FabricateDeps } from './deps.ts';
import { taskBody } from './task-body.ts';

/** Points beside those of every call: a start costs as much as over GraphQL. */
const START_POINTS = 40;

type Platform = ReturnType<typeof platformOf>;
const PORTS: Readonly<Record<Platform, number>> = { postgres: 5432, mysql: 3306 };

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
    const kind = platformOf(definition);
    const read = overridesOf(overrides, definition, deps);
    const started = await deps.tasks.start(call, {
      project: project.id,
      entities: entity === undefined ? [] : [{ name: entity }],
      includeRelated: false,
      alone: entity !== undefined,
      format: known,
      target:
        connection === undefined
          ? undefined
          : { connection: addressOf(connection, kind), mode: 'append', schema: null },
      options: optionsOf(format, entity, kind),
      overrides: read,
    });
    const task = valueOf(withNames(started, (path) => named(path, read)));
    return context.json(taskBody(task, deps), 200);
  });

  api.openapi(read, async (context) => {
    const found = await findTask(callOf(context, deps), rowId('Task', context.req.valid('param').id));
    return context.json(taskBody(present(found, 'task'), deps), 200);
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

function optionsOf(format: string | undefined, entity: string | undefined, kind: Platform): Options {
  if (format === 'mysql' || (format === 'sql' && kind === 'mysql')) return { dialect: 'mysql' };
  // Of one table, the script makes the table itself.
  return format === 'postgres-optimized' && entity !== undefined ? { standalone: true } : {};
}

/** Clients send no kind with an address: it is that of the platform. */
function addressOf(
  connection: NonNullable<z.infer<typeof NewTask>['connection']>,
  kind: Platform,
): StartTarget['connection'] {
  if (typeof connection === 'string') return { name: connection };
  const { host, port = PORTS[kind], database_name: database, username: user, password, tls } = connection;
  const sslmode = tls === undefined ? 'prefer' : tls ? 'require' : 'disable';
  return { inline: { kind, host, port, database, user, password, sslmode } };
}

/** Parts of an address, by those of the verb. */
const PARTS: Readonly<Record<string, string>> = { database: 'database_name', user: 'username', sslmode: 'tls' };

/** A path in the input of the verb as one in the body, where names take the place of positions. */
function named(path: readonly string[], { variables, entities }: TaskOverrides): readonly string[] {
  const [first, second, third = '', ...rest] = path;
  if (first === 'entities') return ['entity'];
  if (first === 'connection') return path.filter((step) => step !== 'inline').map((step) => PARTS[step] ?? step);
  if (first !== 'overrides' || third === '') return path;
  if (second === 'variables') return [first, second, variables?.[Number(third)]?.name ?? third];
  const entity = entities?.[Number(third)];
  const [part, at = '', , setting = ''] = rest;
  const place = ['overrides', 'entities', entity?.name ?? third];
  if (part === 'count') return [...place, 'record_count'];
  const field = part === 'fields' ? entity?.fields?.[Number(at)] : undefined;
  if (field === undefined) return place;
  const one = field.settings[Number(setting)];
  return [...place, 'fields', field.name, ...(setting === '' || one === undefined ? [] : [one.name])];
}

function overridesOf(given: object | undefined, definition: object | null, { log }: FabricateDeps): TaskOverrides {
  const { refusal, ignored, ...overrides } = fabricateOverrides(given, definition);
  if (refusal !== null) throw new Refused(422, 'OVERRIDE_NOT_ALLOWED', refusal);
  for (const message of ignored) log.debug({ message }, 'an override was ignored');
  return { ...overrides, ignoresUnfit: true };
}
