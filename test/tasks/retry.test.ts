import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { v7 as newId } from 'uuid';
import { updateProjectModel } from '../../src/projects/index.ts';
import type { Tasks } from '../../src/tasks/index.ts';
import { databases } from '../database/databases.ts';
import { codes, ended, MODEL, Room, TARGETS, value } from './room.ts';

const SMALL = { entities: [{ name: 'Lone' }, { name: 'Country', count: 7 }], seed: 'mine' };

describe.each(databases)('a task that is started again on $name', ({ open }) => {
  let room: Room;
  let tasks: Tasks;
  beforeAll(async () => {
    room = await Room.open(open());
    tasks = await room.tasks({ openTasks: 2 });
  });
  afterEach(() => void (room.host.before = () => Promise.resolve()));
  afterAll(async () => await room.close());

  const start = async () => value(await tasks.start(room.call(), room.input(SMALL))).id;
  const completed = async () => (await ended(tasks, await start())).id;
  const failed = async (): Promise<string> => {
    room.host.before = () => Promise.reject(new TypeError('broken'));
    const { id } = await ended(tasks, await start());
    room.host.before = () => Promise.resolve();
    return id;
  };
  const retry = async (task: string, idempotencyKey?: string) =>
    await tasks.retry(room.call(), { task, idempotencyKey });
  const filesOf = async (id: string) =>
    (await tasks.download(id))?.files.map(({ name, bytes, digest }) => [name, bytes, digest]);

  test('makes the same bytes, also after its project has changed', async () => {
    const files = await filesOf(await completed());
    const id = await failed();
    const saved = await updateProjectModel(
      room.call(),
      { project: room.project, model: 'A:\n  a: integer @id\n' },
      room.host,
    );
    expect(saved.ok).toBe(true);
    const again = value(await retry(id));
    expect(again).toMatchObject({ status: 'PENDING', revision: 1, seed: 'mine', attempt: 0 });
    expect(again.id).not.toBe(id);
    expect((await ended(tasks, again.id)).status).toBe('COMPLETED');
    expect(await filesOf(again.id)).toEqual(files);
    value(await updateProjectModel(room.call(), { project: room.project, model: MODEL }, room.host));
  });

  test('may have been canceled, or have files that expired', async () => {
    room.host.before = async (_job, signal) => {
      await once(signal, 'abort');
      throw new Error('stopped');
    };
    const canceled = await start();
    value(await tasks.cancel(room.call(), { task: canceled }));
    await ended(tasks, canceled);
    room.host.before = () => Promise.resolve();
    expect((await ended(tasks, value(await retry(canceled)).id)).status).toBe('COMPLETED');
    const old = await completed();
    await room.sql('update task set expired = true where id = $1', [old]);
    expect((await ended(tasks, value(await retry(old)).id)).status).toBe('COMPLETED');
  });

  test('is one task for one idempotency key, asked for twice at once or later', async () => {
    const id = await failed();
    const [one, two] = await Promise.all([retry(id, 'key'), retry(id, 'key')]);
    expect(value(one).id).toBe(value(two).id);
    await ended(tasks, value(one).id);
    expect(value(await retry(id, 'key')).id).toBe(value(one).id);
    expect(codes(await retry(await failed(), 'key'))).toEqual(['IDEMPOTENCY_CONFLICT']);
    expect(codes(await tasks.start(room.call(), room.input({ ...SMALL, idempotencyKey: 'key' })))).toEqual([
      'IDEMPOTENCY_CONFLICT',
    ]);
    expect(codes(await retry(id, ''))).toEqual(['INVALID_INPUT']);
    expect(codes(await retry(id, 'x'.repeat(256)))).toEqual(['INVALID_INPUT']);
  });

  test('is refused where there is none, or none that the key sees', async () => {
    const id = await failed();
    for (const task of [newId(), 'x', '', "'; drop table task"])
      expect(codes(await retry(task))).toEqual(['NOT_FOUND']);
    const other = room.call({ groups: new Set([newId()]) });
    expect(codes(await tasks.retry(other, { task: id }))).toEqual(['NOT_FOUND']);
  });

  test.each([
    ['is not over', `status = 'PENDING', due_at = now() + interval '1 minute'`, 'TASK_NOT_FINISHED'],
    ['has its files', `status = 'COMPLETED'`, 'TASK_COMPLETED'],
    ['has loaded its rows', `status = 'COMPLETED', expired = true, target = '{}'`, 'TASK_COMPLETED'],
    ['is of another engine', 'engine_version = 1', 'ENGINE_CHANGED'],
    ['is of a format that is no more', `"format" = 'avro'`, 'FORMAT_UNKNOWN'],
    ['has a plan that cannot be read', `"plan" = '{}'`, 'TASK_UNREADABLE'],
    ['has a model that cannot be read', `spec = '{}'`, 'TASK_UNREADABLE'],
  ])('is refused where it %s', async (_, set, code) => {
    const id = await failed();
    await room.sql(`update task set ${set} where id = $1`, [id]);
    expect(codes(await retry(id))).toEqual([code]);
    await room.sql(`update task set status = 'FAILED', due_at = null where id = $1`, [id]);
  });

  test('has to fit the quotas of now', async () => {
    const id = await failed();
    const { promise: go, resolve: release } = Promise.withResolvers<void>();
    room.host.before = async () => await go;
    const open = [await start(), await start()];
    expect(codes(await retry(id))).toEqual(['QUOTA_EXCEEDED']);
    release();
    for (const one of open) await ended(tasks, one);
    expect((await ended(tasks, value(await retry(id)).id)).status).toBe('COMPLETED');
  });

  test('loads into the address that it had, or into the saved connection as it is now', async () => {
    const address = { host: '127.0.0.1', port: 1, database: 'd', user: 'u', sslmode: 'disable' } as const;
    const { vault } = TARGETS;
    const connection = newId();
    const id = await failed();
    const target = { ...address, schema: 's', mode: 'truncate', connection: null, password: vault.seal('first', id) };
    await room.sql('update task set target = $2::jsonb where id = $1', [id, JSON.stringify(target)]);
    const inline = value(await retry(id));
    expect(inline.target).toMatchObject({ ...address, schema: 's', mode: 'truncate', connection: null });
    expect(vault.open(inline.target?.password ?? '', inline.id)).toBe('first');

    await room.sql(`update task set target = target || jsonb_build_object('connection', $2::text) where id = $1`, [
      id,
      connection,
    ]);
    expect(codes(await retry(id))).toEqual(['NOT_FOUND']);
    await room.sql(
      `insert into connection (id, group_id, name, host, port, "database", "user", sslmode, "password")
       values ($1, $2, 'c', '127.0.0.1', 2, 'd', 'u', 'disable', $3)`,
      [connection, room.group, vault.seal('second', connection)],
    );
    const saved = value(await retry(id));
    expect(saved.target).toMatchObject({ port: 2, connection, mode: 'truncate' });
    expect(vault.open(saved.target?.password ?? '', saved.id)).toBe('second');
    for (const one of [inline, saved]) value(await tasks.cancel(room.call(), { task: one.id }));
    for (const one of [inline, saved]) await ended(tasks, one.id);

    await room.sql(`update task set target = target || '{"connection": null, "password": "x.y.z.w"}' where id = $1`, [
      id,
    ]);
    expect(codes(await retry(id))).toEqual(['PASSWORD_UNREADABLE']);
  });
});
