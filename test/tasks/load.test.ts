import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Task } from '../../src/entities/task.ts';
import { parseAddress, TargetFailure } from '../../src/targets/index.ts';
import type { StartTarget, Tasks } from '../../src/tasks/index.ts';
import { HostFailure, type LoadEvents, type LoadJob, type ModelHost } from '../../src/workers/host/model-host.ts';
import { startModelHost } from '../../src/workers/host/start-model-host.ts';
import { databases } from '../database/databases.ts';
import { useTarget } from '../targets/target.ts';
import { LocalHost } from './local-host.ts';
import { codes, ended, reached, Room, TARGETS, value } from './room.ts';

const target = useTarget();

/** What happens to a load on its way. */
type Fault = (load: (events: LoadEvents) => Promise<void>, events: LoadEvents) => Promise<void>;

/** A host that loads, with faults for the first loads. */
class FaultyHost extends LocalHost {
  loads = 0;
  readonly injected: Fault[] = [];

  override async load(job: LoadJob, events: LoadEvents, signal: AbortSignal): Promise<void> {
    this.loads++;
    const fault = this.injected.shift();
    const load = async (given: LoadEvents): Promise<void> => await super.load(job, given, signal);
    await (fault === undefined ? load(events) : fault(load, events));
  }
}

const crashed = (): HostFailure => new HostFailure('crashed', 'it died');

describe.each(databases)('a task that loads, on $name', ({ open }) => {
  let room: Room;
  let host: FaultyHost;
  let tasks: Tasks;
  beforeAll(async () => {
    room = await Room.open(open());
  });
  afterAll(async () => await room.close());
  beforeEach(async () => {
    // No keys: nothing but the count of rows tells that some came twice.
    await target.query(`drop table if exists "User", "Country", "Order", "Lone"; create table "Country" (_id uuid, code text);
      create table "User" (id int, name text, country uuid); create table "Order" (id int, "user" int); create table "Lone" (id int)`);
    host = new FaultyHost(room.store, 10);
    tasks = await room.tasks({}, host);
  });

  // Another node would take what a test gives back.
  afterEach(async () => await tasks.stop());

  const inline = (): StartTarget => {
    const address = parseAddress(target.url);
    return { connection: { inline: { ...address, password: address.password ?? '' } }, mode: 'append', schema: null };
  };
  const start = async (changes: Partial<StartTarget> = {}, on = tasks): Promise<Task> =>
    value(await on.start(room.call(), { ...room.input(), format: undefined, target: { ...inline(), ...changes } }));
  const counts = async (): Promise<number[]> => {
    const [found] = await target.query<{ counts: number[] }>(
      `select array[(select count(*) from "Country"), (select count(*) from "User"), (select count(*) from "Order"),
         (select count(*) from "Lone")]::int[] as counts`,
    );
    return found.counts;
  };
  const ONCE = [5, 100, 250, 10];

  test('has its rows in the tables, and no files', async () => {
    const { id } = await start();
    const task = await ended(tasks, id);
    expect(task).toMatchObject({ status: 'COMPLETED', rowsDone: 365, partsDone: 0, bytesDone: 0, expired: true });
    expect(task.transaction).toBeNull();
    expect(await counts()).toEqual(ONCE);
    expect((await tasks.artifacts(room.database.fork(), [id])).get(id)).toBeUndefined();
    expect(await room.folders()).not.toContain(id);
    const [row] = await room.sql<{ all: string }>('select target::text as all from task where id = $1', [id]);
    expect(row.all).not.toContain(`"password": "${parseAddress(target.url).password}"`);
  });

  test('fails with all problems of the tables', async () => {
    await target.query('drop table "Lone"; alter table "User" drop name');
    const task = await ended(tasks, (await start()).id);
    expect(task).toMatchObject({ status: 'FAILED', error: { code: 'TABLES_UNFIT' } });
    expect(task.error?.problems?.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'COLUMN_MISSING User.name',
      'TABLE_MISSING Lone',
    ]);
  });

  test('leaves nothing when it is canceled', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    host.injected.push(async (load, events) => {
      const wait = Promise.withResolvers<never>();
      await load({
        ...events,
        committing: async () => {
          begin();
          await wait.promise;
        },
      });
    });
    // The load waits for ever with all rows sent: only the cancel ends it.
    const { id } = await start();
    await begun;
    expect(value(await tasks.cancel(room.call(), { task: id })).status).toBe('CANCELING');
    expect((await ended(tasks, id)).status).toBe('CANCELED');
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  test('loads once when the process dies before the commit, or after it', async () => {
    host.injected.push(
      async () => {
        throw crashed();
      },
      async (load, events) => {
        // It dies with the transaction noted, and never commits.
        await load({
          ...events,
          committing: async (transaction) => {
            await events.committing(transaction);
            throw new Error('died');
          },
        }).catch(() => undefined);
        throw crashed();
      },
      async (load, events) => {
        await load(events);
        throw crashed();
      },
    );
    const task = await ended(tasks, (await start()).id);
    expect(task.status).toBe('COMPLETED');
    expect(host.loads).toBe(3);
    expect(await counts()).toEqual(ONCE);
  });

  test('is not loaded again by another node, nor canceled, once it may be committed', async () => {
    host.injected.push(async (load, events) => {
      await load(events);
      throw new HostFailure('closed', 'the node is being stopped');
    });
    const { id } = await start();
    await reached(tasks, id, ({ status, transaction }) => status === 'PENDING' && Boolean(transaction));
    await tasks.stop();
    const again = await room.tasks({}, host);
    const canceled = await again.cancel(room.call(), { task: id });
    expect((await ended(again, id)).status).toBe('COMPLETED');
    expect(canceled.ok ? 'too late' : codes(canceled)[0]).toMatch(/too late|TASK_COMMITTING|TASK_FINISHED/);
    expect(host.loads).toBe(1);
    expect(await counts()).toEqual(ONCE);
    await again.stop();
  });

  test('fails when the process dies of it again and again', async () => {
    host.injected.push(...Array.from({ length: 3 }, () => () => Promise.reject(crashed())));
    expect(await ended(tasks, (await start()).id)).toMatchObject({ status: 'FAILED', error: { code: 'CRASH_LOOP' } });
  });

  const lost = (): TargetFailure => new TargetFailure('TARGET_LOST', 'the connection broke');
  const isPostponed = ({ status, attempt }: Task): boolean => status === 'PENDING' && attempt > 0;

  test('is begun again after its connection broke, before the commit and in it, and is told so', async () => {
    host.injected.push(
      // All connections of loads are cut with the transaction noted, and before the commit is sent.
      async (load, events) => {
        await load({
          ...events,
          committing: async (transaction) => {
            await events.committing(transaction);
            await target.query('select pg_terminate_backend($1)', [transaction.pid]);
          },
        });
      },
      async () => await Promise.reject(lost()),
    );
    const { id } = await start();
    await reached(tasks, id, isPostponed);
    const words = (await tasks.waitingFor(room.database.fork(), [id])).get(id);
    expect(words).toMatch(
      /^its database: .*connection.*; whether the rows are there is asked first, and try 2 of 8 follows in \d+ s$/,
    );
    expect(await ended(tasks, id)).toMatchObject({ status: 'COMPLETED', attempt: 3, error: null, setback: null });
    expect(host.loads).toBe(3);
    expect(await counts()).toEqual(ONCE);
  });

  test('asks before it loads again where the commit was sent and its answer is lost', async () => {
    host.injected.push(async (load, events) => {
      await load(events);
      throw lost();
    });
    const { id } = await start();
    await reached(tasks, id, isPostponed);
    expect(codes(await tasks.cancel(room.call(), { task: id }))).toEqual(['TASK_COMMITTING']);
    expect(await ended(tasks, id)).toMatchObject({ status: 'COMPLETED', attempt: 2 });
    expect(host.loads).toBe(1);
    expect(await counts()).toEqual(ONCE);
  });

  test('is canceled at once while it waits for its database, and holds no slot meanwhile', async () => {
    await tasks.stop();
    const one = await room.tasks({ concurrency: 1 }, host);
    host.injected.push(async () => await Promise.reject(lost()));
    const { id } = await start({}, one);
    await reached(one, id, isPostponed);
    await room.sql(`update task set due_at = now() + interval '50 minutes' where id = $1`, [id]);
    expect((await ended(one, (await start({}, one)).id)).status).toBe('COMPLETED');
    expect(value(await one.cancel(room.call(), { task: id })).status).toBe('CANCELED');
    expect(await counts()).toEqual(ONCE);
    await one.stop();
  });

  test('fails with what is in its way when it was begun too often, on whatever node', async () => {
    host.injected.push(
      async () => await Promise.reject(lost()),
      async () => await Promise.reject(lost()),
    );
    const { id } = await start();
    await reached(tasks, id, isPostponed);
    await tasks.stop();
    await room.sql('update task set tries = 7, due_at = null where id = $1', [id]);
    const again = await room.tasks({}, host);
    expect(await ended(again, id)).toMatchObject({ status: 'FAILED', error: { code: 'TARGET_LOST' }, tries: 8 });
    expect(host.loads).toBe(2);
    await again.stop();
  });

  test('takes a saved connection of its group, by id or name', async () => {
    const { host: at, port, database, user, password } = parseAddress(target.url);
    const add = async (group: string, name: string): Promise<string> => {
      const id = newId();
      await room.sql(
        `insert into connection (id, group_id, name, host, port, "database", "user", sslmode, "password")
         values ($1, $2, $3, $4, $5, $6, $7, 'disable', $8)`,
        [id, group, name, at, port, database, user, TARGETS.vault.seal(password ?? '', id)],
      );
      return id;
    };
    const [other] = await room.sql<{ id: string }>(
      `insert into project_group (id, name) values ($1, $2) returning id`,
      [newId(), newId()],
    );
    const own = await add(room.group, newId());
    const foreign = await add(other.id, 'foreign');
    const task = await ended(tasks, (await start({ connection: { id: own } })).id);
    expect(task).toMatchObject({ status: 'COMPLETED', target: { connection: own } });
    for (const connection of [{ id: foreign }, { name: 'foreign' }, { id: 'x' }]) {
      const outcome = await tasks.start(room.call(), {
        ...room.input(),
        format: undefined,
        target: { ...inline(), connection },
      });
      expect(codes(outcome)).toEqual(['NOT_FOUND']);
    }
  });

  test('has either a format or a connection', async () => {
    for (const input of [{ format: undefined }, { target: inline() }]) {
      expect(codes(await tasks.start(room.call(), { ...room.input(), ...input }))).toEqual(['INVALID_INPUT']);
    }
  });
});

describe('with a host of its own process', () => {
  let room: Room;
  let host: ModelHost;
  beforeAll(async () => {
    room = await Room.open(
      databases[0].open(),
      'Big:\n  $count: 400_000\n  id: integer @id\n  text: string @sentence\n',
    );
    const store = { kind: 'disk', folder: join(room.folder, 'artifacts') } as const;
    const quiet = { warn: () => undefined, error: () => undefined };
    host = await startModelHost({ threads: 1, store, threadMegabytes: 256, interactiveTimeout: 20_000 }, quiet);
  });
  afterAll(async () => {
    await room.close();
    await host.close();
  });

  test('rows are loaded once although the process is killed; a cancel ends it soon', async () => {
    await target.query('create table "Big" (id int, text text)');
    const tasks = await room.tasks({}, host);
    const address = parseAddress(target.url);
    const connection = { inline: { ...address, password: address.password ?? '' } };
    const start = async (): Promise<string> =>
      value(
        await tasks.start(room.call(), {
          ...room.input(),
          format: undefined,
          target: { connection, mode: 'append', schema: null },
        }),
      ).id;
    const id = await start();
    await reached(tasks, id, ({ rowsDone }) => rowsDone > 0);
    if (host.pid !== undefined) process.kill(host.pid, 'SIGKILL');
    expect((await ended(tasks, id)).status).toBe('COMPLETED');
    const other = await start();
    await reached(tasks, other, ({ rowsDone }) => rowsDone > 0);
    await tasks.cancel(room.call(), { task: other });
    expect((await ended(tasks, other)).status).toBe('CANCELED');
    expect(await target.query('select count(*)::int as n, count(distinct id)::int as ids from "Big"')).toEqual([
      { n: 400_000, ids: 400_000 },
    ]);
  });
});
