import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import { Bucket } from '../../src/artifacts/s3/bucket.ts';
import { S3Store } from '../../src/artifacts/s3/s3-store.ts';
import { allOf, type S3Server, startS3 } from '../artifacts/s3/server.ts';
import { type PostgresServer, startPostgres } from '../database/postgres-server.ts';
import { randomNumbers } from '../gateway/random.ts';
import {
  createShop,
  digests,
  downloadAll,
  readTask,
  shopByCommandLine,
  startShop,
  TASK_PROGRESS,
  type TaskView,
} from '../gateway/shop.ts';
import { type FaultyHost, HostNetwork, whyNoHosts } from './hosts.ts';

const FAULTS = Number(process.env.HOST_FAULTS ?? 24);
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const HOSTS = 4;
/** Tasks that are there at once. */
const TASKS = 2;
/** As many as make a task that is divided, of parts of at most 11 MiB, which the service takes. */
const USERS = 56_000;
/** Milliseconds that a piece takes at most to be stored, beside its transfer: tasks are in the middle most of the time. */
const STORING = 3000;
/** Milliseconds. */
const LONG_CUT = 60_000;
const MAX_OUTAGE = 20_000;
const MAX_GAP = 3000;
/** Milliseconds after the death of a node at which, half of the times, all of its slices are made by others: their threads may be taken. */
const TAKEN_OVER = 20_000;
/** Milliseconds after which what was not to be had will not come. */
const PATIENCE = 300_000;

/** Where Debian installs what gives a program another clock. */
const OTHER_CLOCK = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketimeMT.so.1`;

const KINDS = ['kill', 'kill', 'cut', 'long cut', 'pause', 'stop', 'database'] as const;
type Kind = (typeof KINDS)[number];

/** All that a run needs, and what it has found. */
interface World {
  readonly random: () => number;
  readonly hosts: readonly FaultyHost[];
  readonly up: Set<FaultyHost>;
  readonly server: PostgresServer;
  readonly s3: S3Server;
  readonly store: S3Store;
  readonly key: string;
  readonly project: string;
  readonly expected: ReadonlyMap<string, string>;
  /** What happened, for messages. */
  readonly story: string[];
  /** Milliseconds from the death of a node until all its slices were others'. */
  readonly takeovers: number[];
  /** Aborted after the last fault. */
  readonly over: AbortController;
  restarts: number;
}

/** A statement on the database, again and again where that is being restarted. */
async function sql<Row extends object>(
  { server }: Pick<World, 'server'>,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  for (;;) {
    const client = new Client({ connectionString: server.url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(text, values)).rows;
    } catch (error) {
      if (error instanceof DatabaseError && !/^(?:57|08)/.test(error.code ?? '')) throw error;
      await wait(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** What a host that is up answers; another one is asked where something happens to it, or the database is away. */
async function ask<T>(world: World, call: (host: FaultyHost) => Promise<T>): Promise<T> {
  for (let end = performance.now() + PATIENCE; ;) {
    const up = [...world.up];
    const host = up[Math.floor(world.random() * up.length)];
    if (host === undefined) await wait(100);
    else {
      try {
        return await Promise.race([call(host), host.struck]);
      } catch (error) {
        if (error instanceof Unlike || performance.now() > end) throw error;
        await wait(100);
      }
    }
  }
}

/** Something that must not be. */
class Unlike extends Error {}

/** Follows a task to its end, on another host after each fault, and checks that nothing is told twice or in another order. */
async function follow(world: World, id: string): Promise<void> {
  let after: number | undefined;
  await ask(world, async (host) => {
    const states = host.client(world.key).overWebSocket<{ taskProgress: TaskView }>(TASK_PROGRESS, { id, after });
    for (;;) {
      const next = await Promise.race([states.next(), host.struck]);
      if (next.done === true) throw new Error('the subscription ended before the task');
      const { sequence, isTerminal, status, error } = next.value.taskProgress;
      // A subscriber that comes back to a task that has ended is told its end.
      if (after !== undefined && sequence <= after && !isTerminal) throw new Unlike(`${sequence} came after ${after}`);
      after = sequence;
      if (!isTerminal) continue;
      if (status !== 'COMPLETED') throw new Unlike(`the task is ${status}: ${JSON.stringify(error)}`);
      return;
    }
  });
}

interface TaskRow {
  readonly parts_total: number;
  readonly parts_done: number;
  readonly rows_done: number;
  readonly known: number;
  readonly left: number;
  readonly ends: number;
}

/** One task from its start to its end, and whether everything of it is right. */
async function checkTask(world: World): Promise<void> {
  const idempotencyKey = randomBytes(8).toString('hex');
  const id = await ask(world, async (host) =>
    startShop(host.client(world.key), world.project, USERS, 'csv', idempotencyKey),
  );
  await follow(world, id);
  const files = await ask(world, async (host) => downloadAll(await readTask(host.client(world.key), id)));
  expect(digests(files)).toEqual(world.expected);
  const [, uuid] = Buffer.from(id, 'base64').toString().split(':');
  const [row] = await sql<TaskRow>(
    world,
    `select parts_done, (select count(*)::int from task_part where task_id = task.id and stored) as known,
       (select count(*)::int from slice where task_id = task.id) as left,
       (select count(*)::int from jsonb_array_elements(history) as entry where entry ->> 'kind' in ('COMPLETED', 'FAILED')) as ends
     from task where id = $1`,
    [uuid],
  );
  const pieces = await allOf(world.store.pieces(uuid, 0));
  expect(row).toEqual({ parts_done: pieces.length, known: pieces.length, left: 0, ends: 1 });
  await world.store.removeTask(uuid);
}

/** Milliseconds until all slices that a dead node had are made by others or stored; null where nothing can be said of that. */
async function takeover(world: World, host: FaultyHost): Promise<number | null> {
  const [began, restarts] = [performance.now(), world.restarts];
  const { node } = host;
  const theirs = await sql<{ task_id: string; number: number }>(
    world,
    'select task_id, "number" from slice where node = $1',
    [node],
  );
  if (theirs.length === 0) return null;
  for (;;) {
    const left = await sql(
      world,
      `select 1 from slice join jsonb_to_recordset($2::jsonb) as theirs (task_id uuid, "number" int) using (task_id, "number")
       join task on task.id = slice.task_id and task.status = 'PROCESSING' where slice.node is null or slice.node = $1`,
      [node, JSON.stringify(theirs)],
    );
    // Nobody is dead of whom the database cannot tell, and where nobody else is up, nobody goes on.
    if (world.restarts > restarts || world.up.size === 0 || world.over.signal.aborted) return null;
    const taken = performance.now() - began;
    if (left.length === 0 || taken > PATIENCE) return taken;
    await wait(100);
  }
}

/** Makes something happen; what it took from the others is there again when the promise is kept. */
async function strike(world: World, kind: Exclude<Kind, 'database'>, host: FaultyHost): Promise<void> {
  const outage = kind === 'long cut' ? LONG_CUT : world.random() * MAX_OUTAGE;
  world.up.delete(host);
  switch (kind) {
    case 'kill': {
      host.signal('SIGKILL');
      // Until it has been taken for dead, which a start would be before.
      const taken = await takeover(world, host);
      if (taken !== null) world.takeovers.push(taken);
      else await wait(outage);
      host.start();
      break;
    }
    case 'cut':
    case 'long cut':
      host.cut();
      await wait(outage);
      host.mend();
      break;
    case 'pause':
      host.signal('SIGSTOP');
      await wait(outage);
      host.signal('SIGCONT');
      break;
    case 'stop':
      host.signal('SIGTERM');
      await host.gateway.ended();
      host.start();
      break;
  }
  // A connection whose packets were lost for a minute may be tried again after another one.
  const ended = host.gateway.ended();
  while (!(await host.isReady())) {
    const code = await Promise.race([ended, wait(200)]);
    if (code !== undefined) throw new Unlike(`a host ended with ${code}: ${host.gateway.stderr}`);
  }
  world.up.add(host);
}

/** Until nodes make slices. */
async function untilBusy(world: World): Promise<void> {
  while ((await sql(world, 'select from slice where node is not null limit 1', [])).length === 0) await wait(50);
}

/** Nodes that make a slice which was being made by two that died: a third death would end its task, as it shall. */
async function withSuspects(world: World): Promise<ReadonlySet<string>> {
  const rows = await sql<{ node: string }>(world, 'select node from slice where node is not null and crashes >= 2', []);
  return new Set(rows.map(({ node }) => node));
}

async function strikeAll(world: World): Promise<void> {
  const mending = new Set<Promise<void>>();
  while (world.story.length < FAULTS) {
    await untilBusy(world);
    const kind = KINDS[Math.floor(world.random() * KINDS.length)];
    const point = world.random();
    if (kind === 'database') {
      world.restarts++;
      world.story.push(kind);
      await world.server.restart();
    } else {
      while (world.up.size < 2) await Promise.race(mending);
      const spared = await withSuspects(world);
      const up = [...world.up].filter(({ node }) => !spared.has(node));
      const host = up[Math.floor(point * up.length)];
      if (host === undefined) continue;
      world.story.push(`${kind} ${world.hosts.indexOf(host)}`);
      const mended = strike(world, kind, host).finally(() => mending.delete(mended));
      mending.add(mended);
    }
    await wait(world.random() * MAX_GAP);
  }
  await Promise.all(mending);
}

const reason = whyNoHosts();

test.skipIf(reason !== null)(`${FAULTS} faults of ${HOSTS} hosts, seed ${seed} (${reason ?? 'as root'})`, async () => {
  const random = randomNumbers(seed);
  await using cleanup = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-faults-hosts-'));
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'server'));
  const network = cleanup.use(new HostNetwork());
  const server = await startPostgres(join(folder, 'server'), undefined, network.address);
  cleanup.defer(async () => await server.stop());
  const [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY] = ['test', 'canary'];
  Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
  const s3 = await startS3(network.address);
  cleanup.defer(async () => await s3.close());
  const bucket = s3.bucket();
  const environment = {
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
    DATABASE_URL: server.url,
    ROWMILL_STORE: `s3://${bucket.bucket}/${bucket.prefix}?endpoint=${encodeURIComponent(bucket.endpoint ?? '')}`,
    ROWMILL_SECRET_KEY: randomBytes(32).toString('base64'),
    ROWMILL_THREADS: '1',
    ROWMILL_RATE: '1_000_000_000',
  };
  // The clock of the last host is an hour ahead, where that can be had.
  const late = existsSync(OTHER_CLOCK)
    ? { LD_PRELOAD: OTHER_CLOCK, FAKETIME: '+1h', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
    : {};
  const hosts = Array.from({ length: HOSTS }, (_, at) =>
    network.host(join(folder, `host-${at}`), { ...environment, ...(at === HOSTS - 1 ? late : {}) }),
  );
  for (const host of hosts) {
    cleanup.use(host).start();
    await host.gateway.url();
  }
  const key = hosts[0].gateway.adminKey;
  const world: World = {
    random,
    hosts,
    up: new Set(hosts),
    server,
    s3,
    store: new S3Store(new Bucket(bucket), join(folder, 'spool')),
    key,
    project: await createShop(hosts[0].client(key), 'hosts'),
    expected: digests(await shopByCommandLine(USERS)),
    story: [],
    takeovers: [],
    over: new AbortController(),
    restarts: 0,
  };
  s3.fault = async ({ method, url = '' }) => {
    if (method === 'PUT' && url.includes('/0')) await wait(random() * STORING);
    return null;
  };
  let done = 0;
  const lane = async (): Promise<void> => {
    while (!world.over.signal.aborted) {
      await checkTask(world);
      done++;
    }
  };
  try {
    const lanes = Array.from({ length: TASKS }, lane);
    await Promise.race([strikeAll(world), Promise.all(lanes)]);
    world.over.abort();
    await Promise.all(lanes);
  } catch (error) {
    const errors = hosts.flatMap((host, at) => host.errors.map((line) => `host ${at}: ${line}`));
    throw new Error(`seed ${seed}, after ${world.story.join(', ')}\n${errors.join('\n')}`, { cause: error });
  }
  const seconds = world.takeovers.map((taken) => (taken / 1000).toFixed(1));
  process.stderr.write(`${done} tasks; dead slices went on after ${seconds.join(', ')} s; ${world.story.join(', ')}\n`);
  const median = world.takeovers.toSorted((one, other) => one - other)[Math.floor(world.takeovers.length / 2)] ?? 0;
  expect(median).toBeLessThan(TAKEN_OVER);
});
