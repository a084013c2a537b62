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
    const options = new Map([
      ['nothing', 'x'],
      ['header', 'yes'],
    ]);
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
    return outcome.refusals[0].message;
  };

  test('what a task, a group and the store may take', async () => {
    expect(await refusal({ maxTaskRows: 364 })).toBe('the task has 365 rows, a task may have 364');
    await tasks.stop();
    expect(await refusal({ maxTaskBytes: 1000 })).toMatch(/^the task takes about \d+ bytes, a task may take 1000$/);
    await tasks.stop();
    expect(await refusal({ maxGroupBytes: 1000 })).toMatch(
      /^the group would have \d+ bytes in use .* it may have 1000$/,
    );
    await tasks.stop();
    expect(await refusal({ dailyRows: 300 })).toBe(
      'the group would come to 365 rows today with this task, it may have 300 a day',
    );
    await tasks.stop();
    expect(await refusal({ lowWater: 1e18 })).toMatch(/^the task takes about \d+ bytes, the store has room for 0$/);
  });

  test('what finished and what is kept counts', async () => {
    tasks = await room.tasks({ dailyRows: 800, concurrency: 1 });
    const task = value(await tasks.start(room.call(), room.input()));
    await ended(tasks, task.id);
    const second = value(await tasks.start(room.call(), room.input()));
    expect(codes(await tasks.start(room.call(), room.input()))).toEqual(['QUOTA_EXCEEDED']);
    await ended(tasks, second.id);
    expect(codes(await tasks.start(room.call(), room.input()))).toEqual(['QUOTA_EXCEEDED']);
    const [usage] = await room.sql(`select tasks, "rows" from daily_usage`);
    expect(usage).toMatchObject({ tasks: 2, rows: 730 });
  });

  test('tasks started at the same time see each other', async () => {
    tasks = await room.tasks({ maxOpenTasks: 3 });
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
