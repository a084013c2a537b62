import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { GatewayClient } from '../gateway/client.ts';
import { openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { createShop } from '../gateway/shop.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXAMPLE = join(ROOT, 'examples', 'webhook-receiver.ts');

test('the receiver takes what the gateway signs, and nothing else; the docs show it as it is', async () => {
  expect(readFileSync(join(ROOT, 'docs', 'webhooks.md'), 'utf8')).toContain(
    `\`\`\`ts\n${readFileSync(EXAMPLE, 'utf8')}\`\`\`\n`,
  );
  await using gateway = await openGateway({ ROWMILL_WEBHOOK_NETWORKS: '127.0.0.0/8' });
  await modelsRun(gateway);
  const client = new GatewayClient(gateway.app.url, gateway.key);
  const project = await createShop(client, 'webhooks');
  const { projectGroup } = await client.ask<{ projectGroup: { id: string } }>(
    '{ projectGroup(by: { name: "webhooks" }) { id } }',
  );
  const { rotateWebhookSecret } = await client.ask<{ rotateWebhookSecret: { secret: string } }>(
    'mutation ($id: ID!) { rotateWebhookSecret(input: { projectGroup: $id }) { secret } }',
    projectGroup,
  );
  const { PATH } = process.env;
  const env = { PATH, PORT: '0', WEBHOOK_SECRET: rotateWebhookSecret.secret };
  const receiver = spawn(process.execPath, [EXAMPLE], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines = createInterface({ input: receiver.stdout })[Symbol.asyncIterator]();
    const url = String((await lines.next()).value).replace('receives at ', '');
    const { startGeneration } = await client.ask<{ startGeneration: { task: { id: string } } }>(
      `mutation ($project: ID!, $url: String!) {
        startGeneration(input: { project: $project, webhookUrl: $url, entities: [{ name: "User", count: 10 }] }) { task { id } }
      }`,
      { project, url: `${url}/hooks` },
    );
    const message = JSON.parse(String((await lines.next()).value));
    expect(message).toMatchObject({
      type: 'task.completed',
      data: { id: startGeneration.task.id, project, status: 'completed' },
    });
    const file = await fetch(message.data.data.User);
    expect((await file.text()).trim().split('\n')).toHaveLength(11);
    const forged = { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' };
    expect((await fetch(url, { method: 'POST', body: '{}', headers: forged })).status).toBe(401);
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
    expect(gateway.lines.join('\n')).not.toMatch(/whsec_|\/hooks/);
  } finally {
    const over = once(receiver, 'close');
    receiver.kill();
    await over;
  }
});
