import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OptionValues } from '../../src/entities/migrations/2026-11-29-option-values.ts';
import type { Task } from '../../src/entities/task.ts';
import type { StartInput, Tasks } from '../../src/tasks/index.ts';
import { databases } from '../database/databases.ts';
import { LocalHost } from './local-host.ts';
import { codes, ended, reached, Room, value } from './room.ts';

describe.each(databases)('files of all formats on $name', ({ open }) => {
  let room: Room;
  beforeEach(async () => void (room = await Room.open(open())));
  afterEach(async () => await room.close());

  const start = async (tasks: Tasks, input: Partial<StartInput>): Promise<Task> =>
    value(await tasks.start(room.call(), room.input(input)));

  const artifacts = async (tasks: Tasks, task: string): Promise<unknown> =>
    ((await tasks.artifacts(room.database.fork(), [task])).get(task) ?? []).map(
      ({ entity, file, rows, bytes, crc32 }) => ({ entity, file, rows, bytes, crc32 }),
    );

  /** A task whose node is dead, of which everything is stored but some parts, the first of which holds up the others. */
  async function allBut(pieces: readonly string[], input: Partial<StartInput>): Promise<Task> {
    room.host.before = async ({ key }) => {
      if (key.endsWith(`/${pieces[0]}`)) await new Promise(() => undefined);
    };
    const dead = await room.tasks({ tasks: 1 });
    const task = await start(dead, input);
    return await reached(dead, task.id, ({ partsDone, partsTotal }) => partsDone === partsTotal - pieces.length);
  }

  test.each([
    // A part behind the last row tells of all others; such parts come last of all.
    { format: 'parquet', left: ['2-25'], parts: 39 },
    { format: 'parquet', left: ['1-3', '1-10', '2-25'], parts: 39 },
    // The script that loads the others.
    { format: 'postgres-optimized', left: ['4-0'], parts: 40 },
    { format: 'sqlite', left: ['0-0'], parts: 1 },
  ])('a node that died goes on where it was: $format without $left', async ({ format, left, parts }) => {
    const task = await allBut(left, { format });
    const host = new LocalHost(room.store, 10);
    const tasks = await room.tasks({}, host);
    const done = await ended(tasks, task.id);
    expect(done).toMatchObject({ status: 'COMPLETED', partsTotal: parts, partsDone: parts, rowsDone: 365 });
    expect(host.begun).toEqual(left.map((piece) => `${task.id}/${piece}`));
    const clean = await ended(tasks, (await start(tasks, { format })).id);
    expect(await artifacts(tasks, task.id)).toEqual(await artifacts(tasks, clean.id));
  });

  test('a task of before options were values goes on with the same ones', async () => {
    const options = { header: false, delimiter: '|', null: 'true' };
    const task = await allBut(['2-24'], { format: 'csv', options });
    const pairs = Object.entries(options).map(([name, option]) => [name, String(option)]);
    const specOptions = `select spec->'options' as options from task where id = $1`;
    await room.sql(`update task set spec = jsonb_set(spec, '{options}', $1::jsonb) where id = $2`, [
      JSON.stringify(pairs),
      task.id,
    ]);
    expect(await room.sql(specOptions, [task.id])).toEqual([{ options: pairs }]);
    const em = room.database.fork();
    const migration = new OptionValues(em.getDriver(), em.config);
    migration.up();
    for (const query of migration.getQueries()) await em.execute(query);
    expect(await room.sql(specOptions, [task.id])).toEqual([{ options }]);
    const tasks = await room.tasks({}, new LocalHost(room.store, 10));
    await ended(tasks, task.id);
    const clean = await ended(tasks, (await start(tasks, { format: 'csv', options })).id);
    expect(await artifacts(tasks, task.id)).toEqual(await artifacts(tasks, clean.id));
  });

  test('a part that the store has lost is made again, and its file is the same', async () => {
    const task = await allBut(['2-25'], { format: 'parquet' });
    rmSync(join(room.folder, 'artifacts', task.id, '2-7'));
    const host = new LocalHost(room.store, 10);
    const tasks = await room.tasks({}, host);
    await ended(tasks, task.id);
    expect(host.begun).toEqual([`${task.id}/2-7`, `${task.id}/2-25`]);
    const clean = await ended(tasks, (await start(tasks, { format: 'parquet' })).id);
    expect(await artifacts(tasks, task.id)).toEqual(await artifacts(tasks, clean.id));
  });

  test('entities that a format cannot hold are refused, those beside them are not', async () => {
    const host = new LocalHost(room.store, 10);
    host.faults = async (_, entities) => await Promise.resolve(entities.filter((name) => name !== 'Lone'));
    const tasks = await room.tasks({}, host);
    const refused = await tasks.start(room.call(), room.input({ format: 'sql' }));
    expect(codes(refused)).toEqual(['FORMAT_CANNOT_HOLD', 'FORMAT_CANNOT_HOLD', 'FORMAT_CANNOT_HOLD']);
    expect((await tasks.start(room.call(), room.input({ format: 'sql', entities: [{ name: 'Lone' }] }))).ok).toBe(true);
    expect((await tasks.start(room.call(), room.input({ format: 'csv' }))).ok).toBe(true);
  });
});
