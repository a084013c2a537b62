import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/artifacts/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { openDataFolder } from '../../src/data-folder.ts';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import { checkStore, openInstallation } from '../../src/installation.ts';
import { Membership } from '../../src/nodes/index.ts';
import { Keys } from '../../src/projects/index.ts';
import { startS3, type S3Server } from '../artifacts/s3/server.ts';
import { createServerDatabase, type ServerDatabase } from '../database/databases.ts';
import { GatewayClient } from './client.ts';
import { emptyFolder, type OpenGateway, openGateway } from './open-gateway.ts';
import { createShop, downloadAll, shopByCommandLine, startShop, TASK_PROGRESS, type TaskView } from './shop.ts';
import { SILENT } from './used-folder.ts';

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
});

/** A node that said of itself that it is there, of the first version of the engine, and then no more. */
async function crash(name: string): Promise<void> {
  await sql(
    `insert into node (id, name, session, version, engine_version, role, threads, running)
     values ($1, $2, $1, '0.0.1', 1, 'both', 1, 0)`,
    [randomUUID(), name],
  );
}

/** Begins as a node does, up to the moment at which it is one of them, without what makes rows and listens. */
async function member(store: string | null, engineVersion = ENGINE_VERSION): Promise<Joined> {
  const data = emptyFolder();
  nodes.defer(() => rmSync(data, { recursive: true }));
  const opened = nodes.use(new AsyncDisposableStack());
  const own = openDataFolder(data);
  opened.defer(() => own.release());
  const { signal } = new AbortController();
  const { database: known } = await openInstallation(
    { data, databaseUrl: database.url, store },
    own,
    SILENT,
    (_what, close) => opened.defer(close),
    signal,
  );
  if (store !== null) await checkStore(openStore({ kind: 'disk', folder: store }), known, store);
  const adminKey = await new Keys(known).ensureAdminKey(null);
  const self = { id: own.node, session: randomUUID(), name: 'host', version: '1', engineVersion };
  const asNode = { ...self, role: 'both', threads: 1 } as const;
  const membership = await Membership.join(known, asNode, store !== null, () => 0, SILENT, signal);
  opened.defer(async () => await membership.leave());
  return { adminKey, leave: async () => await opened.disposeAsync() };
}

interface Joined {
  /** Where this start was the first one. */
  readonly adminKey: string | null;
  leave(): Promise<void>;
}

test('nodes that start at once on an empty database and an empty store are one installation', async () => {
  await database.drop();
  database = await createServerDatabase('template1');
  const store = shared();
  const started = await Promise.all([member(store), member(store), member(store)]);
  expect(await sql('select id from installation')).toHaveLength(1);
  expect(await sql('select id from node')).toHaveLength(3);
  expect(started.filter(({ adminKey }) => adminKey !== null)).toHaveLength(1);
});

describe('a node is refused', () => {
  test('with an empty store beside one that has another', async () => {
    await member(shared());
    await expect(member(shared())).rejects.toThrow('is empty, and the database knows artifacts or nodes');
  });

  test('with a store of another installation', async () => {
    const store = shared();
    const first = database;
    const joined = await member(store);
    database = await createServerDatabase();
    await expect(member(store)).rejects.toThrow('belongs to another installation');
    await joined.leave();
    await first.drop();
  });

  test('beside one of another version of the engine', async () => {
    const store = shared();
    await crash('old');
    await sql(`update node set last_seen_at = now() - interval '40 seconds'`);
    await member(store);
    // What a crash left says nothing; a node that gives signs of life does.
    const beats = setInterval(() => void sql(`update node set last_seen_at = now() where name = 'old'`), 200);
    nodes.defer(() => clearInterval(beats));
    await sql(`update node set last_seen_at = now() where name = 'old'`);
    await expect(member(store)).rejects.toThrow('the node on old has version 1 of the engine');
    clearInterval(beats);
  });

  test('not by what a crash left, if it is the only one', async () => {
    await crash('crashed');
    await member(null);
    expect(await sql('select id from node')).toHaveLength(2);
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
