import { describe, expect, test, vi } from 'vitest';
import { SlowSubscriber, TaskHub, type Hint, type HintBus, type HubSettings } from '../../src/events/index.ts';
import { MemoryTasks, type TaskState } from './memory-tasks.ts';

function hubOf(tasks: MemoryTasks, settings: HubSettings = {}) {
  const errors: unknown[] = [];
  const hub = new TaskHub(tasks, tasks.bus, (error) => errors.push(error), settings);
  return { hub, errors };
}

async function take(stream: AsyncIterator<TaskState>): Promise<TaskState> {
  const { done, value } = await stream.next();
  if (done === true) throw new Error('the stream is done');
  return value;
}

async function rest(stream: AsyncIterable<TaskState>): Promise<TaskState[]> {
  const found: TaskState[] = [];
  for await (const state of stream) found.push(state);
  return found;
}

/** Resolves to 'waiting' where the promise is not settled once everything that is under way is done. */
async function settledOr<T>(promise: Promise<T>): Promise<T | 'waiting'> {
  const idle = new Promise<'waiting'>((resolve) => setImmediate(() => resolve('waiting')));
  return Promise.race([promise, idle]);
}

/** Reads of the loader are over. */
const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const sequences = (states: readonly TaskState[]): number[] => states.map(({ sequence }) => sequence);

/** A bus that carries nothing while it is told so. */
class LossyHints implements HintBus {
  readonly lossy = true;
  deaf = true;
  #listener: (hint: Hint) => void = () => undefined;

  publish(hint: Hint): void {
    if (!this.deaf) this.#listener(hint);
  }

  listen(listener: (hint: Hint) => void): () => void {
    this.#listener = listener;
    return () => undefined;
  }
}

describe('one task', () => {
  test('the current state comes first, then each change, then the end', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    tasks.start('a');
    const stream = hub.watchTask('a');
    expect(await take(stream)).toMatchObject({ sequence: 2, kind: 'started' });
    tasks.progress('a');
    expect(await take(stream)).toMatchObject({ sequence: 3, rows: 1 });
    tasks.finish('a');
    expect(await take(stream)).toMatchObject({ sequence: 4, terminal: true });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('no gap: what happens before the first read answers is not lost, and what it showed is not repeated', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    const { promise, resolve } = Promise.withResolvers<void>();
    tasks.gate = promise;
    const stream = hub.watchTask('a');
    tasks.start('a');
    tasks.start('a');
    resolve();
    const first = await take(stream);
    const found = first.sequence === 3 ? [first] : [first, await take(stream)];
    expect(found.at(-1)).toMatchObject({ sequence: 3 });
    expect(await settledOr(stream.next())).toBe('waiting');
    // The read in flight, and one for both hints.
    expect(tasks.reads.load).toBe(2);
  });

  test('it is attached although nobody reads', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    const stream = hub.watchTask('a');
    tasks.finish('a');
    tasks.remove('a');
    // Both are over before the first read of the stream.
    await idle();
    expect(hub.counts.subscribers).toBe(0);
    expect(sequences(await rest(stream)).length).toBeLessThanOrEqual(1);
  });

  test('a late subscriber gets the terminal state, then the end', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    tasks.finish('a');
    expect(sequences(await rest(hub.watchTask('a')))).toEqual([2]);
    expect(sequences(await rest(hub.watchTask('a', { after: 2 })))).toEqual([2]);
  });

  test('`after` leaves out what the subscriber has seen', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    tasks.start('a');
    const seen = hub.watchTask('a', { after: 2 });
    const behind = hub.watchTask('a', { after: 1 });
    expect(await take(behind)).toMatchObject({ sequence: 2 });
    const next = seen.next();
    expect(await settledOr(next)).toBe('waiting');
    tasks.progress('a');
    expect((await next).value).toMatchObject({ sequence: 3 });
  });

  test('all subscribers get the same object, and the row is read once for them', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    const streams = Array.from({ length: 1000 }, () => hub.watchTask('a'));
    const first = await Promise.all(streams.map((stream) => take(stream)));
    expect(new Set(first).size).toBe(1);
    const before = tasks.reads.load;
    expect(before).toBeLessThanOrEqual(2);
    tasks.start('a');
    expect(new Set(await Promise.all(streams.map((stream) => take(stream)))).size).toBe(1);
    expect(tasks.reads.load).toBe(before + 1);
  });

  test('events of other tasks stay away', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    tasks.create('b');
    const stream = hub.watchTask('a');
    await take(stream);
    const reads = tasks.reads.load;
    for (let i = 0; i < 20; i++) tasks.start('b');
    const next = stream.next();
    expect(await settledOr(next)).toBe('waiting');
    expect(tasks.reads.load).toBe(reads);
    tasks.start('a');
    expect((await next).value).toMatchObject({ id: 'a', sequence: 2 });
  });

  test('a flood of progress becomes 10 events a second; changes of status and the end pass at once', async () => {
    vi.useFakeTimers();
    try {
      const tasks = new MemoryTasks();
      const { hub } = hubOf(tasks);
      tasks.create('a');
      const stream = hub.watchTask('a');
      const found: TaskState[] = [];
      const reading = (async () => {
        for await (const state of stream) found.push(state);
      })();
      await vi.advanceTimersByTimeAsync(0);
      for (let i = 0; i < 990; i++) {
        tasks.progress('a');
        await vi.advanceTimersByTimeAsync(1);
      }
      const progress = found.filter(({ kind }) => kind === 'progressed');
      expect(progress.length).toBeGreaterThanOrEqual(9);
      expect(progress.length).toBeLessThanOrEqual(10);
      tasks.progress('a');
      tasks.start('a');
      await vi.advanceTimersByTimeAsync(0);
      expect(found.at(-1)).toMatchObject({ kind: 'started', sequence: 993 });
      tasks.progress('a');
      tasks.finish('a');
      await vi.advanceTimersByTimeAsync(0);
      await reading;
      expect(found.at(-1)).toMatchObject({ kind: 'finished', sequence: 995 });
      expect(sequences(found)).toEqual(sequences(found).toSorted((a, b) => a - b));
      expect(new Set(sequences(found)).size).toBe(found.length);
    } finally {
      vi.useRealTimers();
    }
  });

  test('the newest of a burst is given, though nothing follows it', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks, { progressEvery: 5 });
    tasks.create('a');
    const stream = hub.watchTask('a');
    await take(stream);
    for (let i = 0; i < 50; i++) {
      tasks.progress('a');
      await idle();
    }
    let newest = await take(stream);
    while (newest.rows < 50) newest = await take(stream);
    expect(newest.sequence).toBe(51);
  });

  test('a reader that does not read holds one state only, and the end is not lost on it', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks, { progressEvery: 0 });
    tasks.create('a');
    const slow = hub.watchTask('a');
    const quick = hub.watchTask('a');
    await take(quick);
    for (let i = 0; i < 2000; i++) {
      tasks.progress('a');
      await take(quick);
    }
    tasks.finish('a');
    await take(quick);
    expect(hub.counts.dropped).toBeGreaterThanOrEqual(2000);
    expect(sequences(await rest(slow))).toEqual([2002]);
  });

  test('return releases a reader that waits, and lets go of the task', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    const stream = hub.watchTask('a');
    await take(stream);
    const waiting = stream.next();
    await stream.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(hub.counts.subscribers).toBe(0);
    const reads = tasks.reads.load;
    tasks.start('a');
    await idle();
    expect(tasks.reads.load).toBe(reads);
  });

  test('a task that is deleted ends its streams', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    const stream = hub.watchTask('a');
    await take(stream);
    tasks.remove('a');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await hub.watchTask('nobody').next()).toEqual({ done: true, value: undefined });
  });

  test('an error of the loader is reported, ends no stream, and the next hint reads again', async () => {
    const tasks = new MemoryTasks();
    const { hub, errors } = hubOf(tasks);
    tasks.create('a');
    const stream = hub.watchTask('a');
    await take(stream);
    tasks.failure = new Error('the database is away');
    tasks.start('a');
    await idle();
    expect(errors).toEqual([tasks.failure]);
    tasks.failure = undefined;
    tasks.start('a');
    expect(await take(stream)).toMatchObject({ sequence: 3 });
  });

  test('a first read that failed is tried again by the poll, without any hint', async () => {
    const tasks = new MemoryTasks();
    const { hub, errors } = hubOf(tasks, { pollEvery: 5 });
    tasks.create('a');
    tasks.failure = new Error('the database is away');
    const one = hub.watchTask('a');
    const all = hub.watchAll(() => true);
    await expect.poll(() => errors.length, { interval: 5 }).toBeGreaterThan(2);
    tasks.failure = undefined;
    expect(await take(one)).toMatchObject({ id: 'a' });
    expect(await take(all)).toMatchObject({ id: 'a' });
    hub.close();
  });

  test('a hint that is ahead of the row is read once, not for ever, and the poll catches up', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks, { pollEvery: 5 });
    tasks.create('a');
    const stream = hub.watchTask('a');
    await take(stream);
    const reads = tasks.reads.load;
    const { bus } = tasks;
    bus.publish({ id: 'a', sequence: 3 });
    await idle();
    await idle();
    expect(tasks.reads.load).toBe(reads + 1);
    bus.publish({ id: 'a', sequence: 2 });
    tasks.start('a');
    tasks.start('a');
    expect(await take(stream)).toMatchObject({ sequence: 3 });
    hub.close();
  });
});

describe('all tasks', () => {
  test('it begins with the tasks that are not terminal; then every change that passes the filter', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    for (const id of ['a', 'b', 'c', 'other']) tasks.create(id);
    tasks.finish('c');
    const stream = hub.watchAll(({ id }) => id !== 'other');
    expect([(await take(stream)).id, (await take(stream)).id]).toEqual(['a', 'b']);
    tasks.start('other');
    tasks.create('d');
    expect(await take(stream)).toMatchObject({ id: 'd', kind: 'created' });
    tasks.finish('d');
    expect(await take(stream)).toMatchObject({ id: 'd', kind: 'finished' });
    expect(await settledOr(stream.next())).toBe('waiting');
  });

  test('what happens during the first read is merged with it, the end of a task included', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    tasks.create('b');
    const { promise, resolve } = Promise.withResolvers<void>();
    tasks.gate = promise;
    const stream = hub.watchAll(() => true);
    tasks.gate = Promise.resolve();
    tasks.finish('a');
    await idle();
    resolve();
    const found = [await take(stream), await take(stream)];
    expect(found.map(({ id, terminal }) => `${id} ${terminal}`).toSorted()).toEqual(['a true', 'b false']);
    expect(await settledOr(stream.next())).toBe('waiting');
  });

  test('changes of one task give way to newer ones while nobody reads; every end comes, once', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks, { progressEvery: 0 });
    const stream = hub.watchAll(() => true);
    await idle();
    for (const id of ['a', 'b', 'c']) {
      tasks.create(id);
      for (let i = 0; i < 100; i++) {
        tasks.progress(id);
        await idle();
      }
      tasks.finish(id);
      await idle();
      // Late hints, and somebody who asks for the task by its id.
      tasks.bus.publish({ id, sequence: tasks.sequenceOf(id) });
      tasks.bus.publish({ id, sequence: 3 });
      await rest(hub.watchTask(id));
    }
    const found = [await take(stream), await take(stream), await take(stream)];
    expect(found.every(({ terminal }) => terminal)).toBe(true);
    expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(await settledOr(stream.next())).toBe('waiting');
  });

  test('a task that ended before is no news when somebody asks for it', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('old');
    tasks.finish('old');
    const stream = hub.watchAll(() => true);
    await idle();
    await rest(hub.watchTask('old'));
    expect(await settledOr(stream.next())).toBe('waiting');
  });

  test('those who watch one and those who watch all get the same object', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    const one = hub.watchTask('a');
    const all = hub.watchAll(() => true);
    expect(await take(one)).toBe(await take(all));
    tasks.start('a');
    expect(await take(one)).toBe(await take(all));
  });

  test('one for whom too many tasks wait is ended with a reason; others go on', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks, { maxWaiting: 10 });
    const slow = hub.watchAll(() => true);
    const narrow = hub.watchAll(({ id }) => id === '15');
    await idle();
    for (let i = 0; i < 20; i++) tasks.create(String(i));
    await idle();
    await expect(slow.next()).rejects.toBeInstanceOf(SlowSubscriber);
    expect(await slow.next()).toEqual({ done: true, value: undefined });
    expect(await take(narrow)).toMatchObject({ id: '15' });
    expect(hub.counts.subscribers).toBe(1);
  });

  test('nothing is read any more once nobody watches', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    const stream = hub.watchAll(() => true);
    await take(stream);
    await stream.return();
    const reads = { ...tasks.reads };
    tasks.start('a');
    tasks.create('b');
    await idle();
    expect(tasks.reads).toEqual(reads);
  });
});

describe('states that are told', () => {
  test('reach all who watch, as the same objects, without a read', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks, { progressEvery: 0 });
    tasks.tell = (state) => hub.tell(state);
    const all = hub.watchAll(() => true);
    await idle();
    tasks.create('a');
    const created = await take(all);
    const one = hub.watchTask('a');
    expect(await take(one)).toEqual(created);
    expect(tasks.reads).toEqual({ load: 1, loadOpen: 1, sequences: 0 });
    for (const change of [() => tasks.start('a'), () => tasks.progress('a'), () => tasks.finish('a')]) {
      change();
      expect(await take(one)).toBe(await take(all));
    }
    expect(await one.next()).toEqual({ done: true, value: undefined });
    expect(tasks.reads).toEqual({ load: 1, loadOpen: 1, sequences: 0 });
  });

  test('an end that is the first thing told of a task is news', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.tell = (state) => hub.tell(state);
    tasks.create('a');
    const all = hub.watchAll(({ terminal }) => terminal);
    tasks.finish('a');
    expect(await take(all)).toMatchObject({ id: 'a', sequence: 2, terminal: true });
    expect(await settledOr(all.next())).toBe('waiting');
  });

  test('a read that is older changes nothing', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks);
    tasks.create('a');
    const { promise, resolve } = Promise.withResolvers<void>();
    tasks.gate = promise;
    const one = hub.watchTask('a');
    tasks.tell = (state) => hub.tell(state);
    tasks.start('a');
    tasks.finish('a');
    resolve();
    expect(sequences(await rest(one))).toEqual([3]);
  });
});

describe('a bus that loses hints', () => {
  test('the poll finds what was lost: changes, ends, new tasks, deleted tasks', async () => {
    const bus = new LossyHints();
    const tasks = new MemoryTasks(bus);
    const { hub } = hubOf(tasks, { pollEvery: 5, progressEvery: 0 });
    tasks.create('a');
    tasks.create('gone');
    const one = hub.watchTask('a');
    const gone = hub.watchTask('gone');
    const all = hub.watchAll(({ id }) => id !== 'gone');
    await take(one);
    await take(gone);
    await take(all);
    tasks.start('a');
    expect(await take(one)).toMatchObject({ sequence: 2 });
    expect(await take(all)).toMatchObject({ id: 'a', sequence: 2 });
    tasks.create('b');
    expect(await take(all)).toMatchObject({ id: 'b', sequence: 1 });
    tasks.finish('b');
    expect(await take(all)).toMatchObject({ id: 'b', terminal: true });
    tasks.remove('gone');
    expect((await gone.next()).done).toBe(true);
    tasks.finish('a');
    expect(sequences(await rest(one))).toEqual([3]);
    hub.close();
  });

  test('a bus that loses none is not polled for', async () => {
    const tasks = new MemoryTasks();
    const { hub } = hubOf(tasks, { pollEvery: 1 });
    tasks.create('a');
    const stream = hub.watchTask('a');
    await take(stream);
    // Something that takes longer than several turns of the poll.
    const other = new MemoryTasks(new LossyHints());
    const { hub: witness } = hubOf(other, { pollEvery: 1 });
    other.create('b');
    witness.watchTask('b');
    await expect.poll(() => other.reads.sequences, { interval: 1 }).toBeGreaterThan(5);
    expect(tasks.reads.sequences).toBe(0);
    hub.close();
    witness.close();
    expect(witness.counts.subscribers).toBe(0);
  });
});

test('closing ends every stream, and later ones are done from the start', async () => {
  const tasks = new MemoryTasks();
  const { hub } = hubOf(tasks);
  tasks.create('a');
  const one = hub.watchTask('a');
  const all = hub.watchAll(() => true);
  await take(one);
  await take(all);
  const waiting = [one.next(), all.next()];
  hub.close();
  expect((await Promise.all(waiting)).every(({ done }) => done === true)).toBe(true);
  expect((await hub.watchTask('a').next()).done).toBe(true);
  expect((await hub.watchAll(() => true).next()).done).toBe(true);
  expect(hub.counts).toMatchObject({ subscribers: 0, delivered: 2 });
  hub.close();
});
