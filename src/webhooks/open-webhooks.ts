import { randomUUID } from 'node:crypto';
import { validate } from 'uuid';
import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import type { Database } from '../entities/database/database.ts';
import { ProjectGroup } from '../entities/project-group.ts';
import type { WebhookDelivery } from '../entities/webhook-delivery.ts';
import { nodeId } from '../global-id.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { checkWebhookUrl, type Resolver, TargetFailure, type TargetPolicy, type Vault } from '../targets/index.ts';
import { type Links, Routine, type TaskLog } from '../tasks/index.ts';
import { type Verb, verb } from '../verb.ts';
import { deliveryBy } from './list-deliveries.ts';
import { again, countPending, release, removeOld } from './outbox.ts';
import { forgetPrevious, rotate, type RotatedSecret, signingSecrets } from './secrets.ts';
import { type Attempt, send } from './send.ts';
import { Sender } from './sender.ts';

export interface WebhookDeps {
  /** With all its tables. */
  readonly database: Database;
  readonly targets: TargetPolicy;
  readonly links: Links;
  /** UUID of this node. It outlives a restart: a node takes up again what it left. */
  readonly node: string;
  readonly log: TaskLog;
  /** Milliseconds of an attempt; 15 seconds by default. */
  readonly timeout?: number;
  /** In place of the system's look-up of names. */
  readonly resolver?: Resolver;
}

export interface TestWebhook {
  /** Row ID of the group whose secret signs it. */
  readonly group: string;
  readonly url: string;
}

/** What metrics tell of webhooks. */
export interface WebhookStats {
  readonly attempts: number;
  readonly delivered: number;
  readonly failed: number;
  readonly pending: number;
}

/** The room's verbs, beside `listDeliveries`. */
export interface Webhooks {
  /** Gives a group a new signing secret, which is shown this once. The one before signs as well for 24 hours. */
  readonly rotateSecret: Verb<[input: { readonly group: string }], Promise<Outcome<RotatedSecret>>>;
  /** Sends a webhook once more, whatever became of it, under the ID that it had. */
  readonly redeliver: Verb<[input: { readonly id: string }], Promise<Outcome<WebhookDelivery>>>;
  /** Sends a message without a task, once and at once, and reports what came of it. */
  readonly test: Verb<[input: TestWebhook], Promise<Outcome<Attempt>>>;
  /** Attempts and their results on this node since the start, and the webhooks of all nodes that waited some seconds ago. */
  stats(): WebhookStats;
  /** Says that something may be due. */
  look(): void;
  /** Makes no more attempts; those that run are made again later. Calling it twice is fine. */
  stop(): Promise<void>;
}

/** Milliseconds between two looks for attempts that are due, and between two sweeps. */
const LOOK = 1000;
const SWEEP = 60_000;
/** Milliseconds between two counts of the deliveries that are pending. */
const COUNT = 5000;
/** Tests that run at once. */
const MAX_TESTS = 4;
/** Seconds after which one of them is over. */
const TEST_TIME = 15;

/** Opens the room: sends what is due, and clears away what is old. Without a vault there is nothing to send. */
export async function openWebhooks(deps: WebhookDeps): Promise<Webhooks> {
  const { database, targets, node, log, timeout, resolver } = deps;
  const { vault, webhookNetworks: networks } = targets;
  const report = (err: unknown): void => log.warn({ err }, 'looking after webhooks failed and is tried again');
  const sender = vault === null ? null : new Sender({ ...deps, vault, networks });
  const stopping = new AbortController();
  await release(database.fork(), node);
  sender?.look();
  const looking = new Routine(LOOK, async () => sender?.look(), report);
  const sweeping = new Routine(
    SWEEP,
    async () => {
      await removeOld(database.fork());
      await forgetPrevious(database.fork());
    },
    report,
  );
  let pending = await countPending(database.fork());
  const counting = new Routine(
    COUNT,
    async () => {
      pending = await countPending(database.fork());
    },
    report,
  );
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping.abort(new Error('the node is being stopped'));
    await Promise.all([looking.stop(), sweeping.stop(), counting.stop(), sender?.stop()]);
  };

  let tests = 0;
  const test = async (call: Call, { group, url }: TestWebhook): Promise<Outcome<Attempt>> => {
    const wrong = checkWebhookUrl(url, networks);
    const refusals = await refusalsOf(call, group, vault);
    if (wrong !== null) refusals.push({ kind: 'invalid-input', code: 'INVALID_INPUT', message: wrong, path: ['url'] });
    if (vault === null || refusals.length > 0) return refused(...refusals);
    if (tests >= MAX_TESTS) {
      const message = `${MAX_TESTS} tests run already: wait for one`;
      const refusal = {
        kind: 'quota-exceeded',
        code: 'QUOTA_EXCEEDED',
        message,
        path: [],
        retryAfter: TEST_TIME,
      } as const;
      return refused(refusal);
    }
    tests++;
    try {
      const secrets = await signingSecrets(call.em, group, vault);
      const data = { projectGroup: nodeId('ProjectGroup', group) };
      const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date().toISOString(), data });
      return done(
        await send({ id: randomUUID(), url, body, secrets }, { networks, timeout, resolver }, stopping.signal),
      );
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      return done({ errorCode: 'SECRET_UNREADABLE', statusCode: null, duration: 0, retryAfter: null });
    } finally {
      tests--;
    }
  };

  return {
    rotateSecret: verb('write', async (call, { group }) => {
      const refusals = await refusalsOf(call, group, vault);
      if (vault === null || refusals.length > 0) return refused(...refusals);
      const rotated = await rotate(call.em, group, vault);
      return rotated === null ? refused(notFound('project group', 'group')) : done(rotated);
    }),
    redeliver: verb('write', async (call, { id }) => {
      if ((await deliveryBy(call, id)) === null) return refused(notFound('webhook delivery', 'id'));
      await again(call.em, id);
      sender?.look();
      const delivery = await deliveryBy(call, id);
      return delivery === null ? refused(notFound('webhook delivery', 'id')) : done(delivery);
    }),
    test: verb('write', test),
    stats: () => ({ attempts: 0, delivered: 0, failed: 0, ...sender?.counts, pending }),
    look: () => sender?.look(),
    stop: async () => await (stopped ??= stop()),
  };
}

/** What keeps a key from the secret of a group. */
async function refusalsOf({ em, access }: Call, group: string, vault: Vault | null): Promise<Refusal[]> {
  const isThere = validate(group) && sees(access, group) && (await em.count(ProjectGroup, { id: group })) === 1;
  if (!isThere) return [notFound('project group', 'group')];
  if (vault !== null) return [];
  const message = 'this gateway has no key to store signing secrets with: its operator has to set ROWMILL_SECRET_KEY';
  return [{ kind: 'not-allowed', code: 'SECRET_KEY_MISSING', message, path: [] }];
}

function notFound(what: string, ...path: readonly string[]): Refusal {
  const message = `there is no such ${what}, or the key may not see it`;
  return { kind: 'not-found', code: 'NOT_FOUND', message, path };
}
