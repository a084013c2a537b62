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
  statusCode: 'The HTTP status of the last response; null if there was none.',
  errorCode:
    'The reason why the last attempt failed, such as `TIMEOUT`, `STATUS_NOT_OK`, `REDIRECTED`, `GONE` or `ADDRESS_NOT_ALLOWED`; null if it succeeded.',
  duration: 'The number of milliseconds until the last response began, or the last attempt failed; null before.',
} as const;

const WebhookDeliveryStatus = builder.enumType('WebhookDeliveryStatus', {
  description: 'The state of a webhook delivery.',
  values: {
    PENDING: { value: 'PENDING', description: 'An attempt is being made, or follows at `nextAttemptAt`.' },
    DELIVERED: { value: 'DELIVERED', description: 'The receiver answered with a status from 200 to 299.' },
    FAILED: { value: 'FAILED', description: 'All attempts failed, or the receiver answered 410. No attempt follows.' },
  } as const satisfies Readonly<Record<Status, { readonly value: Status; readonly description: string }>>,
});

WebhookDelivery.implement({
  description:
    'A webhook that reports the end of a task, and its delivery. It is kept for seven days after its last attempt. Neither its URL nor an answer is shown.',
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
      description: 'The state of the delivery.',
      resolve: ({ status }) => DELIVERY_STATUSES.find((known) => known === status) ?? 'FAILED',
    }),
    attempts: t.exposeInt('attempts', { description: 'The number of finished attempts.' }),
    nextAttemptAt: t.expose('nextAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'The time of the next attempt, or the time at which a running attempt counts as lost; null if no attempt follows.',
    }),
    lastAttemptAt: t.expose('attemptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time of the last finished attempt; null before the first.',
    }),
    statusCode: t.exposeInt('statusCode', {
      nullable: true,
      description: ATTEMPT_TEXTS.statusCode,
    }),
    errorCode: t.exposeString('errorCode', {
      nullable: true,
      description: ATTEMPT_TEXTS.errorCode,
    }),
    duration: t.exposeInt('duration', {
      nullable: true,
      description: ATTEMPT_TEXTS.duration,
    }),
    deliveredAt: t.expose('deliveredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the receiver accepted the message; null before.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which the task ended.' }),
  }),
});

interface Filter {
  readonly projectGroup?: string | null | undefined;
  readonly task?: string | null | undefined;
  readonly status?: readonly Status[] | null | undefined;
}

const WebhookDeliveriesFilter = builder.inputRef<Filter>('WebhookDeliveriesFilter').implement({
  description: 'The conditions on webhook deliveries. All that are given must hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: 'The ID of the project group that the tasks must belong to.' }),
    task: t.id({ description: 'The ID of the task that the deliveries must belong to.' }),
    status: t.field({ type: [WebhookDeliveryStatus], description: 'The statuses that deliveries may have.' }),
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
      description: 'The webhooks of the last seven days and their deliveries.',
      args: { filter: t.arg({ type: WebhookDeliveriesFilter, description: 'Filters the list.' }) },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listDeliveries(callOf(context), conditionsOf(filter ?? {})), args, filter),
    },
    WebhookDeliveryConnection,
  ),
);
