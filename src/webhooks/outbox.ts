import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import type { Attempt } from './send.ts';

/** An attempt that a node makes now. */
export interface Claimed {
  readonly id: string;
  /** Row id. */
  readonly task: string;
  readonly receiver: string;
  readonly type: string;
  /** That were made before. */
  readonly attempts: number;
}

/** Attempts at one receiver that a node makes at once. */
const MAX_AT_RECEIVER = 2;
/** After this long whoever made an attempt is taken for dead. An attempt takes half of it at most. */
const LEASE = `interval '30 seconds'`;
/** How long what became of a webhook can be read. */
const KEPT = `interval '7 days'`;

/**
 * Takes attempts that are due, each for one node only. The groups take turns, so that one with many waiting webhooks keeps no other
 * waiting; within a group the oldest come first.
 * @param busy receivers of the attempts that the node makes now.
 */
export async function claim(
  em: EntityManager,
  node: string,
  most: number,
  busy: readonly string[],
): Promise<Claimed[]> {
  return await statement<Claimed>(
    em,
    `with busy as (
       select receiver, count(*) as "count" from unnest($3::text[]) as receiver group by receiver
     ), due as (
       select id, next_at, row_number() over (partition by group_id order by next_at, id) as turn,
         row_number() over (partition by receiver order by next_at, id) + coalesce(busy."count", 0) as place
       from webhook_delivery left join busy using (receiver) where status = 'PENDING' and next_at <= now()
     ), chosen as (
       select delivery.id from webhook_delivery as delivery join due on due.id = delivery.id
       where due.place <= ${MAX_AT_RECEIVER} and delivery.status = 'PENDING' and delivery.next_at <= now()
       order by due.turn, due.next_at limit $2 for update of delivery skip locked
     )
     update webhook_delivery as delivery set next_at = now() + ${LEASE}, "node" = $1 from chosen
     where delivery.id = chosen.id
     returning delivery.id, delivery.task_id as task, delivery.receiver, delivery."type", delivery.attempts`,
    [node, most, [...busy]],
  );
}

/**
 * Notes the result of an attempt, unless somebody has taken it over meanwhile.
 * @param pause milliseconds until the next attempt; null where none follows.
 */
export async function record(
  em: EntityManager,
  node: string,
  { id, attempts }: Claimed,
  { errorCode, statusCode, duration }: Attempt,
  pause: number | null,
): Promise<void> {
  const after = pause === null ? 'FAILED' : 'PENDING';
  await statement(
    em,
    `update webhook_delivery set status = $4::text, attempts = attempts + 1, "node" = null,
       next_at = now() + $5::float8 * interval '1 millisecond', status_code = $6::int, error_code = $7::text, duration = $8::int,
       attempted_at = now(), delivered_at = case when $4::text = 'DELIVERED' then now() end
     where id = $1 and "node" = $2 and attempts = $3`,
    [
      id,
      node,
      attempts,
      errorCode === null ? 'DELIVERED' : after,
      errorCode === null ? null : pause,
      statusCode,
      errorCode,
      duration,
    ],
  );
}

/** Gives back what a node has taken: the attempts are made as if it had not. */
export async function release(em: EntityManager, node: string): Promise<void> {
  await statement(
    em,
    `update webhook_delivery set next_at = now(), "node" = null where "node" = $1 and status = 'PENDING'`,
    [node],
  );
}

/** Sends a webhook again, with all attempts before it. @returns whether it is there. */
export async function again(em: EntityManager, id: string): Promise<void> {
  await statement(
    em,
    `update webhook_delivery set status = 'PENDING', attempts = 0, next_at = now(), "node" = null, delivered_at = null
     where id = $1`,
    [id],
  );
}

/** Removes what is old; what is still being tried stays. */
export async function removeOld(em: EntityManager): Promise<void> {
  await statement(
    em,
    `delete from webhook_delivery where status <> 'PENDING' and coalesce(attempted_at, created_at) < now() - ${KEPT}`,
  );
}

/** Webhooks that are still being tried, on all nodes. */
export async function countPending(em: EntityManager): Promise<number> {
  const [{ pending }] = await statement<{ pending: number }>(
    em,
    `select count(*)::float8 as pending from webhook_delivery where status = 'PENDING'`,
  );
  return pending;
}
