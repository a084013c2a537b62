import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { conditionsOf, ofSeenGroups, referringTo } from '../entities/queries/conditions.ts';
import type { Listing } from '../entities/queries/listing.ts';
import { type DeliveryStatus, WebhookDelivery } from '../entities/webhook-delivery.ts';
import { validate } from 'uuid';
import { verb } from '../verb.ts';

export interface DeliveryFilter {
  /** Row ID; what is no ID matches nothing. */
  readonly group?: string | null | undefined;
  /** Row ID; what is no ID matches nothing. */
  readonly task?: string | null | undefined;
  /** One of these. */
  readonly status?: readonly DeliveryStatus[] | null | undefined;
}

/** The webhooks of the last days that the key sees. */
export const listDeliveries = verb(
  'read',
  ({ access }: Call, { group, task, status }: DeliveryFilter): Listing<WebhookDelivery> => ({
    entity: WebhookDelivery,
    conditions: conditionsOf(
      ofSeenGroups(access, 'group_id'),
      referringTo('group_id', group),
      referringTo('task_id', task),
      status === null || status === undefined ? null : (at) => `status = any(${at([...status])}::text[])`,
    ),
  }),
);

/** One of them by row ID; null where there is none that the key sees. */
export async function deliveryBy({ em, access }: Call, id: string): Promise<WebhookDelivery | null> {
  const delivery = validate(id) ? await em.findOne(WebhookDelivery, { id }, { refresh: true }) : null;
  return delivery !== null && sees(access, delivery.group.id) ? delivery : null;
}
