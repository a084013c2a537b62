/** Tells receivers what became of tasks: an outbox, and the one sender that reads it. */
export { type DeliveryFilter, listDeliveries } from './list-deliveries.ts';
export { openWebhooks, type TestWebhook, type WebhookDeps, type Webhooks } from './open-webhooks.ts';
export type { RotatedSecret } from './secrets.ts';
export type { Attempt, AttemptError } from './send.ts';
