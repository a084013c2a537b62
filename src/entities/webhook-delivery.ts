import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ProjectGroup } from './project-group.ts';
import { Task } from './task.ts';

/** PENDING (an attempt follows) is followed by DELIVERED or FAILED (no attempt follows). */
export const DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** The notice that a task has ended, and what became of it. A trigger adds it within the statement that ends the task. */
export const WebhookDelivery = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_delivery',
  indexes: [
    { properties: ['group', 'createdAt', 'id'] },
    { properties: ['task'] },
    { properties: ['status', 'nextAt'] },
  ],
  properties: {
    /** What the receiver knows it by, in all attempts. */
    id: p.uuid().primary(),
    task: () => p.manyToOne(Task).deleteRule('cascade'),
    group: () => p.manyToOne(ProjectGroup).deleteRule('cascade'),
    /** Stands for the host that it is sent to, whose name may be a secret: equal for equal hosts. */
    receiver: p.string().columnType('text').hidden(),
    /** `task.completed`, `task.failed` or `task.canceled`. */
    type: p.string().columnType('text'),
    status: p.enum(DELIVERY_STATUSES).columnType('text').default('PENDING'),
    /** Attempts of which the result is known. */
    attempts: p.integer().default(0),
    /** The time of the next attempt, or when a running one is given up; null when none follows. */
    nextAt: p.datetime(3).nullable(),
    /** Id of the node that makes an attempt now. */
    node: p.uuid().nullable(),
    /** Of the last attempt: the HTTP status; null where there was no answer. */
    statusCode: p.integer().nullable(),
    /** Of the last attempt: why it failed. */
    errorCode: p.string().columnType('text').nullable(),
    /** Of the last attempt: milliseconds. */
    duration: p.integer().nullable(),
    attemptedAt: p.datetime(3).nullable(),
    deliveredAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type WebhookDelivery = InferEntity<typeof WebhookDelivery>;
