import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { artifactStream } from '../../src/artifacts/artifact-stream.ts';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import { nodeTasks } from '../../src/nodes/index.ts';
import type { PlannedFile, Task } from '../../src/entities/task.ts';
import { MAX_SLICES, partsOfSlice, slicesOf } from '../../src/tasks/slices.ts';
import { partsOf } from '../../src/tasks/stored-parts.ts';
import type { StartInput, Tasks } from '../../src/tasks/index.ts';
import { releaseSlices } from '../../src/tasks/claim-slices.ts';
import { writeMade } from '../../src/tasks/write-slices.ts';
import { HostFailure } from '../../src/workers/host/model-host.ts';
import { openPostgres } from '../database/databases.ts';
import { LocalHost } from './local-host.ts';
import { ended, MODEL, reached, Room, value, watched } from './room.ts';

describe('the slices of a plan', () => {
  const file = (parts: number, closes = false): PlannedFile => ({
    content: 'rows',
    entity: 'A',
    name: 'A.csv',
    rows: parts * 10,
    partRows: 10,
    parts: closes ? parts + 1 : parts,
  });

  test.each([
    ['one of a part', [file(1)]],
    ['many of a part each', Array.from({ length: 50 }, () => file(1))],
    ['small ones', [file(3), file(2)]],
  ])('are none for files that are %s', (_, files) => {
    expect(slicesOf(files)).toEqual([]);
  });

  test.each([
    ['a few parts', [file(1), file(20), file(3, true)]],
    ['as many as are wanted', [file(256)]],
    ['a hundred thousand parts', [file(100_000, true), file(7)]],
    ['many files', Array.from({ length: 3000 }, () => file(5, true))],
  ])('are every part once, in order, and not too many, of %s', (_, files) => {
    const slices = slicesOf(files);
    expect(slices.length).toBeLessThanOrEqual(MAX_SLICES);
    expect(slices.map(({ number }) => number)).toEqual(slices.map((__, at) => at));
    const key = ({ file: at, number }: { file: number; number: number }): string => `${at}-${number}`;
    expect(slices.flatMap((slice) => [...partsOfSlice(slice)].map(key))).toEqual([...partsOf(files)].map(key));
  });

  test('that close a file have its last part alone', () => {
    const closing = slicesOf([file(10, true), file(4)]).filter(({ closes }) => closes);
    expect(closing).toEqual([expect.objectContaining({ file: 0, first: 10, parts: 1 })]);
  });
});

describe('nodes that share a store', () => {
  let room: Room;
  /** Those of the nodes that were opened. */
  let hosts: LocalHost[];
  beforeEach(async () => {
    hosts = [];
    room = await Room.open(openPostgres(), MODEL, true);
  });
  afterEach(async () => await room.close());

  /** A node that is there, with a host of its own. */
  async function open(
    tasks = 2,
    before?: LocalHost['before'],
    maxTaskSize = 1e9,
  ): Promise<{ tasks: Tasks; host: LocalHost; node: string }> {
    const node = randomUUID();
    const host = new LocalHost(room.store, 10);
    if (before !== undefined) host.before = before;
    hosts.push(host);
    await room.sql(
      `insert into node (id, name, session, version, engine_version, role, threads, running, last_seen_at)
       values ($1, 'here', $1, '1', $2, 'both', 2, 0, now() + interval '1 hour')`,
      [node, ENGINE_VERSION],
    );
    return { tasks: await room.tasks({ tasks, maxTaskSize }, host, node), host, node };
  }

  const start = async (tasks: Tasks, input: Partial<StartInput> = {}): Promise<Task> =>
    value(await tasks.start(room.call(), room.input(input)));

  /** The files of a task, by their names. */
  async function files(tasks: Tasks, id: string): Promise<ReadonlyMap<string, string>> {
    const found = await tasks.download(id);
    const read = (found?.files ?? []).map(async ({ name, pieces, bytes }) => {
      const content = Buffer.concat(await artifactStream(room.store, pieces, 0, bytes).toArray());
      return [name, content.toString('base64')] as const;
    });
    return new Map(await Promise.all(read));
  }

  test('make tasks together, with the bytes of one', async () => {
    const [a, b] = [await open(), await open()];
    const inputs = (['csv', 'json', 'parquet', 'sql'] as const).map((format) => ({ format, seed: '7' }));
    let both = false;
    const together = await Promise.all(
      inputs.map(async (input, at) => {
        const task = await start(at === 0 ? a.tasks : b.tasks, input);
        const seen = (await watched(b.tasks, task.id)).map((snapshot) => snapshot.task);
        const done = seen.at(-1);
        expect(done).toMatchObject({ status: 'COMPLETED', rowsDone: 365, partsDone: task.partsTotal, attempt: 1 });
        const rows = seen.map(({ rowsDone }) => rowsDone);
        expect(rows).toEqual(rows.toSorted((one, other) => one - other));
        const made = [a, b].map(({ host }) => host.begun.filter((key) => key.startsWith(task.id)));
        expect(new Set(made.flat()).size).toBe(task.partsTotal);
        expect(made.flat()).toHaveLength(task.partsTotal);
        both ||= made.every(({ length }) => length > 0);
        return await files(b.tasks, task.id);
      }),
    );
    expect(both).toBe(true);
    expect(await room.sql('select * from slice')).toEqual([]);
    await Promise.all([a.tasks.stop(), b.tasks.stop()]);
    room.isShared = false;
    const tasks = await room.tasks();
    for (const [at, input] of inputs.entries()) {
      const { id } = await ended(tasks, (await start(tasks, input)).id);
      expect(await files(tasks, id)).toEqual(together[at]);
    }
  });

  /** A task of which a node makes the first parts for ever. */
  async function begun(): Promise<{ task: Task; stuck: Awaited<ReturnType<typeof open>> }> {
    const stuck = await open(2, async () => await new Promise(() => undefined));
    const task = await start(stuck.tasks);
    await expect.poll(() => stuck.host.begun.length).toBe(4);
    return { task, stuck };
  }

  test('go on with what a dead one made, which is another attempt', async () => {
    const { task, stuck } = await begun();
    await room.sql(`update node set last_seen_at = now() - interval '16 seconds' where id = $1`, [stuck.node]);
    const other = await open();
    expect(await ended(other.tasks, task.id)).toMatchObject({ status: 'COMPLETED', attempt: 2, rowsDone: 365 });
    const [kinds] = await room.sql<{ kinds: string[] }>(
      `select array(select entry->>'kind' from jsonb_array_elements(history) as entry) as kinds from task`,
    );
    expect(kinds.kinds).toEqual(['ACCEPTED', 'STARTED', 'TAKEN_OVER', 'COMPLETED']);
  });

  test('count a part once that one makes which was taken for dead', async () => {
    const go = Promise.withResolvers<void>();
    const slow = await open(2, async () => await go.promise);
    const task = await start(slow.tasks);
    await expect.poll(() => slow.host.begun.length).toBe(4);
    await room.sql(`update node set last_seen_at = now() - interval '16 seconds' where id = $1`, [slow.node]);
    const held = Promise.withResolvers<void>();
    const other = await open(2, async ({ key }) => (key.endsWith('/3-0') ? await held.promise : undefined));
    await reached(other.tasks, task.id, ({ partsDone }) => partsDone === 36);
    go.resolve();
    await expect.poll(() => slow.host.inFlight).toBe(0);
    held.resolve();
    const done = await ended(other.tasks, task.id);
    expect(done).toMatchObject({ status: 'COMPLETED', partsDone: 37, rowsDone: 365 });
    await slow.tasks.stop();
    expect(await room.sql('select sequence from task')).toEqual([{ sequence: done.sequence }]);
    expect((await other.tasks.download(task.id))?.files.map(({ pieces }) => pieces.length)).toEqual([1, 10, 25, 1]);
  });

  test('go on at once with what one gives back that is stopped, which is no attempt', async () => {
    const { task, stuck } = await begun();
    const other = await open(2, async ({ key }) => {
      if (key.endsWith('/3-0')) await new Promise(() => undefined);
    });
    await reached(other.tasks, task.id, ({ partsDone }) => partsDone === 32);
    await stuck.tasks.stop();
    await reached(other.tasks, task.id, ({ partsDone }) => partsDone === 36);
    await other.tasks.stop();
    const [row] = await room.sql('select status, attempt, parts_done from task');
    expect(row).toEqual({ status: 'PROCESSING', attempt: 1, parts_done: 36 });
    expect(await room.sql('select "number", node, crashes from slice')).toEqual([
      { number: 36, node: null, crashes: 0 },
    ]);
    const last = await open();
    expect(await ended(last.tasks, task.id)).toMatchObject({ status: 'COMPLETED', attempt: 1 });
    expect(last.host.begun).toEqual([`${task.id}/3-0`]);
  });

  test('end a task whose slice kills them three times', async () => {
    const { tasks, host } = await open();
    host.before = async ({ key }) => {
      if (key.endsWith('/2-7')) throw new HostFailure('crashed', 'for the user');
    };
    const task = await start(tasks);
    expect(await ended(tasks, task.id)).toMatchObject({ status: 'FAILED', error: { code: 'CRASH_LOOP' }, attempt: 4 });
    expect(host.begun.filter((key) => key.endsWith('/2-7'))).toHaveLength(3);
    await tasks.stop();
    expect(await room.folders()).toEqual([]);
    expect(await room.sql('select * from slice')).toEqual([]);
    expect(await room.sql('select * from task_part')).toEqual([]);
  });

  test('make what one of them cannot store, which is no attempt', async () => {
    const [cut] = [
      await open(2, async () => {
        throw new HostFailure('storage', 'for the operator');
      }),
      await open(),
    ];
    const task = await start(cut.tasks);
    expect(await ended(cut.tasks, task.id)).toMatchObject({ status: 'COMPLETED', attempt: 1 });
  });

  test('end a task of which none of them can store a slice', async () => {
    const { task, stuck } = await begun();
    await room.sql('update slice set crashes = 2 where "number" = 7');
    await stuck.tasks.stop();
    const other = await open(2, async ({ key }) => {
      if (key.endsWith('/1-6')) throw new HostFailure('storage', 'for the operator');
    });
    expect(await ended(other.tasks, task.id)).toMatchObject({ status: 'FAILED', error: { code: 'STORAGE' } });
    await other.tasks.stop();
    expect(await room.folders()).toEqual([]);
  });

  test('count a part once that one makes twice before either is written', async () => {
    const { tasks } = await open(2, async () => await new Promise(() => undefined));
    const task = await start(tasks);
    await reached(tasks, task.id, ({ slices }) => slices > 0);
    await tasks.stop();
    await room.sql('delete from task_part');
    await room.sql(`update task set parts_done = 0`);
    const part = { file: 0, number: 0, rows: 5, bytes: 9, crc32: 1 };
    const written = await writeMade(room.database.fork(), task.id, [part, part], []);
    expect(written?.partsDone).toBe(1);
  });

  test('end a task whose slice was being made by three nodes that died', async () => {
    const { task, stuck } = await begun();
    await room.sql('update slice set crashes = 2 where "number" = 1');
    await room.sql(`update node set last_seen_at = now() - interval '16 seconds' where id = $1`, [stuck.node]);
    const other = await open();
    expect(await ended(other.tasks, task.id)).toMatchObject({ status: 'FAILED', error: { code: 'CRASH_LOOP' } });
    await other.tasks.stop();
    expect(other.host.begun).not.toContain(`${task.id}/1-0`);
    expect(await room.folders()).toEqual([]);
  });

  test('make what killed two of them while they make nothing else', async () => {
    const { task, stuck } = await begun();
    await stuck.tasks.stop();
    await room.sql('update slice set crashes = 2 where "number" in (1, 2)');
    const beside: [string, number][] = [];
    const other = await open(2, async ({ key }) => {
      await Promise.resolve();
      if (/\/1-[01]$/.test(key)) beside.push([key.slice(-3), hosts.at(-1)?.inFlight ?? 0]);
    });
    expect(await ended(other.tasks, task.id)).toMatchObject({ status: 'COMPLETED' });
    expect(beside.toSorted(([one], [other]) => one.localeCompare(other))).toEqual([
      ['1-0', 1],
      ['1-1', 1],
    ]);
  });

  test('leave nothing of a task that is canceled on another one', async () => {
    const { task } = await begun();
    const other = await open(0);
    value(await other.tasks.cancel(room.call(), { task: task.id }));
    expect((await ended(other.tasks, task.id)).status).toBe('CANCELED');
    await expect.poll(async () => await room.folders()).toEqual([]);
    expect(await room.sql('select * from slice')).toEqual([]);
    expect(await room.sql('select * from task_part')).toEqual([]);
  });

  test('cancel a task that was given back', async () => {
    const { task, stuck } = await begun();
    await stuck.tasks.stop();
    const other = await open(0);
    value(await other.tasks.cancel(room.call(), { task: task.id }));
    expect((await ended(other.tasks, task.id)).status).toBe('CANCELED');
    expect(await room.folders()).toEqual([]);
  });

  test('make no slices if they only answer clients', async () => {
    const { task, stuck } = await begun();
    const api = await open(0);
    expect(api.tasks.stats().slices).toBe(33);
    expect([...(await nodeTasks(room.call(), [stuck.node, api.node]))].map(([, { length }]) => length)).toEqual([1, 0]);
    stuck.host.before = async () => undefined;
    await stuck.tasks.stop();
    expect(api.tasks.stats().running).toBe(0);
    const other = await open();
    expect((await ended(api.tasks, task.id)).status).toBe('COMPLETED');
    expect(api.host.begun).toEqual([]);
    expect(other.host.begun.length).toBe(37);
  });

  test('never mix the bytes of two engines, and begin anew where there are none', async () => {
    const { task, stuck } = await begun();
    await stuck.tasks.stop();
    await room.sql('update task set engine_version = 0');
    const other = await open();
    expect(await ended(other.tasks, task.id)).toMatchObject({ status: 'COMPLETED', engineVersion: ENGINE_VERSION });
    await other.tasks.stop();

    const half = await open(2, async ({ key }) => {
      if (key.endsWith('/3-0')) await new Promise(() => undefined);
    });
    const second = await start(half.tasks);
    await reached(half.tasks, second.id, ({ partsDone }) => partsDone === 36);
    await half.tasks.stop();
    await room.sql('update task set engine_version = 0');
    const last = await open();
    expect(await ended(last.tasks, second.id)).toMatchObject({ status: 'FAILED', error: { code: 'ENGINE_CHANGED' } });
    expect(last.host.begun).toEqual([]);
  });

  test('complete a task whose last node died between the last part and the end', async () => {
    const half = await open(2, async ({ key }) => {
      if (key.endsWith('/3-0')) await new Promise(() => undefined);
    });
    const task = await start(half.tasks);
    await reached(half.tasks, task.id, ({ partsDone }) => partsDone === 36);
    await half.tasks.stop();
    const [{ bytes, crc32 }] = await room.sql<{ bytes: number; crc32: number }>(
      'select bytes, crc32 from task_part limit 1',
    );
    await room.sql(`insert into task_part values ($1, 3, 0, true, $2, $3)`, [task.id, bytes, crc32]);
    await room.sql('delete from slice');
    const other = await open(0);
    expect((await ended(other.tasks, task.id)).status).toBe('COMPLETED');
  });

  test('end a task that takes more than it may, all together', async () => {
    const api = await open(0);
    const task = await start(api.tasks);
    const [one, other] = [await open(2, undefined, 3000), await open(2, undefined, 3000)];
    expect(await ended(api.tasks, task.id)).toMatchObject({ status: 'FAILED', error: { code: 'TASK_TOO_LARGE' } });
    await Promise.all([one.tasks.stop(), other.tasks.stop()]);
    expect(await room.folders()).toEqual([]);
  });

  test('leave a divided task to a single one that has the database from then on', async () => {
    const { task, stuck } = await begun();
    await stuck.tasks.stop();
    room.isShared = false;
    const host = new LocalHost(room.store, 10);
    const tasks = await room.tasks({}, host);
    expect(await ended(tasks, task.id)).toMatchObject({ status: 'COMPLETED', rowsDone: 365 });
    expect(await room.sql('select * from slice')).toEqual([]);
  });

  test('lose nothing when the database cuts them off again and again', async () => {
    const operator = new Client({ connectionString: room.database.url ?? '' });
    await operator.connect();
    try {
      let cuts = 0;
      const cut: LocalHost['before'] = async ({ key }) => {
        if (!key.endsWith('5')) return;
        cuts++;
        await operator.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`);
      };
      const { tasks } = await open(2, cut);
      await open(2, cut);
      const task = await start(tasks);
      expect(await ended(tasks, task.id)).toMatchObject({
        status: 'COMPLETED',
        partsDone: 37,
        rowsDone: 365,
        attempt: 1,
      });
      expect(cuts).toBeGreaterThan(2);
      expect(await room.sql('select * from slice')).toEqual([]);
    } finally {
      await operator.end();
    }
  });

  test('give back what they do not know of, and keep what they make', async () => {
    const { task, stuck } = await begun();
    await releaseSlices(room.database.fork(), stuck.node, null, [{ task: task.id, number: 3 }]);
    expect(await room.sql('select "number" from slice where node is not null')).toEqual([{ number: 3 }]);
  });
});
