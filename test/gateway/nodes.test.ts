import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startS3, type S3Server } from '../artifacts/s3/server.ts';
import { createServerDatabase, type ServerDatabase } from '../database/databases.ts';
import { GatewayClient } from './client.ts';
import { type OpenGateway, openGateway } from './open-gateway.ts';
import { createShop, downloadAll, shopByCommandLine, startShop, TASK_PROGRESS, type TaskView } from './shop.ts';

const USERS = 60;
const SECRET_KEY = randomBytes(32).toString('base64');

let s3: S3Server;
let folder: string;
beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'canary';
  s3 = await startS3();
  folder = mkdtempSync(join(tmpdir(), 'rowmill-nodes-'));
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

function bucket(): string {
  const { bucket: name, prefix, endpoint = '' } = s3.bucket();
  return `s3://${name}/${prefix}?endpoint=${encodeURIComponent(endpoint)}`;
}
const shared = (): string => mkdtempSync(join(folder, 'store-'));

let database: ServerDatabase;
let nodes: AsyncDisposableStack;
beforeEach(async () => {
  database = await createServerDatabase();
  nodes = new AsyncDisposableStack();
});
afterEach(async () => {
  await nodes.disposeAsync();
  await database.drop();
});

/** Starts a node on the database of the test, with a folder of its own. */
async function node(store: string, more: Readonly<Record<string, string>> = {}): Promise<OpenGateway> {
  const environment = { DATABASE_URL: database.url, ROWMILL_STORE: store, ROWMILL_SECRET_KEY: SECRET_KEY, ...more };
  return nodes.use(await openGateway(environment));
}

async function sql(text: string, values: readonly unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

describe.each([
  ['a folder', shared],
  ['a bucket', bucket],
])('nodes that share %s', (kind, storeOf) => {
  test('run each other’s tasks, tell of them, and have their files', async () => {
    const store = storeOf();
    const api = await node(store, { ROWMILL_ROLE: 'api' });
    const worker = await node(store, { ROWMILL_ROLE: 'worker' });
    const other = kind === 'a folder' ? await node(store, { ROWMILL_ROLE: 'api' }) : api;
    const [client, second] = [api, other].map(({ app }) => new GatewayClient(app.url, api.key));
    const project = await createShop(client, 'shared');
    const id = await startShop(client, project, USERS);
    const seen: TaskView[] = [];
    for await (const { taskProgress } of second.overWebSocket<{ taskProgress: TaskView }>(TASK_PROGRESS, { id }))
      seen.push(taskProgress);
    expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', progress: { fraction: 1 } });
    const [task] = seen.slice(-1);
    const expected = await shopByCommandLine(USERS);
    expect(await downloadAll(task)).toEqual(expected);
    // The address of one node is good on the other.
    const archive = new URL(task.archiveUrl ?? '');
    archive.host = new URL(api.app.url).host;
    expect((await fetch(archive)).status).toBe(200);
    const { app } = worker;
    expect(await (await fetch(`${app.url}/metrics`)).text()).toMatch(/^rowmill_tasks\w*\{[^}]*completed[^}]*\} 1$/m);
    const { workers } = await client.ask<{ workers: { role: string; running: number }[] }>(
      'query { workers { name version role threads running startedAt lastSeenAt } }',
    );
    expect(workers.map(({ role }) => role).slice(0, 2)).toEqual(['API', 'WORKER']);
    expect(workers).toHaveLength(kind === 'a folder' ? 3 : 2);
    expect((await fetch(`${worker.app.url}/health`)).status).toBe(200);
    expect((await fetch(`${worker.app.url}/graphql`, { method: 'POST' })).status).toBe(404);
  });

  test('refuse a store that is not theirs', async () => {
    await node(storeOf());
    await expect(node(storeOf())).rejects.toThrow('is empty, and the database knows artifacts or nodes');
  });
});

test('nodes that start at once on an empty database and an empty store are one installation', async () => {
  await database.drop();
  database = await createServerDatabase('template1');
  const store = shared();
  const started = await Promise.all([node(store), node(store), node(store, { ROWMILL_ROLE: 'worker' })]);
  expect(await sql('select id from installation')).toHaveLength(1);
  for (const { app } of started) expect((await fetch(`${app.url}/ready`)).status).toBe(200);
  // The first start creates the admin key.
  expect(started.filter(({ key }) => key !== undefined && key !== null)).toHaveLength(1);
});

describe('a node is refused', () => {
  test('with a store of another installation', async () => {
    const store = shared();
    await node(store);
    const first = database;
    database = await createServerDatabase();
    await expect(node(store)).rejects.toThrow('belongs to another installation');
    await nodes.disposeAsync();
    await first.drop();
  });

  test('beside one of another version of the engine', async () => {
    const store = shared();
    await sql(
      `insert into node (id, name, session, version, engine_version, role, threads, running)
       values ($1, 'old', $1, '0.0.1', 1, 'both', 1, 0)`,
      [randomUUID()],
    );
    await sql(`update node set last_seen_at = now() - interval '40 seconds'`);
    await node(store);
    // What a crash left says nothing; a node that gives signs of life does.
    const beats = setInterval(() => void sql(`update node set last_seen_at = now() where name = 'old'`), 200);
    nodes.defer(() => clearInterval(beats));
    await sql(`update node set last_seen_at = now() where name = 'old'`);
    await expect(node(store)).rejects.toThrow('the node on old has version 1 of the engine');
    clearInterval(beats);
  });

  test('not by what a crash left, if it is the only one', async () => {
    await sql(
      `insert into node (id, name, session, version, engine_version, role, threads, running)
       values ($1, 'crashed', $1, '0.0.1', 1, 'both', 1, 0)`,
      [randomUUID()],
    );
    const alone = nodes.use(await openGateway({ DATABASE_URL: database.url }));
    expect((await fetch(`${alone.app.url}/health`)).status).toBe(200);
  });

  test('beside one that shares nothing, and the other way round', async () => {
    const alone = await openGateway({ DATABASE_URL: database.url });
    await expect(node(shared())).rejects.toThrow('without a store that others share');
    await alone[Symbol.asyncDispose]();
    await node(shared());
    await expect(openGateway({ DATABASE_URL: database.url })).rejects.toThrow('give all of them one store');
  });

  test.each([
    [{ ROWMILL_STORE: '/shared' }, ['DATABASE_URL', 'ROWMILL_SECRET_KEY']],
    [{ ROWMILL_STORE: 'relative' }, ['ROWMILL_STORE should be the absolute path']],
    [{ ROWMILL_STORE: 's3://key:secret@data' }, ['ROWMILL_STORE should be']],
    [{ ROWMILL_ROLE: 'worker' }, ['ROWMILL_ROLE=worker requires other nodes']],
    [{ ROWMILL_ROLE: 'all' }, ['ROWMILL_ROLE should be one of api, worker, both']],
  ])('with %j', (environment, mistakes) => {
    const read = readConfig(environment);
    const text = 'mistakes' in read ? read.mistakes.join('\n') : '';
    for (const mistake of mistakes) expect(text).toContain(mistake);
    expect(text).not.toContain('secret@');
  });
});
