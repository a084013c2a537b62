import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { v7 as newId } from 'uuid';
import type { Task } from '../../src/entities/task.ts';
import { databases } from '../database/databases.ts';
import { DAMAGES, statementsOf } from './damages.ts';
import { ended, Room, value } from './room.ts';

const SMALL = { entities: [{ name: 'Lone' }, { name: 'Country' }] };
const endOf = ({ status, error }: Task): string => [status, ...(error ? [error.code] : [])].join(' ');

describe.each(databases)('on $name', ({ open }) => {
  let room: Room;
  beforeEach(async () => void (room = await Room.open(open())));
  afterEach(async () => await room.close());

  test('tasks whose rows are damaged end, and those beside them are done', async () => {
    const tasks = await room.tasks({ tasks: 100, openTasks: 1000 });
    const template = await ended(tasks, value(await tasks.start(room.call(), room.input(SMALL))).id);
    const ids = new Map<string, string>();
    for (const damage of DAMAGES) {
      const id = newId();
      const [copy, ...others] = statementsOf(damage);
      await room.database.fork().transactional(async (em) => {
        await room.sql(copy, [id, template.id], em);
        for (const text of others) await room.sql(text, [id], em);
      });
      ids.set(damage.name, id);
    }
    // While they are about, the group is not closed to others.
    const healthy = value(await tasks.start(room.call(), room.input()));
    const ends: [string, string][] = [];
    for (const { name } of DAMAGES) ends.push([name, endOf(await ended(tasks, ids.get(name) ?? ''))]);
    expect(Object.fromEntries(ends)).toEqual(Object.fromEntries(DAMAGES.map(({ name, end }) => [name, end])));
    expect(await ended(tasks, healthy.id)).toMatchObject({ status: 'COMPLETED', partsDone: 37 });
    expect(await room.sql(`select id from task where status in ('PENDING', 'PROCESSING', 'CANCELING')`)).toEqual([]);

    // Each that is done has the same files, whatever was wrong.
    const files = async (id: string): Promise<unknown> =>
      (await tasks.download(id))?.files.map(({ name, bytes, digest }) => [name, bytes, digest]);
    const expected = await files(template.id);
    for (const { name, end } of DAMAGES) {
      expect([name, await files(ids.get(name) ?? '')]).toEqual([name, end === 'COMPLETED' ? expected : undefined]);
    }
    const [usage] = await room.sql<{ rows: number }>('select "rows" from daily_usage');
    expect(usage.rows).toBeGreaterThan(0);
    expect(usage.rows).toBeLessThan(1e6);
    // Nothing is left of those that failed: their files go after their watchers are told, and before the room has stopped.
    const failed = DAMAGES.filter(({ end }) => end !== 'COMPLETED').map(({ name }) => ids.get(name) ?? '');
    await tasks.stop();
    const left = new Set(await room.folders());
    expect(failed.filter((id) => left.has(id))).toEqual([]);
    expect(await room.sql('select * from task_part where task_id = any($1::uuid[])', [failed])).toEqual([]);
  });

  test('an end that the database refuses holds no slot, and is written as soon as it can be', async () => {
    await room.sql(`create function refuse() returns trigger language plpgsql as $$ begin
      if new.status in ('COMPLETED', 'FAILED') and new.seed = 'refused' then raise 'not this one'; end if; return new; end $$`);
    await room.sql('create trigger refuse before update on task for each row execute function refuse()');
    const tasks = await room.tasks({ tasks: 1 });
    const { id } = value(await tasks.start(room.call(), room.input({ ...SMALL, seed: 'refused' })));
    const beside = value(await tasks.start(room.call(), room.input(SMALL)));
    expect((await ended(tasks, beside.id)).status).toBe('COMPLETED');
    await expect.poll(() => room.log.map(({ message }) => message)).toContain('a task cannot be ended');
    const [row] = await room.sql('select status, tries from task where id = $1', [id]);
    expect(row).toEqual({ status: 'PROCESSING', tries: 1 });
    // Its node is taken for dead that often.
    await room.sql('update task set tries = 8, heartbeat_at = null where id = $1', [id]);
    await room.sql('drop trigger refuse on task');
    expect(endOf(await ended(tasks, id))).toBe('FAILED CRASH_LOOP');
    expect(room.log.filter(({ message }) => message === 'a task cannot be ended')).toHaveLength(1);
  });

  test('what a task has used is counted although the day can count no more tasks', async () => {
    const tasks = await room.tasks();
    await room.sql(`insert into daily_usage values ($1, (now() at time zone 'utc')::date, 2147483647)`, [room.group]);
    const { id } = value(await tasks.start(room.call(), room.input(SMALL)));
    expect(endOf(await ended(tasks, id))).toBe('COMPLETED');
  });

  test('a file of which a part is not known is not there, and neither is the archive', async () => {
    const tasks = await room.tasks();
    const { id } = await ended(tasks, value(await tasks.start(room.call(), room.input(SMALL))).id);
    await room.sql(`update artifact set content_type = E'text/x\\r\\nset-cookie: a' where position = 0`);
    await room.sql('delete from task_part where file = 1');
    const found = await tasks.download(id);
    expect(found?.files.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['Country.csv', 'application/octet-stream'],
    ]);
    expect(found?.whole).toBe(false);
  });
});
