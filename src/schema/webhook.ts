import { DELIVERY_STATUSES, type DeliveryStatus as Status } from '../entities/webhook-delivery.ts';
import { type DeliveryFilter, listDeliveries } from '../webhooks/index.ts';
import { rowId } from '../global-id.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { Task as TaskRow } from '../entities/task.ts';
import { loadOwner } from './load-thing.ts';
import { pageCost } from './page-window.ts';
import { Task, WebhookDelivery, WebhookDeliveryConnection } from './refs.ts';

/** Of an attempt, in a delivery and in a test. */
export const ATTEMPT_TEXTS = {
  statusCode: 'The HTTP status of the answer; null if there was no answer.',
  errorCode:
    'Why the attempt failed, such as `TIMEOUT`, `STATUS_NOT_OK`, `REDIRECTED`, `GONE` or `ADDRESS_NOT_ALLOWED`; null if it succeeded.',
  duration: 'Milliseconds until the answer began, or until the attempt failed.',
} as const;

const WebhookDeliveryStatus = builder.enumType('WebhookDeliveryStatus', {
  description: 'What became of a webhook.',
  values: {
    PENDING: { value: 'PENDING', description: 'An attempt is being made, or follows at `nextAttemptAt`.' },
    DELIVERED: { value: 'DELIVERED', description: 'The receiver answered with a status from 200 to 299.' },
    FAILED: { value: 'FAILED', description: 'All attempts failed, or the receiver answered 410. No attempt follows.' },
  } as const satisfies Readonly<Record<Status, { readonly value: Status; readonly description: string }>>,
});

WebhookDelivery.implement({
  description:
    'A webhook that reports the end of a task, and what became of it. It is kept for seven days after its last attempt. Neither its URL nor an answer is shown.',
  fields: (t) => ({
    webhookId: t.string({
      description: 'The value of the `webhook-id` header, the same in every attempt.',
      resolve: ({ id }) => id,
    }),
    task: t.field({
      type: Task,
      description: 'The task that ended.',
      resolve: ({ task }, _args, context) => loadOwner(context, TaskRow, task.id),
    }),
    type: t.exposeString('type', {
      description: 'The type of the message: `task.completed`, `task.failed` or `task.canceled`.',
    }),
    status: t.field({
      type: WebhookDeliveryStatus,
      description: 'What became of it.',
      resolve: ({ status }) => DELIVERY_STATUSES.find((known) => known === status) ?? 'FAILED',
    }),
    attempts: t.exposeInt('attempts', { description: 'The number of finished attempts.' }),
    nextAttemptAt: t.expose('nextAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time of the next attempt, or when a running one counts as lost; null if none follows.',
    }),
    lastAttemptAt: t.expose('attemptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time of the last finished attempt; null before the first.',
    }),
    statusCode: t.exposeInt('statusCode', {
      nullable: true,
      description: `Of the last attempt: ${ATTEMPT_TEXTS.statusCode}`,
    }),
    errorCode: t.exposeString('errorCode', {
      nullable: true,
      description: `Of the last attempt: ${ATTEMPT_TEXTS.errorCode}`,
    }),
    duration: t.exposeInt('duration', {
      nullable: true,
      description: `Of the last attempt: ${ATTEMPT_TEXTS.duration} Null before the first.`,
    }),
    deliveredAt: t.expose('deliveredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was delivered; null before.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the task ended.' }),
  }),
});

interface Filter {
  readonly projectGroup?: string | null | undefined;
  readonly task?: string | null | undefined;
  readonly status?: readonly Status[] | null | undefined;
}

const WebhookDeliveriesFilter = builder.inputRef<Filter>('WebhookDeliveriesFilter').implement({
  description: 'Filters webhook deliveries; all conditions hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: 'Only those of tasks of this project group.' }),
    task: t.id({ description: 'Only those of this task.' }),
    status: t.field({ type: [WebhookDeliveryStatus], description: 'Only those with one of these statuses.' }),
  }),
});

function conditionsOf({ projectGroup, task, status }: Filter): DeliveryFilter {
  return {
    group: projectGroup && rowId('ProjectGroup', projectGroup),
    task: task && rowId('Task', task),
    status,
  };
}

builder.queryField('webhookDeliveries', (t) =>
  t.connection(
    {
      type: WebhookDelivery,
      description: 'The webhooks of the last days, and what became of them.',
      args: { filter: t.arg({ type: WebhookDeliveriesFilter, description: 'Filters the list.' }) },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listDeliveries(callOf(context), conditionsOf(filter ?? {})), args, filter),
    },
    WebhookDeliveryConnection,
  ),
);
