import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../src/entities/queries/statement.ts';
import { claim, disown } from '../../src/tasks/claim.ts';
import { histories } from '../../src/tasks/history.ts';
import type { Tasks } from '../../src/tasks/index.ts';
import { writePostponed } from '../../src/tasks/write-end.ts';
import { HostFailure } from '../../src/workers/host/model-host.ts';
import { databases } from '../database/databases.ts';
import { LocalHost } from './local-host.ts';
import { ended, reached, Room, value } from './room.ts';

const ONE_PART = { entities: [{ name: 'Lone' }] };

describe.each(databases)('the history of a task on $name', ({ open }) => {
  let room: Room;
  const nodes: Tasks[] = [];
  beforeAll(async () => void (room = await Room.open(open())));
  afterEach(async () => {
    room.host.before = () => Promise.resolve();
    for (const node of nodes.splice(0)) await node.stop();
  });
  afterAll(async () => await room.close());

  const openNode = async (...deps: Parameters<Room['tasks']>): Promise<Tasks> => {
    const tasks = await room.tasks(...deps);
    nodes.push(tasks);
    return tasks;
  };

  const historyOf = async (id: string) => (await histories(room.database.fork(), [id])).get(id) ?? [];
  const kindsOf = async (id: string) => (await historyOf(id)).map(({ kind }) => kind);
  const start = async (tasks: Tasks) => value(await tasks.start(room.call(), room.input(ONE_PART)));

  /** A host whose parts wait until they are let go. */
  function hanging(): LocalHost {
    const host = new LocalHost(room.store, 10);
    host.before = async (_job, signal) => {
      await once(signal, 'abort');
      throw new Error('stopped');
    };
    return host;
  }

  test('has its beginning and end with their times, and the expiry of its files', async () => {
    const tasks = await openNode();
    const task = await ended(tasks, (await start(tasks)).id);
    const entries = await historyOf(task.id);
    expect(entries.map(({ kind, message }) => [kind, message])).toEqual([
      ['ACCEPTED', 'The task was accepted.'],
      ['STARTED', 'The first attempt began.'],
      ['COMPLETED', 'The task was completed.'],
    ]);
    expect(entries[0].at).toEqual(task.createdAt);
    expect(entries[2].at.getTime()).toBeGreaterThanOrEqual(entries[1].at.getTime());
    await tasks.stop();
    await room.sql(`update task set expires_at = now() - interval '1 second' where id = $1`, [task.id]);
    await openNode();
    expect((await kindsOf(task.id)).at(-1)).toBe('EXPIRED');
  });

  test('has why it failed, without what is for the operator', async () => {
    room.host.before = () => Promise.reject(new TypeError('secret internals'));
    const tasks = await openNode();
    const task = await ended(tasks, (await start(tasks)).id);
    const last = (await historyOf(task.id)).at(-1);
    expect(last).toMatchObject({ kind: 'FAILED', message: `The task failed: ${task.error?.message}.` });
  });

  test('has each crash with the attempt that followed', async () => {
    let deaths = 0;
    room.host.before = () => (deaths++ < 2 ? Promise.reject(new HostFailure('crashed', 'died')) : Promise.resolve());
    const tasks = await openNode();
    const { id } = await ended(tasks, (await start(tasks)).id);
    expect(await kindsOf(id)).toEqual(['ACCEPTED', 'STARTED', 'CRASHED', 'CRASHED', 'COMPLETED']);
    expect((await historyOf(id))[3].message).toMatch(/attempt 3\.$/);
  });

  test('has a stop of the gateway, and that another run went on', async () => {
    const before = await openNode({}, hanging());
    const { id } = await start(before);
    await reached(before, id, ({ status }) => status === 'PROCESSING');
    await before.stop();
    const dead = await openNode({ tasks: 1 }, hanging());
    await reached(dead, id, ({ status }) => status === 'PROCESSING');
    const tasks = await openNode();
    await ended(tasks, id);
    expect((await historyOf(id)).map(({ kind, message }) => [kind, /attempt \d/.exec(message)?.[0]])).toEqual([
      ['ACCEPTED', undefined],
      ['STARTED', undefined],
      ['RELEASED', undefined],
      ['RESUMED', 'attempt 1'],
      ['TAKEN_OVER', 'attempt 2'],
      ['COMPLETED', undefined],
    ]);
  });

  test('has who canceled it', async () => {
    const call = room.call();
    await room.sql(
      `insert into api_key (id, name, public_id, hash, scopes) values ($1, 'night shift', 'x', 'y', '{admin}')`,
      [call.access.keyId],
    );
    const tasks = await openNode({ tasks: 1 }, hanging());
    const running = await start(tasks);
    await reached(tasks, running.id, ({ status }) => status === 'PROCESSING');
    const waiting = await start(tasks);
    for (const { id } of [waiting, running]) value(await tasks.cancel(room.call(), { task: id }));
    await ended(tasks, running.id);
    expect((await historyOf(waiting.id)).map(({ message }) => message)).toEqual([
      'The task was accepted.',
      'The task was canceled with the key `night shift`.',
    ]);
    expect((await historyOf(running.id)).slice(2).map(({ message }) => message)).toEqual([
      'A cancel was asked for with the key `night shift`.',
      'The task was canceled.',
    ]);
  });

  test('keeps its beginning and the newest entries', async () => {
    const tasks = await openNode({}, hanging());
    const { id } = await start(tasks);
    await reached(tasks, id, ({ status }) => status === 'PROCESSING');
    const node = randomUUID();
    await room.sql('update task set fence = fence + 1 where id = $1', [id]);
    for (let i = 0; i < 60; i++) {
      // In one transaction: the supervisor of the node looks for such a task, too.
      await room.database.fork().transactional(async (em) => {
        await statement(em, 'update task set tries = 0, heartbeat_at = null, due_at = null where id = $1', [id]);
        const claimed = await claim(em, id, node);
        if (claimed === null) throw new Error('the task was not there to be had');
        await writePostponed(em, { task: id, fence: claimed.fence }, `reason ${i}`);
      });
    }
    const entries = await historyOf(id);
    expect(entries).toHaveLength(100);
    expect(entries[0].kind).toBe('ACCEPTED');
    expect(entries.at(-1)?.message).toContain('reason 59');
    await disown(room.database.fork(), node);
  });
});
