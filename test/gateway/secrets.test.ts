import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDataFolder } from '../../src/data-folder.ts';
import { createServerDatabase } from '../database/databases.ts';
import { GatewayClient } from './client.ts';
import { emptyFolder, openGateway } from './open-gateway.ts';

const CREATE = `mutation ($input: CreateConnectionInput!) {
  createConnection(input: $input) { connection { id } errors { ... on UserError { code } } }
}`;
const TEST = `mutation ($id: ID!) { testConnection(input: { id: $id }) { errors { ... on UserError { code message } } } }`;

async function addConnection(client: GatewayClient, password: string): Promise<{ id: string | null; codes: string[] }> {
  const { createProjectGroup } = await client.ask<{ createProjectGroup: { projectGroup: { id: string } } }>(
    'mutation { createProjectGroup(input: { name: "g" }) { projectGroup { id } } }',
  );
  const { hostname, port } = new URL(inject('serverUrl'));
  const { createConnection } = await client.ask<{
    createConnection: { connection: { id: string } | null; errors: { code: string }[] };
  }>(CREATE, {
    input: {
      projectGroup: createProjectGroup.projectGroup.id,
      name: 'c',
      host: hostname,
      port: Number(port),
      database: 'postgres',
      user: 'postgres',
      password,
    },
  });
  return { id: createConnection.connection?.id ?? null, codes: createConnection.errors.map(({ code }) => code) };
}

test('a password is in no log, and private networks are closed until they are named', async () => {
  await using closed = await openGateway();
  const client = new GatewayClient(closed.app.url, closed.key);
  const { id } = await addConnection(client, 'canary-of-connections');
  const answer = await (await client.post(TEST, { id })).text();
  expect(answer).toContain('ADDRESS_NOT_ALLOWED');
  await using open = await openGateway({ ROWMILL_TARGET_NETWORKS: '127.0.0.0/8, ::1/128' });
  const other = new GatewayClient(open.app.url, open.key);
  const refused = await (
    await other.post(TEST, { id: (await addConnection(other, 'canary-of-connections')).id })
  ).text();
  expect(refused).toContain('AUTHENTICATION_FAILED');
  expect([answer, refused, ...closed.lines, ...open.lines].join('\n')).not.toContain('canary');
});

test('on a server a key has to be given before passwords are stored', async () => {
  const { url, drop } = await createServerDatabase();
  {
    await using gateway = await openGateway({ DATABASE_URL: url });
    const { codes } = await addConnection(new GatewayClient(gateway.app.url, gateway.key), 'x');
    expect(codes).toEqual(['SECRET_KEY_MISSING']);
  }
  await drop();
});

test('the key that is made outlives a restart', () => {
  const folder = emptyFolder();
  const first = openDataFolder(folder);
  const key = first.secretKey();
  first.release();
  const second = openDataFolder(folder);
  expect(second.secretKey()).toEqual(key);
  expect(key).toHaveLength(32);
  second.release();
  rmSync(folder, { recursive: true });
});

test.each([
  ['ROWMILL_SECRET_KEY', randomBytes(32).toString('base64'), 'canary', randomBytes(31).toString('base64')],
  ['ROWMILL_TARGET_NETWORKS', '10.0.0.0/8,fd00::/8', '10.0.0.0', '10.0.0.0/8,'],
])('%s is checked at the start', (name, good, ...bad) => {
  expect(readConfig({ [name]: good })).toHaveProperty('config');
  for (const value of bad) {
    expect(readConfig({ [name]: value })).toEqual({ mistakes: [expect.stringMatching(`^${name} should be `)] });
  }
});
