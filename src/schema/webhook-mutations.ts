import { rowId } from '../global-id.ts';
import { callOf } from './context.ts';
import { mutation } from './mutation.ts';
import { WebhookDelivery } from './refs.ts';
import { ATTEMPT_TEXTS } from './webhook.ts';

mutation('rotateWebhookSecret', {
  subject: 'The project group whose secret to rotate.',
  description:
    'Creates a new secret that signs the webhooks of a project group, and shows it only this once. The previous secret signs as well for 24 hours; if there are three within that time, the oldest stops at once.',
  input: (t) => ({ projectGroup: t.id({ required: true, description: 'The ID of the project group.' }) }),
  errors: ['not-found', 'not-allowed'],
  run: ({ projectGroup }, context) =>
    context.webhooks.rotateSecret(callOf(context), { group: rowId('ProjectGroup', projectGroup) }),
  fields: (t) => ({
    secret: t.string({
      nullable: true,
      description:
        'The new secret, `whsec_…`, for a library of Standard Webhooks. Store it now: it is returned only once. Null if the request was refused.',
      resolve: ({ value }) => value?.secret,
    }),
    previousExpiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time until which the previous secret signs as well; null if there was none.',
      resolve: ({ value }) => value?.previousExpiresAt,
    }),
  }),
});

mutation('redeliverWebhook', {
  subject: 'The webhook delivery to send again.',
  description:
    'Sends a webhook again, whatever its status, under the same `webhook-id`. Failed attempts are retried as for the first one.',
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the webhook delivery.' }) }),
  errors: ['not-found'],
  run: ({ id }, context) => context.webhooks.redeliver(callOf(context), { id: rowId('WebhookDelivery', id) }),
  fields: (t) => ({
    delivery: t.field({
      type: WebhookDelivery,
      nullable: true,
      description: 'The webhook delivery as it is now; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('testWebhook', {
  subject: 'The receiver to test, and the project group that signs.',
  description:
    'Sends a signed message of the type `webhook.test` to a receiver, once, and waits at most 15 seconds for the result.',
  cost: () => 50,
  input: (t) => ({
    projectGroup: t.id({ required: true, description: 'The ID of the project group whose secret signs the message.' }),
    url: t.string({ required: true, description: 'The URL of the receiver, as in `startGeneration`.' }),
  }),
  errors: ['invalid-input', 'not-found', 'not-allowed', 'quota-exceeded'],
  run: ({ projectGroup, url }, context) =>
    context.webhooks.test(callOf(context), { group: rowId('ProjectGroup', projectGroup), url }),
  fields: (t) => ({
    delivered: t.boolean({
      nullable: true,
      description: 'Whether the receiver answered with a status from 200 to 299; null if the request was refused.',
      resolve: ({ value }) => value && value.errorCode === null,
    }),
    statusCode: t.int({
      nullable: true,
      description: ATTEMPT_TEXTS.statusCode,
      resolve: ({ value }) => value?.statusCode,
    }),
    errorCode: t.string({
      nullable: true,
      description: ATTEMPT_TEXTS.errorCode,
      resolve: ({ value }) => value?.errorCode,
    }),
    duration: t.int({
      nullable: true,
      description: ATTEMPT_TEXTS.duration,
      resolve: ({ value }) => value?.duration,
    }),
  }),
});
