import { randomUUID } from 'node:crypto';
import { isUnionType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../src/access.ts';
import { nodeId } from '../../src/global-id.ts';
import { schema } from '../../src/schema/index.ts';
import { databases } from '../database/databases.ts';
import { CreateGroupDocument } from './generated/graphql.ts';
import { MODEL, World } from './world.ts';

const FAULTY = 'User:\n  name: string @no_such_thing\n';
/** What the error of a mutation can tell: the place in the model where that can be the reason. */
const errorsOf = (name: string): string => {
  const union = schema.getType(`${name[0].toUpperCase()}${name.slice(1)}Error`);
  const ofModel = isUnionType(union) && union.getTypes().some((type) => type.name === 'ModelProblemError');
  const place = ofModel ? '... on ModelProblemError { line column severity hint }' : '';
  return `errors { __typename ... on UserError { code path message } ${place} }`;
};

/** What the tests read of a payload before they compare it. */
interface Payload {
  readonly project: { readonly id: string };
  readonly task: { readonly id: string };
  readonly providers: readonly { readonly id: string }[];
  readonly secret: string;
  readonly apiKey: { readonly id: string };
  readonly errors: readonly { readonly __typename: string; readonly code: string; readonly path: readonly string[] }[];
}

describe.each(databases)('mutations on $name', ({ open }) => {
  let world: World;
  beforeAll(async () => {
    world = await World.open(open());
  });
  afterAll(async () => await world.close());

  /** Runs one mutation and answers its payload. */
  async function mutate(name: string, input: Record<string, unknown>, fields = '', access?: Access) {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} ${errorsOf(name)} } }`;
    const { data, errors } = await world.run<Record<string, Payload>>(document, { input }, access);
    expect(errors).toEqual([]);
    return data![name];
  }

  /** What was refused, as `Type CODE path.of.input`. */
  async function refusals(name: string, input: Record<string, unknown>, access?: Access): Promise<string[]> {
    const { errors } = await mutate(name, input, '', access);
    return errors.map(({ __typename, code, path }) => `${__typename} ${code} ${path.join('.')}`);
  }

  test('groups', async () => {
    const made = await world.run(CreateGroupDocument, { input: { name: 'Über 🛒' } });
    const group = made.data!.createProjectGroup.projectGroup!;
    expect(made).toEqual({
      data: { createProjectGroup: { projectGroup: { id: expect.any(String), name: 'Über 🛒' }, errors: [] } },
      errors: [],
    });
    expect(await refusals('createProjectGroup', { name: 'Über 🛒' })).toEqual(['NameTakenError NAME_TAKEN name']);
    expect(await mutate('renameProjectGroup', { id: group.id, name: 'shop' }, 'projectGroup { id name }')).toEqual({
      projectGroup: { id: group.id, name: 'shop' },
      errors: [],
    });
    expect(await mutate('deleteProjectGroup', { id: group.id }, 'deletedId')).toEqual({
      deletedId: group.id,
      errors: [],
    });
    expect(await refusals('deleteProjectGroup', { id: group.id })).toEqual(['NotFoundError NOT_FOUND id']);
    const bound = await world.key({ groups: [(await world.project()).groupRow] });
    expect(await refusals('createProjectGroup', { name: 'x' }, bound)).toEqual(['NotAllowedError NOT_ALLOWED ']);
  });

  test('projects and their models', async () => {
    const { group } = await world.project();
    const fields =
      'project { id name revision isDraft model projectGroup { id } problems { code severity line column path } revisions { totalCount nodes { number isDraft model } } }';
    const made = await mutate('createProject', { projectGroup: group, name: 'shop', model: MODEL }, fields);
    expect(made).toMatchObject({
      project: { name: 'shop', revision: 1, isDraft: false, model: MODEL, projectGroup: { id: group }, problems: [] },
      errors: [],
    });
    const { id } = made.project;
    const saved = await mutate(
      'updateProjectModel',
      { project: id, model: FAULTY, revision: 1 },
      `${fields} problems { code line }`,
    );
    expect(saved).toMatchObject({
      project: {
        id,
        revision: 2,
        isDraft: true,
        model: FAULTY,
        problems: [{ severity: 'ERROR', line: 2, path: 'User.name' }],
        revisions: {
          totalCount: 2,
          nodes: [
            { number: 2, isDraft: true, model: FAULTY },
            { number: 1, isDraft: false, model: MODEL },
          ],
        },
      },
      problems: [{ line: 2 }],
      errors: [],
    });
    expect(await refusals('updateProjectModel', { project: id, model: MODEL, revision: 1 })).toEqual([
      'OutdatedError OUTDATED revision',
    ]);
    expect(await refusals('createProject', { projectGroup: group, name: 'shop' })).toEqual([
      'NameTakenError NAME_TAKEN name',
    ]);
    expect(await mutate('renameProject', { id, name: 'new' }, 'project { name }')).toEqual({
      project: { name: 'new' },
      errors: [],
    });
    expect(await refusals('renameProject', { id, name: 'dev' })).toEqual(['NameTakenError NAME_TAKEN name']);
    expect(await mutate('deleteProject', { id }, 'deletedId')).toEqual({ deletedId: id, errors: [] });
  });

  test('one document sees in each mutation what the one before has done', async () => {
    const { group, id } = await world.project();
    const { data, errors } = await world.run(
      `mutation ($id: ID!, $model: String!) {
        a: renameProject(input: { id: $id, name: "a" }) { project { name projectGroup { name projects { nodes { name } } } } }
        b: updateProjectModel(input: { project: $id, model: $model }) { project { name revision isDraft } }
        c: renameProject(input: { id: $id, name: "c" }) { project { name revision isDraft projectGroup { projects { nodes { name } } } } }
      }`,
      { id, model: FAULTY },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      a: { project: { name: 'a', projectGroup: { projects: { nodes: [{ name: 'a' }] } } } },
      b: { project: { name: 'a', revision: 2, isDraft: true } },
      c: { project: { name: 'c', revision: 2, isDraft: true, projectGroup: { projects: { nodes: [{ name: 'c' }] } } } },
    });
    expect(group).toBeTruthy();
  });

  test('a project with tasks that run stays', async () => {
    const { id, group } = await world.project();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    world.host.before = async () => await held;
    const { task } = await mutate('startGeneration', { project: id, format: 'CSV' }, 'task { id }');
    expect(await refusals('deleteProject', { id })).toEqual(['TasksRunningError TASKS_RUNNING id']);
    expect(await refusals('deleteProjectGroup', { id: group })).toEqual(['TasksRunningError TASKS_RUNNING id']);
    letGo();
    expect((await world.ended(task.id)).at(-1)).toBe('COMPLETED');
    expect(await mutate('deleteProjectGroup', { id: group }, 'deletedId')).toEqual({ deletedId: group, errors: [] });
  });

  test('providers', async () => {
    const { group } = await world.project();
    const fields = 'id name rows projectGroup { id } weights columns { name values }';
    const made = await mutate(
      'createProviders',
      {
        projectGroup: group,
        providers: [
          { name: 'Plan', values: ['free', 12.5, true, null, 9007199254740991], weights: [5, 1, 1, 1, 0] },
          {
            name: 'City',
            columns: [
              { name: 'name', values: ['Bonn'] },
              { name: '__proto__', values: [1] },
            ],
          },
        ],
      },
      `providers { ${fields} }`,
    );
    const [plan, city] = made.providers;
    expect(made).toEqual({
      providers: [
        {
          id: expect.any(String),
          name: 'Plan',
          rows: 5,
          projectGroup: { id: group },
          weights: [5, 1, 1, 1, 0],
          columns: [{ name: null, values: ['free', 12.5, true, null, 9007199254740991] }],
        },
        {
          id: expect.any(String),
          name: 'City',
          rows: 1,
          projectGroup: { id: group },
          weights: null,
          columns: [
            { name: 'name', values: ['Bonn'] },
            { name: '__proto__', values: [1] },
          ],
        },
      ],
      errors: [],
    });
    expect(await mutate('updateProvider', { id: plan.id, name: 'Tariff' }, 'provider { name rows }')).toEqual({
      provider: { name: 'Tariff', rows: 5 },
      errors: [],
    });
    expect(await refusals('updateProvider', { id: plan.id, name: 'City' })).toEqual(['NameTakenError NAME_TAKEN name']);
    expect(await refusals('updateProvider', { id: plan.id, values: [{ a: 1 }] })).toEqual([
      'InvalidInputError INVALID_INPUT values.0',
    ]);
    expect(
      await refusals('createProviders', {
        projectGroup: group,
        providers: [
          { name: 'A', values: [1] },
          { name: 'City', values: [1] },
        ],
      }),
    ).toEqual(['NameTakenError NAME_TAKEN providers.1.name']);
    const bound = await world.key({ groups: [(await world.project()).groupRow] });
    expect(await refusals('createProviders', { providers: [{ name: 'A', values: [1] }] }, bound)).toEqual([
      'NotAllowedError NOT_ALLOWED projectGroup',
    ]);
    expect(await mutate('deleteProvider', { id: city.id }, 'deletedId')).toEqual({ deletedId: city.id, errors: [] });
  });

  test('keys', async () => {
    const { group } = await world.project();
    const input = {
      name: 'ci',
      scopes: ['READ', 'GENERATE'],
      projectGroups: [group],
      expiresAt: '2999-01-01T00:00:00+02:00',
    };
    const fields = 'secret apiKey { id name prefix scopes projectGroups { id } expiresAt lastUsedAt revokedAt }';
    const made = await mutate('createApiKey', input, fields);
    const { secret, apiKey } = made;
    expect(made).toEqual({
      secret: expect.stringMatching(/^rm_\w{8}_\w{32}_\w{6}$/),
      apiKey: {
        id: expect.any(String),
        name: 'ci',
        prefix: secret.slice(0, 11),
        scopes: ['READ', 'GENERATE'],
        projectGroups: [{ id: group }],
        expiresAt: '2998-12-31T22:00:00.000Z',
        lastUsedAt: null,
        revokedAt: null,
      },
      errors: [],
    });
    const access = await world.keys.authenticate(secret);
    expect(await world.context(access).authorized()).toBe(true);
    expect(await mutate('revokeApiKey', { id: apiKey.id }, 'apiKey { revokedAt }')).toEqual({
      apiKey: { revokedAt: expect.any(String) },
      errors: [],
    });
    expect(await world.context(access).authorized()).toBe(false);
    expect(await refusals('createApiKey', { name: 'x', scopes: [] })).toEqual([
      'InvalidInputError INVALID_INPUT scopes',
    ]);
    const bound = await world.key({ groups: [(await world.project()).groupRow] });
    expect(await refusals('createApiKey', { name: 'x', scopes: ['READ'] }, bound)).toEqual([
      'NotAllowedError NOT_ALLOWED projectGroups',
    ]);
    expect(await refusals('createApiKey', { name: 'x', scopes: ['READ'], projectGroups: [group, 'x'] })).toEqual([
      'NotFoundError NOT_FOUND projectGroups.1',
    ]);
  });

  test.each(['\0', 'a\0b', 'x'.repeat(10_240), '', ' x', '\u001b[31m', '\ud800'])(
    'refuse a hostile name: %#',
    async (name) => {
      const { group, id } = await world.project();
      const invalid = (path: string) => [`InvalidInputError INVALID_INPUT ${path}`];
      expect(await refusals('createProjectGroup', { name })).toEqual(invalid('name'));
      expect(await refusals('renameProjectGroup', { id: group, name })).toEqual(invalid('name'));
      expect(await refusals('createProject', { projectGroup: group, name })).toEqual(invalid('name'));
      expect(await refusals('renameProject', { id, name })).toEqual(invalid('name'));
      expect(await refusals('createProviders', { providers: [{ name, values: [1] }] })).toEqual(
        invalid('providers.0.name'),
      );
      expect(await refusals('createApiKey', { name, scopes: ['READ'] })).toEqual(invalid('name'));
      const { data, errors } = await world.run(
        'query ($name: String!) { projectGroup(by: { name: $name }) { id } project(by: { path: { group: $name, name: $name } }) { id } provider(by: { path: { group: $name, name: $name } }) { id } }',
        { name },
      );
      expect({ data, errors }).toEqual({ data: { projectGroup: null, project: null, provider: null }, errors: [] });
    },
  );

  test('a model with NUL is refused, and so is one that is too large', async () => {
    const { id } = await world.project();
    expect(await refusals('updateProjectModel', { project: id, model: 'A:\n  b: "\0"' })).toEqual([
      expect.stringMatching(/ model$/),
    ]);
    expect(await refusals('updateProjectModel', { project: id, model: `#${'x'.repeat(20_000_000)}` })).toEqual([
      expect.stringMatching(/ model$/),
    ]);
  });

  test.each([
    '',
    'x',
    '\0',
    'ä',
    'x'.repeat(10_240),
    Buffer.from('Project:').toString('base64'),
    Buffer.from('Project:1').toString('base64'),
    Buffer.from("Project:' or 1=1").toString('base64'),
    Buffer.from('__proto__:1').toString('base64'),
    Buffer.from(`Project:${randomUUID()}:1`).toString('base64'),
    nodeId('Project', randomUUID()),
    'own task',
  ])('an id that stands for nothing is a NotFoundError with its path: %#', async (given) => {
    // The id of something that is there, but of another type.
    const id = given === 'own task' ? (await world.project()).group : given;
    const notFound = (path: string) => [`NotFoundError NOT_FOUND ${path}`];
    expect(await refusals('renameProject', { id, name: 'x' })).toEqual(notFound('id'));
    expect(await refusals('updateProjectModel', { project: id, model: MODEL })).toEqual(notFound('project'));
    expect(await refusals('deleteProvider', { id })).toEqual(notFound('id'));
    expect(await refusals('startGeneration', { project: id, format: 'CSV' })).toEqual(notFound('project'));
    expect(await refusals('cancelTask', { task: id })).toEqual(notFound('task'));
    expect(await refusals('revokeApiKey', { id })).toEqual(notFound('id'));
    const { data, errors } = await world.run(
      `query ($id: ID!) {
        project(by: { id: $id }) { id }
        provider(by: { id: $id }) { id }
        task(id: $id) { id }
        tasks(filter: { project: $id }) { totalCount nodes { id } }
        projects(filter: { projectGroup: $id }) { nodes { name } }
      }`,
      { id },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ project: null, provider: null, task: null, tasks: { totalCount: 0, nodes: [] } });
  });
});
