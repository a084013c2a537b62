import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Access, type Scope, SCOPES } from '../../src/access.ts';
import { nodeId } from '../../src/global-id.ts';
import { createProviders, putTableFile } from '../../src/projects/index.ts';
import { databases, openPGlite } from '../database/databases.ts';
import { value, World } from './world.ts';

const ID = nodeId('Task', randomUUID());

/** Every root field, with the least that it takes, and the scope that it needs; null where any key will do. */
const FIELDS: readonly (readonly [operation: string, field: string, scope: Scope | null])[] = [
  ['query', 'viewer { keyName }', null],
  ['query', `node(id: "${ID}") { id }`, 'read'],
  ['query', `nodes(ids: ["${ID}"]) { id }`, 'read'],
  ['query', 'projectGroup(by: { name: "x" }) { id }', 'read'],
  ['query', 'projectGroups { totalCount }', 'read'],
  ['query', 'project(by: { path: { group: "x", name: "y" } }) { id }', 'read'],
  ['query', 'projects { totalCount }', 'read'],
  ['query', 'provider(by: { path: { name: "y" } }) { id }', 'read'],
  ['query', 'providers { totalCount }', 'read'],
  ['query', 'connection(by: { path: { group: "x", name: "y" } }) { id }', 'read'],
  ['query', 'connections { totalCount }', 'read'],
  ['query', 's3Connection(by: { path: { group: "x", name: "y" } }) { id }', 'read'],
  ['query', 's3Connections { totalCount }', 'read'],
  ['query', `task(id: "${ID}") { id }`, 'read'],
  ['query', 'tasks { totalCount }', 'read'],
  ['query', 'usage { date }', 'read'],
  ['query', 'workers { name }', 'admin'],
  ['query', 'webhookDeliveries { totalCount }', 'read'],
  ['query', 'formats { name }', 'read'],
  ['query', 'generators(search: "email") { totalCount }', 'read'],
  ['query', 'importModel(input: { schema: "create table a (b int)" }) { errors { __typename } }', 'read'],
  ['query', 'validateModel(input: { model: "A: {}" }) { errors { __typename } }', 'read'],
  ['query', 'preview(input: { source: { project: "x" }, entity: "A" }) { errors { __typename } }', 'read'],
  ['query', 'exportProject(input: { project: "x" }) { errors { __typename } }', 'read'],
  ['query', 'apiKeys { totalCount }', 'admin'],
  ['mutation', 'createProjectGroup(input: { name: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'renameProjectGroup(input: { id: "x", name: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'deleteProjectGroup(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'createProject(input: { projectGroup: "x", name: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'updateProjectModel(input: { project: "x", model: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'importProject(input: { projectGroup: "x", file: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'cloneProject(input: { project: "x", name: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'revertProject(input: { project: "x", to: 1 }) { errors { __typename } }', 'write'],
  ['mutation', 'renameProject(input: { id: "x", name: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'deleteProject(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'putTableFile(input: { project: "x", name: "", content: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'deleteTableFile(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'createProviders(input: { providers: [] }) { errors { __typename } }', 'write'],
  ['mutation', 'updateProvider(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'deleteProvider(input: { id: "x" }) { errors { __typename } }', 'write'],
  [
    'mutation',
    'createConnection(input: { projectGroup: "x", name: "", host: "", database: "", user: "", password: "" }) { errors { __typename } }',
    'write',
  ],
  ['mutation', 'updateConnection(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'testConnection(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'deleteConnection(input: { id: "x" }) { errors { __typename } }', 'write'],
  [
    'mutation',
    'createS3Connection(input: { projectGroup: "x", name: "", bucket: "", accessKeyId: "", secretAccessKey: "" }) { errors { __typename } }',
    'write',
  ],
  ['mutation', 'updateS3Connection(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'testS3Connection(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'deleteS3Connection(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'rotateWebhookSecret(input: { projectGroup: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'redeliverWebhook(input: { id: "x" }) { errors { __typename } }', 'write'],
  ['mutation', 'testWebhook(input: { projectGroup: "x", url: "" }) { errors { __typename } }', 'write'],
  ['mutation', 'startGeneration(input: { project: "x", format: CSV }) { errors { __typename } }', 'generate'],
  ['mutation', 'retryTask(input: { task: "x" }) { errors { __typename } }', 'generate'],
  ['mutation', 'cancelTask(input: { task: "x" }) { errors { __typename } }', 'generate'],
  ['mutation', 'createApiKey(input: { name: "", scopes: [] }) { errors { __typename } }', 'admin'],
  ['mutation', 'revokeApiKey(input: { id: "x" }) { errors { __typename } }', 'admin'],
  ['subscription', `taskProgress(id: "${ID}") { id }`, 'read'],
  ['subscription', 'taskEvents { kind }', 'read'],
];

describe('scopes', () => {
  let world: World;
  const keys = new Map<Scope, Access>();
  beforeAll(async () => {
    world = await World.open(openPGlite());
    for (const scope of SCOPES) keys.set(scope, await world.key({ scopes: [scope] }));
  });
  afterAll(async () => await world.close());

  async function codeOf(operation: string, field: string, access: Access | null): Promise<string | null> {
    if (operation !== 'subscription') {
      const { errors } = await world.run(`${operation} { ${field} }`, {}, access);
      return errors[0]?.split(' ')[0] ?? null;
    }
    try {
      const stream = await world.watch(`${operation} { ${field} }`, {}, access);
      await stream.return();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message.split(' ')[0] : 'unknown';
    }
  }

  test('the table has every root field', async () => {
    const { schema } = await import('../../src/schema/index.ts');
    const all = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const names = all.flatMap((type) => Object.keys(type!.getFields()));
    expect(FIELDS.map(([, field]) => /^\w+/.exec(field)![0]).sort()).toEqual(names.sort());
  });

  test.each(FIELDS)('%s { %s } needs %s', async (operation, field, needed) => {
    // The one task that is asked for does not exist.
    const fine = field.startsWith('taskProgress') ? 'NOT_FOUND' : null;
    expect(await codeOf(operation, field, null)).toBe('UNAUTHENTICATED');
    for (const [scope, access] of keys) {
      const allowed = needed === null || scope === needed || scope === 'admin';
      const code = await codeOf(operation, field, access);
      expect({ scope, code }).toEqual({ scope, code: allowed ? fine : 'FORBIDDEN' });
    }
  });

  test('a refusal names the scope that the key lacks, and the field that requires it', async () => {
    const lacking = async (document: string) => (await world.run(document, {}, keys.get('write'))).errors;
    expect(await lacking('{ projects { totalCount } }')).toEqual([
      'FORBIDDEN This API key lacks the `read` scope, which `Query.projects` requires.',
    ]);
    expect(await lacking('{ apiKeys { totalCount } }')).toEqual([
      'FORBIDDEN This API key lacks the `admin` scope, which `Query.apiKeys` requires.',
    ]);
    expect(await lacking('mutation { cancelTask(input: { task: "" }) { errors { __typename } } }')).toEqual([
      'FORBIDDEN This API key lacks the `generate` scope, which `cancelTask` requires.',
    ]);
  });
});

describe.each(databases)('a key that is bound to a group, on $name', ({ open }) => {
  let world: World;
  let own: Awaited<ReturnType<World['project']>>;
  let other: Awaited<ReturnType<World['project']>>;
  let bound: Access;
  const ids = { provider: '', shared: '', own: '', revision: '', file: '', task: '', key: '', ownKey: '', webhook: '' };

  beforeAll(async () => {
    world = await World.open(open());
    own = await world.project();
    other = await world.project();
    bound = await world.key({ groups: [own.groupRow] });
    const { access, em } = { access: world.context().access!, em: world.database.fork() };
    const provide = async (group: string | null, name: string) =>
      nodeId(
        'Provider',
        value(await createProviders({ access, em }, { group, providers: [{ name, values: [1] }] }))[0].id,
      );
    ids.provider = await provide(other.groupRow, 'Other');
    ids.shared = await provide(null, 'Shared');
    ids.own = await provide(own.groupRow, 'Own');
    const [{ id: revision }] = await world.sql<{ id: string }>(
      'select id from project_revision where project_id = $1',
      [other.row],
    );
    ids.revision = nodeId('ProjectRevision', revision);
    const table = { project: other.row, name: 'a.csv', content: Buffer.from('a\n1\n') };
    ids.file = nodeId('TableFile', value(await putTableFile({ access, em }, table, world.host)).id);
    const start = { project: other.row, entities: [], includeRelated: false, format: 'csv', options: {} };
    // Nothing answers there; what is sent is not the point.
    const webhookUrl = 'http://127.0.0.1:1/';
    ids.task = nodeId('Task', value(await world.tasks.start({ access, em }, { ...start, webhookUrl })).id);
    await world.allEnded();
    const [{ id: webhook }] = await world.sql<{ id: string }>('select id from webhook_delivery');
    ids.webhook = nodeId('WebhookDelivery', webhook);
    ids.key = nodeId('ApiKey', (await world.key()).keyId);
    ids.ownKey = nodeId('ApiKey', bound.keyId);
  });
  afterAll(async () => await world.close());

  test('finds nothing of another group by id', async () => {
    const hidden = [other.group, other.id, ids.provider, ids.revision, ids.file, ids.task, ids.key, ids.webhook];
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
    const { data, errors } = await world.run(
      document,
      { ids: [...hidden, own.group, own.id, ids.shared, ids.own, ids.ownKey] },
      bound,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      nodes: [
        ...hidden.map(() => null),
        { __typename: 'ProjectGroup', id: own.group },
        { __typename: 'Project', id: own.id },
        { __typename: 'Provider', id: ids.shared },
        { __typename: 'Provider', id: ids.own },
        { __typename: 'ApiKey', id: ids.ownKey },
      ],
    });
    const all = await world.run(document, { ids: hidden });
    expect(all.data).toEqual({ nodes: hidden.map((id) => ({ __typename: expect.any(String), id })) });
  });

  test('finds nothing of another group by name, in a list or by a filter', async () => {
    const { data, errors } = await world.run(
      `query ($group: ID!, $project: ID!, $task: ID!, $groupName: String!) {
        byName: projectGroup(by: { name: $groupName }) { id }
        byPath: project(by: { path: { group: $groupName, name: "dev" } }) { id }
        provider(by: { path: { group: $groupName, name: "Other" } }) { id }
        task(id: $task) { id }
        node(id: $task) { id }
        projectGroups { totalCount nodes { id } }
        projects { totalCount nodes { id } }
        filtered: projects(filter: { projectGroup: $group }) { totalCount nodes { id } }
        providers(last: 9) { totalCount nodes { id } }
        tasks { totalCount nodes { id } }
        tasksOfProject: tasks(filter: { project: $project }) { totalCount }
        apiKeys { totalCount nodes { id } }
        webhookDeliveries { totalCount nodes { id } }
        webhooksOfTask: webhookDeliveries(filter: { task: $task }) { totalCount }
        usage(projectGroup: $group) { rows }
      }`,
      { group: other.group, project: other.id, task: ids.task, groupName: other.groupName },
      bound,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      byName: null,
      byPath: null,
      provider: null,
      task: null,
      node: null,
      projectGroups: { totalCount: 1, nodes: [{ id: own.group }] },
      projects: { totalCount: 1, nodes: [{ id: own.id }] },
      filtered: { totalCount: 0, nodes: [] },
      providers: { totalCount: 2, nodes: [{ id: ids.own }, { id: ids.shared }] },
      tasks: { totalCount: 0, nodes: [] },
      tasksOfProject: { totalCount: 0 },
      apiKeys: { totalCount: 1, nodes: [{ id: ids.ownKey }] },
      webhookDeliveries: { totalCount: 0, nodes: [] },
      webhooksOfTask: { totalCount: 0 },
      usage: [],
    });
  });

  test.each([
    ['renameProjectGroup', 'group', '{ id: $id, name: "x" }', 'id'],
    ['deleteProjectGroup', 'group', '{ id: $id }', 'id'],
    ['createProject', 'group', '{ projectGroup: $id, name: "x" }', 'projectGroup'],
    ['updateProjectModel', 'project', '{ project: $id, model: "A: {}" }', 'project'],
    ['renameProject', 'project', '{ id: $id, name: "x" }', 'id'],
    ['deleteProject', 'project', '{ id: $id }', 'id'],
    ['createProviders', 'group', '{ projectGroup: $id, providers: [{ name: "X", values: [1] }] }', 'projectGroup'],
    ['updateProvider', 'provider', '{ id: $id, name: "x" }', 'id'],
    ['deleteProvider', 'provider', '{ id: $id }', 'id'],
    ['putTableFile', 'project', '{ project: $id, name: "a.csv", content: "a\\n1\\n" }', 'project'],
    ['deleteTableFile', 'file', '{ id: $id }', 'id'],
    ['startGeneration', 'project', '{ project: $id, format: CSV }', 'project'],
    ['cancelTask', 'task', '{ task: $id }', 'task'],
    ['rotateWebhookSecret', 'group', '{ projectGroup: $id }', 'projectGroup'],
    ['testWebhook', 'group', '{ projectGroup: $id, url: "https://example.com/" }', 'projectGroup'],
    ['redeliverWebhook', 'webhook', '{ id: $id }', 'id'],
    ['createApiKey', 'group', '{ name: "x", scopes: [READ], projectGroups: [$id] }', 'projectGroups.0'],
    ['revokeApiKey', 'key', '{ id: $id }', 'id'],
  ])('changes nothing of another group: %s', async (name, what, input, path) => {
    const id = {
      group: other.group,
      project: other.id,
      provider: ids.provider,
      file: ids.file,
      task: ids.task,
      key: ids.key,
      webhook: ids.webhook,
    }[what];
    const { data, errors } = await world.run(
      `mutation ($id: ID!) { ${name}(input: ${input}) { errors { __typename ... on UserError { code path } } } }`,
      { id },
      bound,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      [name]: { errors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: path.split('.') }] },
    });
  });

  test('reads no model of another group, nor its providers', async () => {
    const { data } = await world.run(
      `query ($project: ID!, $group: ID!) {
        preview(input: { source: { project: $project }, entity: "User" }) { errors { __typename ... on UserError { path } } }
        text: preview(input: { source: { model: { text: "A: {}", projectGroup: $group } }, entity: "A" }) {
          errors { __typename ... on UserError { path } }
        }
        validateModel(input: { model: "A: {}", projectGroup: $group }) { errors { __typename ... on UserError { path } } }
      }`,
      { project: other.id, group: other.group },
      bound,
    );
    const refused = (...path: string[]) => ({ errors: [{ __typename: 'NotFoundError', path }] });
    expect(data).toEqual({
      preview: refused('source', 'project'),
      text: refused('source', 'model', 'projectGroup'),
      validateModel: refused('projectGroup'),
    });
  });

  test('cannot watch a task of another group', async () => {
    const watching = world.watch('subscription ($id: ID!) { taskProgress(id: $id) { id } }', { id: ids.task }, bound);
    await expect(watching).rejects.toThrow(/^NOT_FOUND/);
  });

  test('makes samples of generators in a locale, and refuses one that does not exist', async () => {
    const query = `query ($locale: String!) { generators(search: "company_suffix", locale: $locale) { nodes { sample } } }`;
    const { data } = await world.run(query, { locale: 'de' }, bound);
    expect(data).toEqual({
      generators: { nodes: [{ sample: expect.stringMatching(/^(?:GmbH|AG|UG|KG|OHG|Gruppe)/) }] },
    });
    const { errors } = await world.run(query, { locale: 'pt_BX' }, bound);
    expect(errors).toEqual([expect.stringMatching(/^INVALID_INPUT .*did you mean pt_BR/)]);
  });

  test('finds generators by their names in other systems', async () => {
    const query = `query ($family: String) {
      generators(for: MOCKAROO, search: "credit card #", family: $family) { nodes { name names(in: MOCKAROO) } }
    }`;
    const { data } = await world.run(query, { family: 'Finance' }, bound);
    expect(data).toEqual({ generators: { nodes: [{ name: 'credit_card', names: ['Credit Card #'] }] } });
    const none = await world.run(query, { family: 'place' }, bound);
    expect(none.data).toEqual({ generators: { nodes: [] } });
  });

  test('says what it is', async () => {
    const { data } = await world.run('{ viewer { keyName scopes projectGroups { id } expiresAt } }', {}, bound);
    expect(data).toEqual({
      viewer: {
        keyName: 'test',
        scopes: ['READ', 'WRITE', 'GENERATE', 'ADMIN'],
        projectGroups: [{ id: own.group }],
        expiresAt: null,
      },
    });
  });
});
