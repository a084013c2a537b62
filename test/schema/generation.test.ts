import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../src/access.ts';
import { formatNames, loadFormat } from '../../src/formats/index.ts';
import type { OptionSpec } from '../../src/model/index.ts';
import { databases } from '../database/databases.ts';
import { World } from './world.ts';

const START = `mutation ($input: StartGenerationInput!) { startGeneration(input: $input) {
  task { id status format seed revision entities { name rows } progress { phase rowsTotal fraction } }
  errors { __typename ... on UserError { code path message } ... on ModelProblemError { severity line column hint } }
} }`;
const CANCEL = `mutation ($input: CancelTaskInput!) { cancelTask(input: $input) {
  task { id status isTerminal } errors { __typename ... on UserError { code path } }
} }`;
const TASK = `query ($id: ID!, $entity: String) { task(id: $id) {
  id status isTerminal waitingFor attempt seed engineVersion revision format sequence archiveUrl
  createdAt startedAt finishedAt error { code message } project { id } projectGroup { id }
  entities { name rows bytesEstimated }
  progress { fraction rowsDone rowsTotal bytesDone bytesEstimated partsDone partsTotal phase rowsPerSecond etaSeconds }
  artifacts(entity: $entity) { entity fileName url contentType rows bytes digest expiresAt expired }
} }`;

interface Refused {
  readonly __typename: string;
  readonly code: string;
  readonly path: readonly string[];
}
interface Started {
  readonly startGeneration: { readonly task: { readonly id: string } | null; readonly errors: readonly Refused[] };
}
interface Canceled {
  readonly cancelTask: { readonly task: { readonly status: string } | null; readonly errors: readonly Refused[] };
}

describe.each(databases)('generation on $name', ({ open }) => {
  let world: World;
  let project: Awaited<ReturnType<World['project']>>;
  let letGo = (): void => undefined;
  beforeAll(async () => {
    world = await World.open(open());
    project = await world.project();
  });
  // A task that is left takes a slot from those of the next test.
  afterEach(async () => {
    world.host.before = () => Promise.resolve();
    letGo();
    await world.allEnded();
  });
  afterAll(async () => await world.close());

  async function start(input: Record<string, unknown>, access?: Access) {
    const { data, errors } = await world.run<Started>(START, { input: { project: project.id, ...input } }, access);
    expect(errors).toEqual([]);
    return data!.startGeneration;
  }

  async function refusals(input: Record<string, unknown>): Promise<string[]> {
    const { task, errors } = await start(input);
    expect(task).toBeNull();
    return errors.map(({ __typename, code, path }) => `${__typename} ${code} ${path.join('.')}`);
  }

  async function cancel(task: string) {
    const { data, errors } = await world.run<Canceled>(CANCEL, { input: { task } });
    expect(errors).toEqual([]);
    return data!.cancelTask;
  }

  /** Holds back all parts until `letGo`. */
  function hold(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    world.host.before = async () => await promise;
    letGo = resolve;
  }

  test('is accepted as csv of the whole model, and told to its end', async () => {
    const { task, errors } = await start({ seed: 'abc' });
    expect(errors).toEqual([]);
    expect(task).toEqual({
      id: expect.any(String),
      status: 'PENDING',
      format: 'CSV',
      seed: 'abc',
      revision: 1,
      entities: [
        { name: 'Country', rows: 5 },
        { name: 'User', rows: 100 },
      ],
      progress: { phase: 'QUEUED', rowsTotal: 105, fraction: 0 },
    });
    const { id } = task!;
    expect((await world.ended(id)).at(-1)).toBe('COMPLETED');
    const { data, errors: none } = await world.run<{ task: Record<string, unknown> }>(TASK, { id });
    expect(none).toEqual([]);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const artifact = (entity: string, rows: number) => ({
      entity,
      fileName: `${entity}.csv`,
      url: expect.stringMatching(/^https:\/\/data\.example\.com\//),
      contentType: expect.stringMatching(/^text\/csv/),
      rows,
      bytes: expect.any(Number),
      digest: expect.stringMatching(/^crc32:[\da-f]{8}$/),
      expiresAt: time,
      expired: false,
    });
    expect(data!.task).toEqual({
      id,
      status: 'COMPLETED',
      isTerminal: true,
      waitingFor: null,
      attempt: 1,
      seed: 'abc',
      engineVersion: expect.any(Number),
      revision: 1,
      format: 'CSV',
      sequence: expect.any(Number),
      archiveUrl: expect.stringMatching(/^https:\/\/data\.example\.com\//),
      createdAt: time,
      startedAt: time,
      finishedAt: time,
      error: null,
      project: { id: project.id },
      projectGroup: { id: project.group },
      entities: [
        { name: 'Country', rows: 5, bytesEstimated: expect.any(Number) },
        { name: 'User', rows: 100, bytesEstimated: expect.any(Number) },
      ],
      progress: {
        fraction: 1,
        rowsDone: 105,
        rowsTotal: 105,
        bytesDone: expect.any(Number),
        bytesEstimated: expect.any(Number),
        partsDone: 11,
        partsTotal: 11,
        phase: 'DONE',
        rowsPerSecond: expect.any(Number),
        etaSeconds: 0,
      },
      artifacts: [artifact('Country', 5), artifact('User', 100)],
    });
    const one = await world.run(TASK, { id, entity: 'User' });
    expect(one.data).toMatchObject({ task: { artifacts: [{ entity: 'User' }] } });
    const none2 = await world.run(TASK, { id, entity: 'Nobody' });
    expect(none2.data).toMatchObject({ task: { artifacts: [] } });
  });

  test('has no URLs any more once the files are expired, and says so', async () => {
    const id = await world.start(project.id);
    await world.ended(id);
    const [{ moved }] = await world.sql<{ moved: string }>(
      `with latest as (select id from task order by created_at desc, id desc limit 1)
       update task set expires_at = now() - interval '1 second' where id = (select id from latest) returning id as moved`,
    );
    expect(moved).toBeTruthy();
    const { data } = await world.run(TASK, { id });
    const gone = { url: null, expired: true };
    expect(data).toMatchObject({ task: { status: 'COMPLETED', archiveUrl: null, artifacts: [gone, gone] } });
  });

  test('is of some entities, with what they refer to, counts, overrides and options of the format', async () => {
    const alone = await start({ entities: [{ name: 'User', count: 7 }], format: 'JSONL' });
    expect(alone.task).toMatchObject({ format: 'JSONL', entities: [{ name: 'User', rows: 7 }] });
    const related = await start({
      entities: [{ name: 'User', count: 7 }],
      includeRelated: true,
      format: 'CSV',
      formatOptions: { csv: { delimiter: ';' } },
      overrides: { entities: [{ name: 'Country', count: 3 }] },
    });
    expect(related.errors).toEqual([]);
    expect(related.task).toMatchObject({
      entities: [
        { name: 'Country', rows: 3 },
        { name: 'User', rows: 7 },
      ],
    });
    // What is null is as if it were left out.
    const nulls = await start({
      entities: null,
      includeRelated: null,
      format: null,
      formatOptions: null,
      seed: null,
      overrides: null,
      idempotencyKey: null,
    });
    expect(nulls.task).toMatchObject({ format: 'CSV', progress: { rowsTotal: 105 } });
  });

  const invalid = (path: string) => [`InvalidInputError INVALID_INPUT ${path}`];
  const setting = (name: string, value: unknown) => ({
    overrides: { entities: [{ name: 'User', fields: [{ name: 'id', settings: [{ name, value }] }] }] },
  });
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'an entity that is not there',
      { entities: [{ name: 'Usr' }] },
      ['ModelProblemError ENTITY_UNKNOWN entities.0.name'],
    ],
    ['an entity twice', { entities: [{ name: 'User' }, { name: 'User' }] }, invalid('entities.1.name')],
    ['NUL in a name', { entities: [{ name: '\0' }] }, invalid('entities.0.name')],
    ['a name of 10 KB', { entities: [{ name: 'x'.repeat(10_240) }] }, invalid('entities.0.name')],
    ['NUL in the seed', { seed: '\0' }, invalid('seed')],
    ['an empty idempotency key', { idempotencyKey: '' }, invalid('idempotencyKey')],
    ['a long idempotency key', { idempotencyKey: 'x'.repeat(256) }, invalid('idempotencyKey')],
    ['NUL in an option', { formatOptions: { csv: { null: '\0' } } }, invalid('formatOptions.csv.null')],
    [
      'a count here and in the overrides',
      { entities: [{ name: 'User', count: 1 }], overrides: { entities: [{ name: 'User', count: 2 }] } },
      invalid('entities.0.count'),
    ],
    [
      'a variable that is an object',
      { overrides: { variables: [{ name: 'a', value: {} }] } },
      invalid('overrides.variables.0.value'),
    ],
    [
      'a setting that nests too deep',
      setting('min', [[[[[[[[[1]]]]]]]]]),
      invalid('overrides.entities.0.fields.0.settings.0.value'),
    ],
    [
      'a setting of too many values',
      setting('min', Array(10_001).fill(1)),
      invalid('overrides.entities.0.fields.0.settings.0.value'),
    ],
    ['NUL in a list', setting('min', ['\0']), invalid('overrides.entities.0.fields.0.settings.0.value')],
    [
      'a count that is no expression',
      { overrides: { entities: [{ name: 'User', countExpression: '5' }] } },
      invalid('overrides.entities.0.count'),
    ],
    ['NUL in a setting', setting('min', '\0'), invalid('overrides.entities.0.fields.0.settings.0.value')],
    ['a setting that is not there', setting('nonsense', 1), ['ModelProblemError OVERRIDE_SETTING_UNKNOWN overrides']],
    [
      'a variable that is not declared',
      { overrides: { variables: [{ name: 'a', value: 1 }] } },
      ['ModelProblemError VARIABLE_UNDECLARED overrides'],
    ],
    ['too many rows', { entities: [{ name: 'User', count: 1_000_001 }] }, ['QuotaExceededError TASK_TOO_LARGE ']],
  ])('refuses %s', async (_what, input, expected) => {
    expect(await refusals(input)).toEqual(expected);
  });

  test('refuses several things at once, each with its path', async () => {
    expect(await refusals({ seed: '\0', idempotencyKey: '', entities: [{ name: '\0' }] })).toEqual(
      expect.arrayContaining([...invalid('seed'), ...invalid('idempotencyKey'), ...invalid('entities.0.name')]),
    );
  });

  test('refuses a draft with the places in its model', async () => {
    const draft = await world.project('User:\n  name: string @no_such_thing\n');
    const { task, errors } = await start({ project: draft.id });
    expect(task).toBeNull();
    expect(errors).toEqual([
      {
        __typename: 'ModelProblemError',
        code: expect.any(String),
        path: ['project'],
        message: expect.any(String),
        severity: 'ERROR',
        line: 2,
        column: expect.any(Number),
        hint: expect.anything(),
      },
    ]);
  });

  test('refuses counts and formats that are none, before it runs', async () => {
    const run = async (input: string) =>
      await world.run(`mutation { startGeneration(input: { project: "x", ${input} }) { task { id } } }`);
    for (const count of ['-1', '1.5', '9007199254740992', '"1"', '1e3']) {
      await expect(run(`entities: [{ name: "User", count: ${count} }]`)).rejects.toThrow(/from 0 to 2\^53/);
    }
    await expect(run('format: XML')).rejects.toThrow(/"XML" does not exist in "Format"/);
  });

  test('tells the options of every format', async () => {
    const { data } = await world.run<{ formats: readonly object[] }>(
      '{ formats { name extension mediaType options { name type default choices summary } } }',
    );
    const registry = await Promise.all(formatNames.map(loadFormat));
    expect(data?.formats).toEqual(
      registry.map(({ name, extension, mediaType, options }) => ({
        name: name.toUpperCase().replaceAll('-', '_'),
        extension,
        mediaType,
        options: Object.entries<OptionSpec>(options).map(([option, spec]) => ({
          name: option,
          type: spec.type.toUpperCase(),
          default: spec.default,
          choices: 'choices' in spec ? spec.choices : null,
          summary: spec.summary,
        })),
      })),
    );
  });

  test('is begun once for an idempotency key and an input', async () => {
    const idempotencyKey = randomUUID();
    const key = await world.key();
    const [first, again] = await Promise.all([
      world.start(project.id, { idempotencyKey }, key),
      world.start(project.id, { idempotencyKey, format: 'CSV', entities: [] }, key),
    ]);
    expect(again).toBe(first);
    const { data } = await world.run<Started>(
      START,
      { input: { project: project.id, idempotencyKey, seed: 'x' } },
      key,
    );
    expect(data!.startGeneration).toMatchObject({
      task: null,
      errors: [{ __typename: 'IdempotencyConflictError', path: ['idempotencyKey'] }],
    });
    // It is the key's own.
    expect(await world.start(project.id, { idempotencyKey }, await world.key())).not.toBe(first);
  });

  test('can be canceled while it runs and while it waits, and not when it is over', async () => {
    hold();
    // One more than can run.
    const [running, second, waiting] = [
      await world.start(project.id),
      await world.start(project.id),
      await world.start(project.id),
    ];
    const begun = await world.watch<{ taskProgress: { status: string } }>(
      'subscription ($id: ID!) { taskProgress(id: $id) { status } }',
      { id: running },
    );
    for await (const { data } of begun) if (data!.taskProgress.status === 'PROCESSING') break;
    const { data } = await world.run(TASK, { id: waiting });
    expect(data).toMatchObject({ task: { status: 'PENDING', waitingFor: expect.stringMatching(/free slot/) } });
    expect(await cancel(waiting)).toEqual({ task: { id: waiting, status: 'CANCELED', isTerminal: true }, errors: [] });
    expect(await cancel(waiting)).toEqual({ task: { id: waiting, status: 'CANCELED', isTerminal: true }, errors: [] });
    expect((await cancel(running)).task!.status).toMatch(/^CANCEL(ING|ED)$/);
    expect((await world.ended(running)).at(-1)).toBe('CANCELED');
    letGo();
    expect((await world.ended(second)).at(-1)).toBe('COMPLETED');
    expect(await cancel(second)).toEqual({
      task: null,
      errors: [{ __typename: 'OutdatedError', code: 'TASK_FINISHED', path: ['task'] }],
    });
    const files = await world.run(TASK, { id: running });
    expect(files.data).toMatchObject({ task: { status: 'CANCELED', archiveUrl: null, artifacts: [] } });
  });

  test('says why it failed', async () => {
    world.host.before = () => Promise.reject(new Error('secret detail'));
    const id = await world.start(project.id);
    expect((await world.ended(id)).at(-1)).toBe('FAILED');
    const { data } = await world.run<{ task: { error: { message: string } } }>(TASK, { id });
    expect(data).toMatchObject({
      task: { status: 'FAILED', isTerminal: true, error: { code: expect.stringMatching(/^[A-Z_]+$/) }, artifacts: [] },
    });
    expect(data!.task.error.message).not.toContain('secret');
  });
});
