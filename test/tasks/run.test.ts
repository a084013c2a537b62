import { crc32 } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { artifactStream } from '../../src/artifacts/artifact-stream.ts';
import { loadPartFormat, Sink } from '../../src/formats/index.ts';
import { Task } from '../../src/entities/task.ts';
import type { StartInput, Tasks } from '../../src/tasks/index.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { HostFailure, type HostFailureReason } from '../../src/workers/host/model-host.ts';
import { PartMaker } from '../../src/workers/making/part-maker.ts';
import { databases } from '../database/databases.ts';
import { codes, ended, MODEL, reached, Room, value, watched } from './room.ts';
import { optionsOf } from '../formats/encode.ts';

describe.each(databases)('running a task on $name', ({ open }) => {
  let room: Room;
  let tasks: Tasks;
  beforeAll(async () => {
    room = await Room.open(open());
    tasks = await room.tasks({ maxTaskSize: 100_000 });
  });
  afterEach(() => void (room.host.before = () => Promise.resolve()));
  afterAll(async () => await room.close());

  const start = async (input: Partial<StartInput> = {}): Promise<Task> =>
    value(await tasks.start(room.call(), room.input(input)));

  const pieces = async (): Promise<string[]> => await room.folders();

  test('the files are those of one thread alone', async () => {
    const task = await start();
    const done = await ended(tasks, task.id);
    expect(done).toMatchObject({ status: 'COMPLETED', phase: 'DONE', rowsDone: 365, partsDone: 37, attempt: 1 });
    expect(done.rowsPerSecond).toBeGreaterThan(0);
    expect(Number(done.expiresAt) - Number(done.finishedAt)).toBe(60_000);
    const found = await tasks.download(task.id);
    if (found === null) throw new Error('a completed task can be downloaded');
    const artifacts = (await tasks.artifacts(room.database.fork(), [task.id])).get(task.id) ?? [];
    expect(artifacts.map(({ entity, rows }) => [entity, rows])).toEqual([
      ['Country', 5],
      ['User', 100],
      ['Order', 250],
      ['Lone', 10],
    ]);
    expect(done.bytesDone).toBe(artifacts.reduce((sum, { bytes }) => sum + bytes, 0));
    for (const [at, { entity }] of artifacts.entries()) {
      const { pieces: stored, bytes, digest, contentType } = found.files[at];
      const file = Buffer.concat(await artifactStream(room.store, stored, 0, bytes).toArray());
      expect(contentType).toBe('text/csv');
      expect(file.equals(await alone(entity ?? ''))).toBe(true);
      expect(digest).toBe(crc32(file).toString(16).padStart(8, '0'));
    }
  });

  test('a watcher sees it begin, go on and end, once each, in order', async () => {
    const held = Promise.withResolvers<void>();
    room.host.before = ({ key }) => (key.endsWith('/2-24') ? held.promise : Promise.resolve());
    const all = tasks.hub.watchAll(() => true);
    const task = await start();
    const watching = watched(tasks, task.id);
    await reached(tasks, task.id, ({ partsDone }) => partsDone >= 30);
    held.resolve();
    const seen = await watching;
    const kinds = seen.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'finished')).toHaveLength(1);
    expect(kinds.at(-1)).toBe('finished');
    expect(new Set(kinds)).toContain('progressed');
    expect([...kinds].sort(byLife)).toEqual(kinds);
    const sequences = seen.map(({ sequence }) => sequence);
    expect([...new Set(sequences)].sort((a, b) => a - b)).toEqual(sequences);
    for await (const { id, kind, group, project } of all) {
      expect({ id, group, project }).toEqual({ id: task.id, group: room.group, project: room.project });
      if (kind === 'finished') break;
    }
  });

  test('what is told of a task is what a read of it shows', async () => {
    const all = tasks.hub.watchAll(({ terminal }) => terminal);
    const task = await start({ entities: [{ name: 'Lone' }] });
    const told = (await all.next()).value?.task;
    if (told === undefined) throw new Error('the stream is done');
    const em = room.database.fork();
    const read = await em.findOneOrFail(Task, task.id);
    const columns = Object.values(em.getMetadata().get(Task).properties).filter(({ lazy }) => lazy !== true);
    const names = columns.map(({ name }) => name);
    expect(Object.keys(told).sort()).toEqual(names.sort());
    const { project, group, ...facts } = told;
    expect([project, group]).toEqual([{ id: read.project.id }, { id: read.group.id }]);
    expect(facts).toEqual(Object.fromEntries(Object.keys(facts).map((name) => [name, Reflect.get(read, name)])));
  });

  test('a task that finds a free slot takes it without a job, one that does not waits in the queue', async () => {
    const held = Promise.withResolvers<void>();
    room.host.before = () => held.promise;
    const ids = [await start(), await start(), await start()].map(({ id }) => id);
    for (const id of ids.slice(0, 2)) await reached(tasks, id, ({ status }) => status === 'PROCESSING');
    const jobs = await room.sql<{ task: string }>(
      `select data->>'task' as task from pgboss.job where state = 'created'`,
    );
    expect(jobs).toEqual([{ task: ids[2] }]);
    held.resolve();
    for (const id of ids) expect((await ended(tasks, id)).status).toBe('COMPLETED');
  });

  const fail = (reason: HostFailureReason) => async (): Promise<void> => {
    throw new HostFailure(reason, 'for the user');
  };
  test.each([
    ['crashed', 'CRASH_LOOP'],
    ['too-large', 'PART_TOO_LARGE'],
    ['storage', 'STORAGE'],
    ['failed', 'INTERNAL'],
    ['timeout', 'PART_TIMEOUT'],
  ] as const)('a part that is %s fails the task with %s, and nothing stays', async (reason, code) => {
    room.host.before = async ({ key }) => {
      if (key.endsWith('/1-3')) await fail(reason)();
    };
    const task = await start();
    const done = await ended(tasks, task.id);
    expect(done).toMatchObject({ status: 'FAILED', error: { code }, expiresAt: null });
    expect(await room.sql('select * from task_part where task_id = $1', [task.id])).toEqual([]);
    expect(await pieces()).not.toContain(task.id);
    expect((await tasks.artifacts(room.database.fork(), [task.id])).get(task.id)).toBeUndefined();
    expect(await tasks.download(task.id)).toBeNull();
    expect(room.log.filter(({ level }) => level === 'error').at(-1)).toMatchObject({
      details: { task: task.id, code },
    });
  });

  test('an error of ours is masked', async () => {
    room.host.before = async () => {
      throw new TypeError('secret internals');
    };
    const done = await ended(tasks, (await start()).id);
    expect(done.error?.code).toBe('INTERNAL');
    expect(JSON.stringify(done.error)).not.toContain('secret');
  });

  test('a part that dies twice is made at the third try, alone', async () => {
    let deaths = 0;
    const beside: number[] = [];
    room.host.before = async ({ key }) => {
      if (!key.endsWith('/1-3')) return;
      if (deaths > 0) beside.push(room.host.inFlight);
      if (++deaths <= 2) throw new HostFailure('crashed', 'died');
    };
    const done = await ended(tasks, (await start()).id);
    expect(done).toMatchObject({ status: 'COMPLETED', attempt: 3 });
    expect(beside).toEqual([1, 1]);
  });

  test('more bytes than were estimated end the task', async () => {
    const { host } = room;
    const makePart = host.makePart.bind(host);
    host.makePart = async (job, progress, signal) => ({ ...(await makePart(job, progress, signal)), bytes: 60_000 });
    const done = await ended(tasks, (await start()).id);
    host.makePart = makePart;
    expect(done).toMatchObject({ status: 'FAILED', error: { code: 'TASK_TOO_LARGE' } });
  });

  test('a task that is being made is canceled soon', async () => {
    const began = Promise.withResolvers<void>();
    room.host.before = async () => {
      began.resolve();
      await new Promise(() => undefined);
    };
    const task = await start();
    await began.promise;
    const from = performance.now();
    const canceling = value(await tasks.cancel(room.call(), { task: task.id }));
    expect(['CANCELING', 'CANCELED']).toContain(canceling.status);
    const done = await ended(tasks, task.id);
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(done).toMatchObject({ status: 'CANCELED', error: null });
    expect(room.host.inFlight).toBe(0);
    expect(await pieces()).not.toContain(task.id);
    expect(await room.sql('select * from task_part where task_id = $1', [task.id])).toEqual([]);
    expect(value(await tasks.cancel(room.call(), { task: task.id })).sequence).toBe(done.sequence);
  });

  test('a task that waits is canceled at once, one that is over not at all', async () => {
    room.host.before = () => new Promise(() => undefined);
    const running = [await start(), await start()];
    const waiting = await start();
    const waitsFor = async (id: string) => (await tasks.waitingFor(room.database.fork(), [id])).get(id);
    expect(await waitsFor(waiting.id)).toMatch(/^a free slot: \d tasks? runs?, /);
    for (const { id } of running) await reached(tasks, id, ({ status }) => status === 'PROCESSING');
    expect(await waitsFor(waiting.id)).toBe('a free slot: 2 tasks run, no task waits before this one');
    expect(value(await tasks.cancel(room.call(), { task: waiting.id })).status).toBe('CANCELED');
    expect(await waitsFor(waiting.id)).toBeUndefined();
    for (const { id } of running) await tasks.cancel(room.call(), { task: id });
    for (const { id } of running) expect((await ended(tasks, id)).status).toBe('CANCELED');
    room.host.before = () => Promise.resolve();
    const over = await start();
    await ended(tasks, over.id);
    expect(codes(await tasks.cancel(room.call(), { task: over.id }))).toEqual(['TASK_FINISHED']);
    expect(codes(await tasks.cancel(room.call({ groups: new Set() }), { task: over.id }))).toEqual(['NOT_FOUND']);
    expect(codes(await tasks.cancel(room.call(), { task: 'nothing' }))).toEqual(['NOT_FOUND']);
  });

  test('many small tasks run one after the other without a pause', async () => {
    const from = performance.now();
    const ids = await Promise.all(
      Array.from({ length: 30 }, async () => (await start({ entities: [{ name: 'Lone' }] })).id),
    );
    for (const id of ids) expect((await ended(tasks, id)).status).toBe('COMPLETED');
    // A queue that is only polled takes two seconds for each two.
    expect(performance.now() - from).toBeLessThan(15_000);
    expect(tasks.stats()).toMatchObject({ running: expect.any(Number), failed: expect.any(Number) });
  });
});

const LIFE = ['created', 'started', 'progressed', 'finished'];
const byLife = (a: string, b: string): number => LIFE.indexOf(a) - LIFE.indexOf(b);

/** A file made at once. */
async function alone(name: string): Promise<Buffer> {
  const { program } = loadProgram({ text: MODEL, variables: [], counts: [], overrides: [], providers: [] }, false);
  const entity = program?.entities.find((candidate) => candidate.name === name);
  if (entity === undefined) throw new Error('no such entity');
  const format = await loadPartFormat('csv');
  const maker = new PartMaker(entity, format, optionsOf(format), entity.rows);
  const sink = new Sink();
  sink.append(maker.frame.header);
  for (const { bytes } of maker.rows(0, entity.rows)) sink.append(bytes);
  sink.append(maker.footer([]));
  return Buffer.from(sink.written());
}
