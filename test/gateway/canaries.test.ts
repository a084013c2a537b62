import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { makeKey } from '../../src/projects/index.ts';
import { createServerDatabase } from '../database/databases.ts';
import { askOver, type Front } from '../fronts/ask-over.ts';
import { GatewayClient } from './client.ts';
import { emptyFolder } from './open-gateway.ts';
import { ServeProcess } from './serve-process.ts';

/** A text that stands nowhere but where the test puts it; short, since PostgreSQL cuts what it shows of a row. */
const canary = (): string => `Q${randomUUID().slice(24)}`;

const PASSWORD = canary();
const PROVIDED = canary();
const WRITTEN = canary();
const ADMIN = makeKey().secret;
const STRANGER = makeKey().secret;
const MODEL = `User: { $count: 1000, id: uuid @uuid, plan: string @P, note: { $values: [${WRITTEN}] } }`;

/** Where secrets stand, and have to. */
const PLACES = [
  'secret of the signatures in the file secret',
  'text of a model in project_revision.text',
  'text of a model in task.spec',
  'value of a provider in provider.values',
  'value of a provider in task.spec',
];

const CREATE_GROUP = 'mutation { createProjectGroup(input: { name: "canaries" }) { projectGroup { id } } }';
const CREATE_PROJECT = `mutation ($group: ID!, $model: String!) {
  createProject(input: { projectGroup: $group, name: "dev", model: $model }) { project { id } }
}`;
const UPDATE_MODEL = `mutation ($project: ID!, $model: String!) {
  updateProjectModel(input: { project: $project, model: $model }) { errors { __typename } }
}`;
const CREATE_PROVIDER = `mutation ($provider: NewProvider!) {
  createProviders(input: { providers: [$provider] }) { errors { ... on UserError { code message path } } }
}`;
const CREATE_KEY = 'mutation { createApiKey(input: { name: "x", scopes: [READ] }) { secret apiKey { id } } }';
const REVOKE_KEY = 'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } } }';
const PREVIEW = `query ($project: ID!) {
  preview(input: { source: { project: $project }, entity: "User" }) { preview { rows } }
}`;
const START = 'mutation ($project: ID!) { startGeneration(input: { project: $project }) { task { id } } }';
const FOLLOW = `subscription ($id: ID!) {
  taskProgress(id: $id) { archiveUrl artifacts { url } error { code message } }
}`;
const WHO = '{ viewer { keyName } }';

interface Id {
  readonly id: string;
}

interface Followed {
  readonly taskProgress: {
    readonly archiveUrl: string | null;
    readonly artifacts: readonly { readonly url: string }[];
  };
}

let operator: Client;
let database: Awaited<ReturnType<typeof createServerDatabase>>;
let folder: string;
let role: string;

beforeAll(async () => {
  database = await createServerDatabase();
  folder = emptyFolder();
  operator = new Client({ connectionString: database.url });
  await operator.connect();
  role = `rowmill_${randomUUID().replaceAll('-', '')}`;
  await operator.query(`create role ${role} login superuser password '${PASSWORD}'`);
});
afterAll(async () => {
  await operator.end();
  await database.drop();
  const admin = new Client({ connectionString: inject('serverUrl') });
  await admin.connect();
  await admin.query(`drop role ${role}`);
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
});

test('no secret of a whole run stands in a log, in an error, or where it does not belong in the database', async () => {
  const address = new URL(database.url);
  [address.username, address.password] = [role, PASSWORD];
  const settings = { DATABASE_URL: address.href, ROWMILL_ADMIN_KEY: ADMIN, ROWMILL_LOG: 'debug' };
  await using gateway = new ServeProcess(folder, settings);
  const url = await gateway.url();
  const client = new GatewayClient(url, ADMIN);
  const told: string[] = [];
  const tell = async (...responses: Promise<Response>[]): Promise<void> => {
    for (const response of responses) told.push(await (await response).text());
  };
  const provide = async (values: unknown, others: object = {}): Promise<Response> =>
    await client.post(CREATE_PROVIDER, { provider: { name: 'P', values, ...others } });

  await provide([PROVIDED, `${PROVIDED} more`]);
  const { createApiKey: made } = await client.ask<{ createApiKey: { secret: string; apiKey: Id } }>(CREATE_KEY);
  expect(await new GatewayClient(url, made.secret).ask(WHO)).toEqual({ viewer: { keyName: 'x' } });
  const group = await client.ask<{ createProjectGroup: { projectGroup: Id } }>(CREATE_GROUP);
  const input = { group: group.createProjectGroup.projectGroup.id, model: MODEL };
  const { createProject } = await client.ask<{ createProject: { project: Id } }>(CREATE_PROJECT, input);
  const project = createProject.project.id;
  await client.ask(PREVIEW, { project });
  const { startGeneration } = await client.ask<{ startGeneration: { task: Id } }>(START, { project });
  const { id } = startGeneration.task;
  const [{ taskProgress: task }] = await Promise.all([
    last(client.overSse<Followed>(FOLLOW, { id })),
    last(client.overWebSocket<Followed>(FOLLOW, { id })),
  ]);
  const addresses = [task.archiveUrl!, ...task.artifacts.map((file) => file.url)];
  const [, csv] = await Promise.all(addresses.map(async (each) => await (await fetch(each)).text()));
  expect(csv).toContain(PROVIDED);
  expect(csv).toContain(WRITTEN);

  // What is refused.
  for (const each of addresses) {
    await tell(fetch(each.replace(/expires=\d+/, 'expires=1')), fetch(each, { method: 'POST' }));
    await tell(fetch(each, { headers: { range: 'bytes=99999999999-' } }));
  }
  await client.ask(REVOKE_KEY, made.apiKey);
  for (const key of [made.secret, STRANGER, `${ADMIN}x`]) {
    for (const front of ['HTTP', 'SSE', 'WebSocket'] satisfies Front[]) {
      told.push(await askOver[front](url, key, WHO).then(JSON.stringify, JSON.stringify));
    }
  }
  await tell(fetch(`${url}/graphql?query=${WHO}&key=${ADMIN}`), fetch(`${url}/${ADMIN}`));
  await tell(fetch(`${url}/graphql?query=${WHO}`, { headers: { authorization: `Basic ${ADMIN}` } }));
  await tell(provide([PROVIDED]), provide([PROVIDED], { weights: [1, 2] }), provide([{ a: PROVIDED }]));
  await tell(...['/', '/health', '/ready', '/metrics'].map(async (path) => await fetch(url + path)));

  // What nobody foresees: the database refuses rows and shows them, has lost columns, and is away.
  await operator.query('alter table provider add check (rows < 0) not valid');
  await operator.query('alter table project_revision add check (number < 0) not valid');
  await operator.query('alter table task add check (parts_total < 0) not valid');
  await tell(
    provide([PROVIDED], { name: 'N' }),
    client.post(UPDATE_MODEL, { project, model: `# ${WRITTEN}\n${MODEL}` }),
  );
  await tell(client.post(START, { project }));
  await operator.query('alter table provider rename column "values" to lost');
  await operator.query('alter table api_key rename column hash to lost');
  await tell(provide([PROVIDED], { name: 'N' }), client.post(PREVIEW, { project }));
  await tell(new GatewayClient(url, STRANGER).post(WHO));
  expect(told.filter((text) => text.includes('INTERNAL'))).toHaveLength(6);
  await operator.query('alter table provider rename column lost to "values"');
  await operator.query(`alter role ${role} nologin`);
  await operator.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [role]);
  await tell(client.post('{ projects { totalCount } }'), new GatewayClient(url, STRANGER).post(WHO));
  gateway.signal('SIGTERM');
  await gateway.ended();

  const secrets: Readonly<Record<string, readonly string[]>> = {
    'admin key': [secretOf(ADMIN)],
    'key that was created': [secretOf(made.secret)],
    'key of a stranger': [secretOf(STRANGER)],
    'password of the database': [PASSWORD],
    'secret of the signatures': [readFileSync(join(folder, '.rowmill', 'secret'), 'utf8')],
    signature: addresses.map((each) => new URL(each).searchParams.get('signature')!),
    'value that was made': csv.match(/^[\da-f-]{36}/gm)!,
    'value of a provider': [PROVIDED],
    'text of a model': [WRITTEN],
  };
  expect(secrets['value that was made']).toHaveLength(1000);
  const columns = await stored(operator);
  const texts = new Map([
    ...columns,
    ...files(join(folder, '.rowmill')),
    ['the log', gateway.stdout],
    ['stderr', gateway.stderr],
    ...told.map((text) => [`the answer ${text}`, text] as const),
  ]);
  const found = Object.entries(secrets).flatMap(([name, values]) =>
    [...texts]
      .filter(([, text]) => values.some((value) => text.includes(value)))
      .map(([place]) => `${name} in ${place}`),
  );
  expect(found.sort()).toEqual(PLACES);
  expect(gateway.stdout).toContain('violates check constraint');
});

/** The part of a key that its id does not tell. */
const secretOf = (key: string): string => key.split('_')[2];

async function last<T>(events: AsyncIterable<T>): Promise<T> {
  let latest: T | undefined;
  for await (const event of events) latest = event;
  return latest!;
}

/** All that a database holds, as one text for each `table.column`. */
async function stored(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await client.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const texts = new Map<string, string>();
  for (const { schema, name } of tables) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from "${schema}"."${name}" as t`,
    );
    for (const { row } of rows) {
      for (const [column, value] of Object.entries(row)) {
        const path = `${name}.${column}`;
        texts.set(path, `${texts.get(path) ?? ''}\n${JSON.stringify(value)}`);
      }
    }
  }
  return texts;
}

/** The files of a folder, those in folders left out. */
function files(within: string): [place: string, text: string][] {
  return readdirSync(within, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [`the file ${name}`, readFileSync(join(within, name), 'latin1')]);
}
