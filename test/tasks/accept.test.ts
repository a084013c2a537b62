import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { v7 as newId } from 'uuid';
import type { StartInput, Tasks, TaskSettings } from '../../src/tasks/index.ts';
import { databases } from '../database/databases.ts';
import { codes, ended, Room, value } from './room.ts';

describe.each(databases)('accepting a task on $name', ({ open }) => {
  let room: Room;
  let tasks: Tasks;
  beforeAll(async () => {
    room = await Room.open(open());
    tasks = await room.tasks();
  });
  afterAll(async () => await room.close());

  const start = async (input: Partial<StartInput> = {}) => await tasks.start(room.call(), room.input(input));

  test('the whole model is planned in its order, each entity with its file', async () => {
    const task = value(await start({ format: 'jsonl' }));
    expect(task).toMatchObject({ status: 'PENDING', sequence: 1, rowsTotal: 365, partsTotal: 37, seed: 'rowmill' });
    expect(
      task.plan.files.map(({ entity, rows, partRows, parts, name }) => [entity, rows, partRows, parts, name]),
    ).toEqual([
      ['Country', 5, 10, 1, 'Country.jsonl'],
      ['User', 100, 10, 10, 'User.jsonl'],
      ['Order', 250, 10, 25, 'Order.jsonl'],
      ['Lone', 10, 10, 1, 'Lone.jsonl'],
    ]);
    expect((await ended(tasks, task.id)).status).toBe('COMPLETED');
  });

  test('what is related comes along, with the counts of the model', async () => {
    const alone = value(await start({ entities: [{ name: 'Order', count: 3 }] }));
    expect(alone.plan.entities.map(({ name, rows }) => [name, rows])).toEqual([['Order', 3]]);
    const all = value(await start({ entities: [{ name: 'Order', count: 3 }], includeRelated: true }));
    expect(all.plan.entities.map(({ name, rows }) => [name, rows])).toEqual([
      ['Country', 5],
      ['User', 100],
      ['Order', 3],
    ]);
    await ended(tasks, alone.id);
    await ended(tasks, all.id);
    const crc = async (id: string) =>
      (await tasks.artifacts(room.database.fork(), [id])).get(id)?.find(({ entity }) => entity === 'Order')?.crc32;
    expect(await crc(all.id)).toBe(await crc(alone.id));
  });

  test('an entity without rows has a file with the header', async () => {
    const task = value(await start({ entities: [{ name: 'Lone', count: 0 }] }));
    expect(task.partsTotal).toBe(1);
    await ended(tasks, task.id);
    const found = await tasks.download(task.id);
    expect(found?.files.map(({ name, bytes, pieces }) => [name, bytes, pieces.length])).toEqual([['Lone.csv', 3, 1]]);
  });

  test('a project that is not there, or of a group that the key does not see', async () => {
    expect(codes(await start({ project: newId() }))).toEqual(['NOT_FOUND']);
    expect(codes(await start({ project: "x'; drop table task" }))).toEqual(['NOT_FOUND']);
    const bound = room.call({ groups: new Set([newId()]) });
    expect(codes(await tasks.start(bound, room.input()))).toEqual(['NOT_FOUND']);
    expect((await tasks.start(room.call({ groups: new Set([room.group]) }), room.input())).ok).toBe(true);
  });

  test('names that are not there, with the nearest', async () => {
    const outcome = await start({ entities: [{ name: 'Oder' }, { name: 'User' }] });
    expect(outcome).toMatchObject({
      ok: false,
      refusals: [{ kind: 'model-problem', code: 'ENTITY_UNKNOWN', path: ['entities', '0', 'name'] }],
    });
    expect(JSON.stringify(outcome)).toContain('did you mean Order?');
  });

  test('what is wrong with the input is told at once', async () => {
    const outcome = await start({
      entities: [{ name: 'User', count: -1 }, { name: 'User' }, { name: 'a\0b' }],
      format: 'cvs',
      seed: '\ud800',
      idempotencyKey: '',
      overrides: { entities: [{ name: 'Order', count: 0.5 }] },
    });
    if (outcome.ok) throw new Error('expected a refusal');
    expect(outcome.refusals.map(({ path }) => path.join('.'))).toEqual([
      'seed',
      'overrides.entities.0.count',
      'entities.0.count',
      'entities.1.name',
      'entities.2.name',
      'idempotencyKey',
      'format',
    ]);
    const options = { nothing: 'x', header: 'yes' };
    const wrong = { code: 'INVALID_INPUT' };
    expect(await start({ options })).toMatchObject({
      refusals: [
        { ...wrong, path: ['options', 'nothing'] },
        { ...wrong, path: ['options', 'header'] },
      ],
    });
    const twice = { entities: [{ name: 'User', count: 1 }], overrides: { entities: [{ name: 'User', count: 2 }] } };
    expect(codes(await start(twice))).toEqual(['INVALID_INPUT']);
  });

  test('overrides that fit nothing are problems of the overrides', async () => {
    const outcome = await start({
      overrides: {
        variables: [{ name: 'nothing', value: 'x' }],
        entities: [
          { name: 'Usr', count: 2 },
          { name: 'User', fields: [{ name: 'nme', settings: [{ name: 'null', value: null }] }] },
        ],
      },
    });
    expect(codes(outcome).sort()).toEqual(['COUNT_ENTITY_UNKNOWN', 'OVERRIDE_FIELD_UNKNOWN', 'VARIABLE_UNDECLARED']);
    expect(outcome).toMatchObject({
      refusals: [{ path: ['overrides'] }, { path: ['overrides'] }, { path: ['overrides'] }],
    });
  });

  test('every error of a draft, with its place', async () => {
    await room.sql(
      `insert into project_revision (id, project_id, "number", text, problems, draft) values ($1, $2, 2, $3, '[]', true)`,
      [newId(), room.project, 'A:\n  $count: 3\n  b: string @nope\n  c: stringg\n'],
    );
    await room.sql('update project set revision = 2 where id = $1', [room.project]);
    const outcome = await start();
    await room.sql('update project set revision = 1 where id = $1', [room.project]);
    expect(outcome).toMatchObject({
      refusals: [
        { kind: 'model-problem', code: 'GENERATOR_UNKNOWN', path: ['project'], problem: { line: 3 } },
        { kind: 'model-problem', problem: { line: 4 } },
      ],
    });
  });

  test('preview answers any range, or says what is wrong', async () => {
    const from = { project: room.project, entity: 'User', offset: 98, limit: 10 };
    const found = value(await tasks.preview(room.call(), from));
    expect(found.rows.map((row) => JSON.parse(row).id)).toEqual([99, 100]);
    expect(found).toMatchObject({ rowsTotal: 100, columns: [{ name: 'id' }, { name: 'name' }, { name: 'country' }] });
    const text = { model: 'A:\n  $count: 2\n  n: integer @id\n', entity: 'A', offset: 0, limit: 1 };
    expect(value(await tasks.preview(room.call(), text)).rows).toEqual(['{"n":1}']);
    expect(codes(await tasks.preview(room.call(), { ...from, entity: 'Usr' }))).toEqual(['ENTITY_UNKNOWN']);
    expect(codes(await tasks.preview(room.call(), { ...from, limit: 1001, offset: -1 }))).toHaveLength(2);
    expect(codes(await tasks.preview(room.call(), { ...text, group: newId() }))).toEqual(['NOT_FOUND']);
    expect(codes(await tasks.preview(room.call({ groups: new Set() }), from))).toEqual(['NOT_FOUND']);
  });

  test('inspect answers a model with its problems', async () => {
    const found = value(await tasks.inspect(room.call(), { model: 'A:\n  n: stringg\n', group: room.group }));
    expect(found.entities).toEqual([]);
    expect(found.problems[0]).toMatchObject({ severity: 'error', line: 2 });
    expect(value(await tasks.inspect(room.call(), { project: room.project })).entities).toHaveLength(4);
    expect(codes(await tasks.inspect(room.call(), { model: 'a\0' }))).toEqual(['INVALID_INPUT']);
  });
});

describe.each(databases)('idempotency on $name', ({ open }) => {
  let room: Room;
  let tasks: Tasks;
  beforeAll(async () => {
    room = await Room.open(open());
    tasks = await room.tasks();
  });
  afterAll(async () => await room.close());
  const start = async (input: Partial<StartInput>, call = room.call()) => await tasks.start(call, room.input(input));

  test('the same key and input is the same task, another input is refused', async () => {
    const first = value(await start({ idempotencyKey: 'a', seed: 'x' }));
    const second = value(await start({ seed: 'x', idempotencyKey: 'a' }));
    expect(second.id).toBe(first.id);
    expect(codes(await start({ idempotencyKey: 'a', seed: 'y' }))).toEqual(['IDEMPOTENCY_CONFLICT']);
    const other = value(await start({ idempotencyKey: 'a', seed: 'y' }, room.call({ keyId: newId() })));
    expect(other.id).not.toBe(first.id);
  });

  test('of ten at the same time one makes the task', async () => {
    const calls = Array.from({ length: 10 }, () => start({ idempotencyKey: 'race' }));
    const ids = new Set((await Promise.all(calls)).map((outcome) => value(outcome).id));
    expect(ids.size).toBe(1);
    const [{ count }] = await room.sql<{ count: number }>(
      `select count(*)::int as count from task where idempotency_key = 'race'`,
    );
    expect(count).toBe(1);
  });
});

describe.each(databases)('quotas on $name', ({ open }) => {
  let room: Room;
  let tasks: Tasks;
  beforeAll(async () => void (room = await Room.open(open())));
  afterEach(async () => await tasks.stop());
  afterAll(async () => await room.close());

  const refusal = async (settings: Partial<TaskSettings>): Promise<string> => {
    tasks = await room.tasks(settings);
    const outcome = await tasks.start(room.call(), room.input());
    if (outcome.ok) throw new Error('expected a refusal');
    expect(outcome.refusals.map(({ kind }) => kind)).toEqual(['quota-exceeded']);
    const [{ code, message, retryAfter }] = outcome.refusals;
    expect(retryAfter).toBe(code === 'TASK_TOO_LARGE' ? undefined : 60);
    await tasks.stop();
    return `${code}: ${message}`;
  };

  test('what a task, a group, a key and the store may take', async () => {
    expect(await refusal({ maxTaskRows: 364 })).toBe(
      'TASK_TOO_LARGE: the task has 365 rows, but the limit for a task is 364: ask for less',
    );
    expect(await refusal({ maxTaskSize: 1000 })).toMatch(
      /^TASK_TOO_LARGE: the task takes about \d+ bytes, but the limit for a task is 1000/,
    );
    expect(await refusal({ groupSize: 1000 })).toMatch(
      /^TASK_TOO_LARGE: the task takes about \d+ bytes, but the limit of a project group is 1000/,
    );
    expect(await refusal({ dailyRows: 300 })).toMatch(
      /^TASK_TOO_LARGE: the task has 365 rows, but the limit of a project group is 300 per day/,
    );
    expect(await refusal({ dailyKeyRows: 300 })).toMatch(
      /^TASK_TOO_LARGE: the task has 365 rows, but the limit of an API key is 300 per day/,
    );
    expect(await refusal({ lowWater: 1e18 })).toMatch(
      /^STORE_FULL: the task takes about \d+ bytes, but the store has room for 0 only$/,
    );
    expect(await refusal({ openTasks: 0 })).toMatch(/^QUOTA_EXCEEDED: 0 tasks of the project group have not finished/);
  });

  test('what finished and what is kept counts', async () => {
    tasks = await room.tasks({ dailyRows: 800, tasks: 1 });
    const task = value(await tasks.start(room.call(), room.input()));
    await ended(tasks, task.id);
    const second = value(await tasks.start(room.call(), room.input()));
    expect(codes(await tasks.start(room.call(), room.input()))).toEqual(['DAILY_LIMIT_EXCEEDED']);
    await ended(tasks, second.id);
    expect(codes(await tasks.start(room.call(), room.input()))).toEqual(['DAILY_LIMIT_EXCEEDED']);
    const [usage] = await room.sql(`select tasks, "rows" from daily_usage`);
    expect(usage).toMatchObject({ tasks: 2, rows: 730 });
  });

  /** Ends what a test has left waiting or held back. */
  const cancelAll = async (): Promise<void> => {
    room.host.before = () => Promise.resolve();
    for (const { id } of await room.sql<{ id: string }>('select id from task where finished_at is null')) {
      value(await tasks.cancel(room.call(), { task: id }));
      await ended(tasks, id);
    }
  };

  test('a key has a day of its own, in whichever group, and is told what is left of it', async () => {
    tasks = await room.tasks({ dailyKeyRows: 800, tasks: 1 });
    const [mine, other] = [newId(), newId()].map((keyId) => () => room.call({ keyId }));
    const before = await tasks.rowsToday(mine());
    expect(before).toMatchObject({ limit: 800, used: 0, left: 800 });
    await ended(tasks, value(await tasks.start(mine(), room.input())).id);
    room.host.before = () => new Promise(() => undefined);
    const open = value(await tasks.start(mine(), room.input()));
    expect(await tasks.rowsToday(mine())).toMatchObject({ used: 730, left: 70 });
    const group = (await tasks.groupRowsToday(mine(), [room.group])).get(room.group);
    const [{ rows: use }] = await room.sql<{ rows: number }>('select "rows" from room_use($1, $2)', [
      room.group,
      newId(),
    ]);
    expect(group).toMatchObject({ used: use, left: group!.limit - use, resetsAt: before.resetsAt });
    const outcome = await tasks.start(mine(), room.input());
    if (outcome.ok) throw new Error('expected a refusal');
    const [{ code, message, retryAfter }] = outcome.refusals;
    expect(code).toBe('DAILY_LIMIT_EXCEEDED');
    expect(message).toContain('the API key has 70 of 800 left today');
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(86_400);
    expect(before.resetsAt.toISOString()).toMatch(/T00:00:00.000Z$/);
    value(await tasks.start(other(), room.input()));
    // What a canceled task has not generated is given back.
    value(await tasks.cancel(mine(), { task: open.id }));
    await ended(tasks, open.id);
    expect(await tasks.rowsToday(mine())).toMatchObject({ used: 365, left: 435 });
    value(await tasks.start(mine(), room.input()));
    // What a day has used is over with it.
    await room.sql(`update daily_key_usage set "day" = "day" - 1`);
    expect(await tasks.rowsToday(mine())).toMatchObject({ used: 365 });
    await cancelAll();
  });

  test('tasks of one key that are started at the same time in several groups see each other', async () => {
    const keyId = newId();
    await room.sql(`insert into api_key (id, public_id, hash, name, scopes) values ($1, $2, '', 'one', '{generate}')`, [
      keyId,
      keyId,
    ]);
    tasks = await room.tasks({ dailyKeyRows: 800 });
    room.host.before = () => new Promise(() => undefined);
    const projects = await Promise.all(['a', 'b', 'c', 'd'].map(async (name) => await room.addProject(name)));
    const outcomes = await Promise.all(
      projects.map(async (project) => await tasks.start(room.call({ keyId }), room.input({ project }))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    await cancelAll();
  });

  test('tasks started at the same time see each other', async () => {
    tasks = await room.tasks({ openTasks: 3 });
    room.host.before = () => new Promise(() => undefined);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => tasks.start(room.call(), room.input())));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
    // Two of the three have a slot, or will have one in a moment.
    const accepted = outcomes.filter(({ ok }) => ok).map((outcome) => value(outcome).id);
    const waits = await tasks.waitingFor(room.database.fork(), accepted);
    expect(waits.size).toBeGreaterThan(0);
    for (const wait of waits.values()) expect(wait).toMatch(/^a free slot: /);
  });
});
