import { createRoute, z } from '@hono/zod-openapi';
import type { Task, TaskStatus } from '../../entities/task.ts';
import { nodeId, rowId } from '../../global-id.ts';
import type { Outcome, Refusal } from '../../refusal.ts';
import { findTask } from '../../tasks/index.ts';
import { rateLimit } from '../http/middleware.ts';
import { present, unsupported, valueOf } from '../rest/failure.ts';
import { answers, jsonBody } from '../rest/fields.ts';
import { callOf, type RestApi } from '../rest/rest-front.ts';
import { BODY_ERRORS, ERRORS, DataStatus, NewData, StartedData } from './bodies.ts';
import type { DraftaDeps } from './deps.ts';

/** Points beside those of every call: a start costs as much as over GraphQL. */
const START_POINTS = 40;

const STATUSES = {
  PENDING: 'pending',
  PROCESSING: 'processing',
  CANCELING: 'processing',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELED: 'failed',
} as const satisfies Readonly<Record<TaskStatus, string>>;

const start = (deps: DraftaDeps) =>
  createRoute({
    method: 'post',
    path: '/data/{project_id}',
    operationId: 'generateData',
    summary: 'Starts to generate rows of an entity, and of each that it refers to.',
    middleware: rateLimit(deps.rates, START_POINTS),
    request: {
      params: z.object({ project_id: z.string().openapi({ description: 'The ID of the project.' }) }),
      ...jsonBody(NewData),
    },
    responses: answers('The data is being generated.', StartedData, BODY_ERRORS),
  });

const status = createRoute({
  method: 'get',
  path: '/data/{id}/status',
  operationId: 'getDataStatus',
  summary: 'Returns how far the data is, and where to download it.',
  request: { params: z.object({ id: z.string().openapi({ description: 'The ID that the start returned.' }) }) },
  responses: answers('The status.', DataStatus, ERRORS),
});

export function addData(api: RestApi, deps: DraftaDeps): void {
  api.openapi(start(deps), async (context) => {
    const { entity_name: name, count, format = 'json', webhook_url: webhook } = context.req.valid('json');
    if (webhook !== undefined)
      throw unsupported('WEBHOOKS_NOT_SUPPORTED', '`webhook_url`: webhooks are not available yet');
    const task = valueOf(
      named(
        await deps.tasks.start(callOf(context, deps), {
          project: rowId('Project', context.req.valid('param').project_id),
          entities: [{ name, count }],
          includeRelated: true,
          format,
          options: new Map(),
        }),
      ),
    );
    // Other clients expect this word, even if a worker was quicker.
    return context.json({ id: nodeId('Task', task.id), status: 'pending' as const }, 200);
  });

  api.openapi(status, async (context) => {
    const found = await findTask(callOf(context, deps), rowId('Task', context.req.valid('param').id));
    return context.json(statusBody(present(found, 'data'), deps), 200);
  });
}

/** From the row of the task alone: many clients ask every second. */
function statusBody(task: Task, { tasks }: DraftaDeps): z.infer<typeof DataStatus> {
  const body = { id: nodeId('Task', task.id), status: STATUSES[task.status] };
  if (body.status === 'completed') {
    const files = task.plan.files.flatMap(({ entity, name }) => (entity === null ? [] : [[entity, name] as const]));
    return { ...body, data: Object.fromEntries(files.map(([entity, name]) => [entity, tasks.links.file(task, name)])) };
  }
  if (body.status !== 'failed') return body;
  const canceled = { code: 'CANCELED', message: 'The generation was canceled.' };
  const { code, message } = task.error ?? canceled;
  return { ...body, error: { code, message } };
}

/** The input of the verb to the body. The count is what this front overrides, and the entity all that can be wrong with it. */
const NAMES: Readonly<Record<string, string>> = {
  'entities.0.name': 'entity_name',
  'entities.0.count': 'count',
  overrides: 'entity_name',
};

/** Refusals with the names of the body. */
function named<T>(outcome: Outcome<T>): Outcome<T> {
  if (outcome.ok) return outcome;
  const refusals = outcome.refusals.map((refusal): Refusal => {
    const name = NAMES[refusal.path.join('.')];
    if (name === undefined) return refusal;
    const { kind, code, message } = refusal;
    return { kind, code, message, path: [name] };
  });
  return { ok: false, refusals };
}
