import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { Receiver, status } from '../webhooks/receiver.ts';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { randomNumbers } from '../gateway/random.ts';
import { ServeProcess } from '../gateway/serve-process.ts';

const MODEL = 'User:\n  $count: 2000\n  id: integer @id\n  name: string @full_name\n';

interface Delivery {
  readonly webhookId: string;
  readonly type: string;
  readonly status: string;
  readonly task: { readonly id: string; readonly status: string };
}

interface Started {
  readonly startGeneration: { readonly task: { readonly id: string } | null };
}

const START = `mutation ($project: ID!, $url: String!, $key: String!) {
  startGeneration(input: { project: $project, webhookUrl: $url, idempotencyKey: $key }) {
    task { id } errors { ... on UserError { code message } }
  }
}`;
const CANCEL = 'mutation ($id: ID!) { cancelTask(input: { task: $id }) { errors { __typename } } }';
const DELIVERIES = `query ($after: String) {
  webhookDeliveries(first: 100, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { webhookId type status task { id status } }
  }
}`;

/**
 * Kills the gateway at random while tasks with webhooks are started, canceled and run, and checks that each of them is told of at
 * least once under one ID, with the status that it has, and that nothing else is sent. Some answers are failures.
 * @returns what was seen, for messages.
 */
export async function surviveWithWebhooks(
  tasks: number,
  kills: number,
  seed: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly told: number; readonly requests: number }> {
  const random = randomNumbers(seed);
  const folder = emptyFolder();
  const env = {
    ROWMILL_THREADS: '1',
    ROWMILL_WEBHOOK_NETWORKS: '127.0.0.0/8',
    ROWMILL_RATE: '1000000000',
    ...environment,
  };
  await using receiver = await Receiver.open();
  const failed = new Set<string>();
  const unsigned: unknown[] = [];
  let webhook: Webhook | null = null;
  receiver.reply = (response, received) => {
    // When it comes: a signature is good for five minutes.
    try {
      webhook?.verify(received.body, received.headers);
    } catch (error) {
      unsigned.push(error);
    }
    const point = random();
    // Each fails once at most: after a second failure the pause is five minutes.
    if (point >= 0.2 || failed.has(received.id)) return status(204)(response, received);
    failed.add(received.id);
    return point < 0.1 ? void response.destroy() : status(500)(response, received);
  };
  let gateway = new ServeProcess(folder, env);
  try {
    let url = await gateway.url();
    const key = gateway.adminKey;
    const { project, secret } = await setUp(new GatewayClient(url, key));
    webhook = new Webhook(secret);
    const ids = new Set<string>();
    const start = async (at: string, variables: object): Promise<Started> =>
      await new GatewayClient(at, key).ask<Started>(START, variables);
    const restart = async (): Promise<void> => {
      gateway.signal('SIGKILL');
      await gateway.ended();
      gateway = new ServeProcess(folder, env);
      url = await gateway.url();
    };
    const killed = new Set(Array.from({ length: kills }, () => Math.floor(random() * tasks)));
    for (let at = 0; at < tasks; at++) {
      const variables = { project, url: receiver.url(), key: `task ${at}` };
      const started = start(url, variables);
      if (killed.has(at)) {
        // Whether it was accepted is not known then: the same key asks again.
        started.catch(() => undefined);
        await wait(random() * 30);
        await restart();
      }
      const { startGeneration } = killed.has(at) ? await start(url, variables) : await started;
      if (startGeneration.task === null) throw new Error(`not started: ${JSON.stringify(startGeneration)}`);
      ids.add(startGeneration.task.id);
      if (random() < 0.2) await new GatewayClient(url, key).ask(CANCEL, { id: startGeneration.task.id });
    }
    await restart();
    const deliveries = await delivered(new GatewayClient(url, key), tasks);
    if (unsigned.length > 0) throw new Error('a message had a wrong signature', { cause: unsigned[0] });
    check(deliveries, ids, receiver);
    return { told: deliveries.length, requests: receiver.received.length };
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  } finally {
    await gateway[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function setUp(client: GatewayClient): Promise<{ readonly project: string; readonly secret: string }> {
  const { createProjectGroup } = await client.ask<{ createProjectGroup: { projectGroup: { id: string } } }>(
    'mutation { createProjectGroup(input: { name: "kills" }) { projectGroup { id } } }',
  );
  const group = createProjectGroup.projectGroup.id;
  const { createProject } = await client.ask<{ createProject: { project: { id: string } } }>(
    'mutation ($group: ID!, $model: String!) { createProject(input: { projectGroup: $group, name: "dev", model: $model }) { project { id } } }',
    { group, model: MODEL },
  );
  const { rotateWebhookSecret } = await client.ask<{ rotateWebhookSecret: { secret: string } }>(
    'mutation ($group: ID!) { rotateWebhookSecret(input: { projectGroup: $group }) { secret } }',
    { group },
  );
  return { project: createProject.project.id, secret: rotateWebhookSecret.secret };
}

/** All deliveries when each is delivered. */
async function delivered(client: GatewayClient, tasks: number): Promise<Delivery[]> {
  for (;;) {
    const all: Delivery[] = [];
    for (let after: string | null = null; ;) {
      const { webhookDeliveries: page }: { webhookDeliveries: Page } = await client.ask(DELIVERIES, { after });
      all.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    if (all.some((one) => one.status === 'FAILED')) throw new Error('a webhook was given up');
    if (all.length >= tasks && all.every((one) => one.status === 'DELIVERED')) return all;
    await wait(200);
  }
}

interface Page {
  readonly nodes: readonly Delivery[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function check(deliveries: readonly Delivery[], ids: ReadonlySet<string>, receiver: Receiver): void {
  const expect = (is: boolean, what: string): void => {
    if (!is) throw new Error(what);
  };
  const byTask = new Map(deliveries.map((one) => [one.task.id, one]));
  expect(byTask.size === deliveries.length, 'a task is told of under two IDs');
  expect(
    byTask.size === ids.size && [...ids].every((id) => byTask.has(id)),
    'not all tasks are told of, or others are',
  );
  for (const { body, id } of receiver.received) {
    const { type, data } = JSON.parse(body);
    const known = byTask.get(data.id);
    expect(known?.webhookId === id && known.type === type, `${type} was sent under an ID of another`);
    expect(
      type === `task.${known?.task.status.toLowerCase()}`,
      `${type} was sent of a task that is ${known?.task.status}`,
    );
  }
  const told = new Set(receiver.received.map(({ id }) => id));
  expect(told.size === deliveries.length, 'what is called delivered has not come');
}
