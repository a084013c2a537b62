import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import type { Task } from '../../src/entities/task.ts';
import type { Tasks } from '../../src/tasks/index.ts';
import { sweepPieces } from '../../src/tasks/sweep.ts';
import { databases, openPostgres } from '../database/databases.ts';
import { LocalHost } from './local-host.ts';
import { ended, reached, Room, value } from './room.ts';

/** A task of 37 parts of which 36 are stored and written, and the last one waits for ever. */
async function nearlyDone(room: Room, tasks: Tasks): Promise<Task> {
  room.host.before = async ({ key }) => {
    if (key.endsWith('/3-0')) await new Promise(() => undefined);
  };
  const task = value(await tasks.start(room.call(), room.input()));
  return await reached(tasks, task.id, ({ partsDone }) => partsDone === 36);
}

describe.each(databases)('recovery on $name', ({ open }) => {
  let room: Room;
  beforeEach(async () => void (room = await Room.open(open())));
  afterEach(async () => await room.close());

  test('a node that died goes on where it was, and what it ran before can write nothing', async () => {
    const dead = await room.tasks({ concurrency: 1 });
    const task = await nearlyDone(room, dead);
    const host = new LocalHost(room.store, 10);
    const tasks = await room.tasks({}, host);
    const done = await ended(tasks, task.id);
    expect(done).toMatchObject({ status: 'COMPLETED', attempt: 2, partsDone: 37, rowsDone: 365 });
    expect(host.begun).toEqual([`${task.id}/3-0`]);
    await dead.stop();
    const [after] = await room.sql<{ status: string; sequence: number }>('select status, sequence from task');
    expect(after).toEqual({ status: 'COMPLETED', sequence: done.sequence });
    expect((await tasks.download(task.id))?.files.map(({ pieces }) => pieces.length)).toEqual([1, 10, 25, 1]);
  });

  test('a part that the store has lost is made again', async () => {
    const dead = await room.tasks({ concurrency: 1 });
    const task = await nearlyDone(room, dead);
    rmSync(join(room.folder, 'artifacts', task.id, '1-4'));
    writeFileSync(join(room.folder, 'artifacts', task.id, '1-5'), 'short');
    const host = new LocalHost(room.store, 10);
    const tasks = await room.tasks({}, host);
    expect((await ended(tasks, task.id)).status).toBe('COMPLETED');
    expect(host.begun.toSorted()).toEqual(['1-4', '1-5', '3-0'].map((piece) => `${task.id}/${piece}`));
  });

  test('a stop gives back what runs, parts stay, and it is no attempt', async () => {
    const before = await room.tasks();
    const task = await nearlyDone(room, before);
    await before.stop();
    const [row] = await room.sql('select status, phase, parts_done, attempt, node from task');
    expect(row).toEqual({ status: 'PENDING', phase: 'QUEUED', parts_done: 36, attempt: 1, node: null });
    const host = new LocalHost(room.store, 10);
    const tasks = await room.tasks({}, host);
    expect(await ended(tasks, task.id)).toMatchObject({ status: 'COMPLETED', attempt: 1 });
    expect(host.begun).toEqual([`${task.id}/3-0`]);
  });

  test('a task that was given back and is canceled leaves nothing', async () => {
    const before = await room.tasks();
    const task = await nearlyDone(room, before);
    await before.stop();
    const tasks = await room.tasks({}, hanging(room));
    value(await tasks.cancel(room.call(), { task: task.id }));
    expect((await ended(tasks, task.id)).status).toBe('CANCELED');
    await tasks.stop();
    expect(await room.folders()).toEqual([]);
    expect(await room.sql('select * from task_part')).toEqual([]);
  });

  test('a task whose node died while it was canceled becomes CANCELED', async () => {
    const dead = await room.tasks({ concurrency: 1 });
    const task = await nearlyDone(room, dead);
    await room.sql(`update task set status = 'CANCELING', fence = fence + 1, sequence = sequence + 1`);
    const tasks = await room.tasks();
    expect((await ended(tasks, task.id)).status).toBe('CANCELED');
    expect(await room.folders()).toEqual([]);
  });

  test('a cancel that another node wrote is seen', async () => {
    const tasks = await room.tasks();
    const task = await nearlyDone(room, tasks);
    await room.sql(`update task set status = 'CANCELING', sequence = sequence + 1`);
    expect((await ended(tasks, task.id)).status).toBe('CANCELED');
  });

  test('bytes of two engines are never mixed', async () => {
    const before = await room.tasks();
    const task = await nearlyDone(room, before);
    await before.stop();
    await room.sql('update task set engine_version = 0');
    const tasks = await room.tasks();
    expect(await ended(tasks, task.id)).toMatchObject({ status: 'FAILED', error: { code: 'ENGINE_CHANGED' } });
    await tasks.stop();
    expect(await room.folders()).toEqual([]);
  });

  test('a task of which nothing is stored takes the engine that there is', async () => {
    const before = await room.tasks({}, hanging(room));
    const task = value(await before.start(room.call(), room.input()));
    await reached(before, task.id, ({ status }) => status === 'PROCESSING');
    await before.stop();
    await room.sql('update task set engine_version = 0');
    const tasks = await room.tasks();
    expect(await ended(tasks, task.id)).toMatchObject({ status: 'COMPLETED', engineVersion: ENGINE_VERSION });
  });

  test('a task whose job is lost is queued again', async () => {
    const tasks = await room.tasks({ concurrency: 1 }, hanging(room));
    const running = value(await tasks.start(room.call(), room.input()));
    await reached(tasks, running.id, ({ status }) => status === 'PROCESSING');
    const lost = value(await tasks.start(room.call(), room.input()));
    await room.sql(`delete from pgboss.job where state = 'created'`);
    await tasks.cancel(room.call(), { task: running.id });
    const found = await reached(tasks, lost.id, ({ status }) => status === 'PROCESSING');
    expect(found).toMatchObject({ status: 'PROCESSING' });
  });

  test('a task of a node that shows no life is taken over', async () => {
    const other = await room.tasks({ concurrency: 1 });
    const task = await nearlyDone(room, other);
    const tasks = await room.tasks({}, new LocalHost(room.store, 10), randomUUID());
    expect((await room.sql('select fence from task'))[0]).toEqual({ fence: 1 });
    room.host.before = () => Promise.resolve();
    await room.sql(`update task set heartbeat_at = now() - interval '31 seconds', fence = fence + 1`);
    expect(await ended(tasks, task.id)).toMatchObject({ status: 'COMPLETED', attempt: 2 });
  });
});

describe.each(databases)('the sweep on $name', ({ open }) => {
  let room: Room;
  beforeEach(async () => void (room = await Room.open(open())));
  afterEach(async () => await room.close());

  test('removes what is old or belongs to nobody, and nothing else', async () => {
    const before = await room.tasks();
    const start = async (idempotencyKey: string) =>
      await ended(before, value(await before.start(room.call(), room.input({ idempotencyKey }))).id);
    const [old, kept] = [await start('old'), await start('kept')];
    await before.stop();
    await room.sql(
      `update task set expires_at = now() - interval '1 second', created_at = now() - interval '25 hours' where id = $1`,
      [old.id],
    );
    const [orphan, young] = [randomUUID(), randomUUID()];
    for (const id of [orphan, young]) {
      mkdirSync(join(room.folder, 'artifacts', id));
      writeFileSync(join(room.folder, 'artifacts', id, '0-0'), 'x');
    }
    aged(join(room.folder, 'artifacts', orphan));
    writeFileSync(join(room.folder, 'artifacts', kept.id, '9-9.aa.partial'), 'x');

    const tasks = await room.tasks();
    expect((await room.folders()).toSorted()).toEqual([kept.id, young].toSorted());
    expect(room.log.filter(({ message }) => message.startsWith('removed'))).toEqual([
      { level: 'info', details: { files: 1 }, message: expect.stringContaining('not finished') },
      { level: 'info', details: { count: 1, tasks: [old.id] }, message: expect.stringContaining('expired') },
      { level: 'warn', details: { count: 1, tasks: [orphan] }, message: expect.stringContaining('not known') },
    ]);
    expect(readdirSync(join(room.folder, 'artifacts', kept.id)).filter((name) => name.includes('partial'))).toEqual([]);
    expect(await room.sql('select expired, idempotency_key, sequence from task order by created_at')).toEqual([
      { expired: true, idempotency_key: null, sequence: old.sequence + 1 },
      { expired: false, idempotency_key: 'kept', sequence: kept.sequence },
    ]);
    expect((await tasks.artifacts(room.database.fork(), [old.id])).get(old.id)).toHaveLength(4);
    expect(await tasks.download(old.id)).toMatchObject({ expired: true });
    expect(await tasks.download(kept.id)).toMatchObject({ expired: false });
    expect(await tasks.download(orphan)).toBeNull();
  });

  test('removes pieces that lost runs have left a day ago, and nothing that a task has or may get', async () => {
    const before = await room.tasks();
    const { id } = await ended(before, value(await before.start(room.call(), room.input())).id);
    await before.stop();
    const folder = join(room.folder, 'artifacts', id);
    const kept = readdirSync(folder);
    for (const name of kept) aged(join(folder, name));
    // What a task that runs has is its own.
    const open = await nearlyDone(room, await room.tasks({ concurrency: 1 }));
    const running = join(room.folder, 'artifacts', open.id);
    writeFileSync(join(running, '3-0'), 'x');
    aged(join(running, '3-0'));
    for (const name of ['9-9', '9-9.aa.partial', '9-9.bb.partial-journal', '8-8', '8-8.aa.partial']) {
      writeFileSync(join(folder, name), 'x');
      if (name.startsWith('9')) aged(join(folder, name));
    }

    room.log.length = 0;
    await sweepPieces(room.database, room.store, room.logger);
    expect(readdirSync(folder).toSorted()).toEqual([...kept, '8-8', '8-8.aa.partial'].toSorted());
    expect(readdirSync(running)).toContain('3-0');
    expect(room.log).toEqual([
      { level: 'info', details: { files: 2, pieces: 1 }, message: expect.stringContaining('lost runs') },
    ]);
  });
});

describe('a database that goes away', () => {
  test('the run waits for it and loses nothing', async () => {
    const room = await Room.open(openPostgres());
    // One connection for all cuts: none of them cuts another one off.
    const operator = new Client({ connectionString: room.database.url ?? '' });
    await operator.connect();
    try {
      const tasks = await room.tasks();
      let cut = 0;
      room.host.before = async ({ key }) => {
        if (!key.endsWith('5')) return;
        cut++;
        await operator.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`);
      };
      const task = value(await tasks.start(room.call(), room.input()));
      expect(await ended(tasks, task.id)).toMatchObject({ status: 'COMPLETED', partsDone: 37, attempt: 1 });
      expect(cut).toBeGreaterThan(2);
    } finally {
      await operator.end();
      await room.close();
    }
  });
});

/** A file or folder that was changed last more than a day ago. */
function aged(path: string): void {
  const then = new Date(Date.now() - 25 * 60 * 60 * 1000);
  utimesSync(path, then, then);
}

/** A host that makes nothing. */
function hanging(room: Room): LocalHost {
  const host = new LocalHost(room.store, 10);
  host.before = () => new Promise(() => undefined);
  return host;
}
