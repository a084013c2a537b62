import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { v7 as newId } from 'uuid';
import { claimNext } from '../../src/tasks/claim.ts';
import { claimSlices } from '../../src/tasks/claim-slices.ts';
import { waitingFor } from '../../src/tasks/waiting-for.ts';
import { openPGlite } from '../database/databases.ts';
import { ended, Room, value } from './room.ts';

let room: Room;
let projects: Readonly<Record<string, string>>;
beforeAll(async () => {
  room = await Room.open(openPGlite());
  const [b, c] = [await room.addProject('b'), await room.addProject('c')];
  projects = { a: room.project, b, c };
});
beforeEach(async () => void (await room.sql('delete from task')));
afterAll(async () => await room.close());

const ids = new Map<string, string>();

/** A task that waits, or runs, as a group of a name. @param age seconds since it came. */
async function add(
  name: string,
  age: number,
  { bytes = 0, started = -1, status = 'PENDING', slices = 0 } = {},
): Promise<void> {
  const id = newId();
  ids.set(id, name);
  await room.sql(
    `insert into task (id, project_id, group_id, revision, api_key, status, phase, sequence, spec, "plan", "format", seed, engine_version,
       rows_total, bytes_estimated, parts_total, created_at, started_at, slices)
     select $1::uuid, id, group_id, 1, $1::uuid, $2::text, 'QUEUED', 1, '{}', '{"entities":[],"files":[]}', 'csv', '', 2, 0, $3::float8, 1,
       now() - $4::float8 * interval '1 second', case when $5::float8 >= 0 then now() - $5::float8 * interval '1 second' end, $6::int
     from project where id = $7::uuid`,
    [id, status, bytes, age, started, slices, projects[name[0]]],
  );
}

/** A node that gave its last sign of life so many seconds ago. */
async function addNode(role: string, age: number): Promise<string> {
  const id = newId();
  await room.sql(
    `insert into node (id, name, session, version, engine_version, role, threads, running, last_seen_at)
     values ($1::uuid, 'here', $1::uuid, '1', 2, $2::text, 2, 0, now() - $3::float8 * interval '1 second')`,
    [id, role, age],
  );
  return id;
}

/** The names of the tasks that wait, in the order of their turns. */
async function claimed(): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const task = await claimNext(room.database.fork(), newId());
    if (task === null) return names;
    names.push(ids.get(task.id) ?? '');
  }
}

test('groups take turns, whoever has asked for more', async () => {
  for (const [at, name] of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'].entries()) await add(name, 100 - at);
  expect(await claimed()).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('a group whose tasks do not run now comes before one whose tasks do, and of two that were longer without a turn', async () => {
  await add('a0', 500, { status: 'PROCESSING', started: 400, slices: 1 });
  await add('b0', 500, { status: 'COMPLETED', started: 10 });
  for (const name of ['a1', 'b1', 'c1']) await add(name, 5);
  expect(await claimed()).toEqual(['c1', 'b1', 'a1']);
});

test('a small task overtakes a large one, but for one that has waited for as long as it takes', async () => {
  await add('a-large', 60, { bytes: 20e9 });
  await add('a-old', 500, { bytes: 20e9 });
  await add('a-small', 1, { bytes: 1e6 });
  await add('a-less', 1, { bytes: 1e9 });
  expect(await claimed()).toEqual(['a-old', 'a-small', 'a-less', 'a-large']);
});

test('what was begun goes on first', async () => {
  await add('b1', 100);
  await add('a1', 1, { started: 1, bytes: 1e9 });
  expect(await claimed()).toEqual(['a1', 'b1']);
});

test('a task says how many go before it, and why', async () => {
  await add('a-large', 60, { bytes: 20e9 });
  await add('a-small', 1, { bytes: 1e6 });
  await add('a-made', 2, { started: 1 });
  await room.sql('update task set parts_done = 1 where started_at is not null');
  const words = await waitingFor(room.database.fork(), [...ids.keys()]);
  const of = (name: string) => [...words].find(([id]) => ids.get(id) === name)?.[1];
  expect(of('a-small')).toBe('a free slot: 0 tasks run, 1 waits before this one');
  expect(of('a-large')).toBe(
    'a free slot: 0 tasks run, 2 wait before this one, 2 of which came later: project groups take turns, and small tasks go before large ones',
  );
  expect(of('a-made')).toBe(
    'a free slot: 0 tasks run, no task waits before this one; all rows are generated, and its files are finished then',
  );
});

test('a divided task says why no node makes a slice of it', async () => {
  await room.sql('delete from node');
  await add('a1', 100, { status: 'PROCESSING', slices: 4, started: 50 });
  await add('b1', 10, { status: 'PROCESSING', slices: 4, started: 5 });
  const of = async (name: string): Promise<string | undefined> =>
    [...(await waitingFor(room.database.fork(), [...ids.keys()]))].find(([id]) => ids.get(id) === name)?.[1];
  // All that is left of both is stored, and one of them ends at any moment.
  expect(await of('a1')).toBeUndefined();
  await room.sql(
    `insert into slice (task_id, number, file, first, parts, closes) select id, number, 0, number, 1, false from task, generate_series(0, 3) as number`,
  );
  await addNode('api', 0);
  const silent = await addNode('worker', 60);
  expect(await of('a1')).toBe('a node that runs tasks: none is there; what is stored is kept');
  // It may stand still until now, and is dead for the others until it says that it is not.
  expect(await claimSlices(room.database.fork(), silent, 1, false)).toEqual([]);
  const worker = await addNode('worker', 0);
  await claimSlices(room.database.fork(), worker, 1, false);
  expect(await of('a1')).toBeUndefined();
  expect(await of('b1')).toBe(
    'free threads: 4 slices wait, and those of 1 other task are made: project groups take turns, and small tasks go before large ones',
  );
  await room.sql('update slice set crashes = 2 where node is null');
  expect(await of('b1')).toBe(
    'a node that makes nothing else: what is left of it has ended two processes that made it',
  );
});

test('slices of groups are made in turns', async () => {
  await add('a1', 100, { status: 'PROCESSING', slices: 4, started: 50 });
  await add('b1', 10, { status: 'PROCESSING', slices: 4, started: 5 });
  await room.sql(
    `insert into slice (task_id, "number", file, first, parts, closes) select id, number, 0, number, 1, false from task, generate_series(0, 3) as number`,
  );
  const turns: (string | undefined)[] = [];
  for (let at = 0; at < 6; at++) {
    const slices = await claimSlices(room.database.fork(), await addNode('worker', 0), 1, false);
    turns.push(...slices.map(({ task }) => ids.get(task)));
  }
  expect(turns).toEqual(['a1', 'b1', 'a1', 'b1', 'a1', 'b1']);
});

test('a job runs whichever task has its turn', async () => {
  let release = (): void => undefined;
  const { promise: held, resolve } = Promise.withResolvers<void>();
  release = resolve;
  room.host.before = async () => await held;
  const tasks = await room.tasks({ tasks: 1 });
  const start = async (project: string) => value(await tasks.start(room.call(), room.input({ project }))).id;
  await start(projects['a']);
  const [second, other] = [await start(projects['a']), await start(projects['b'])];
  release();
  const [first, last] = [await ended(tasks, other), await ended(tasks, second)];
  expect(first.startedAt!.getTime()).toBeLessThanOrEqual(last.startedAt!.getTime());
  expect([first.status, last.status]).toEqual(['COMPLETED', 'COMPLETED']);
});
