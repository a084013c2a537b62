import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { createSourceEventStream, type DocumentNode, execute, type ExecutionResult, parse, validate } from 'graphql';
import { type Access, type Scope, SCOPES } from '../../src/access.ts';
import { DiskStore } from '../../src/artifacts/disk-store.ts';
import type { Database } from '../../src/entities/database/database.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import { LocalHints } from '../../src/events/index.ts';
import { createApiKey, createProject, createProjectGroup, Keys } from '../../src/projects/index.ts';
import type { Outcome } from '../../src/refusal.ts';
import { freshContext, makeContext, schema, type SchemaContext, type SchemaDeps } from '../../src/schema/index.ts';
import { nodeId } from '../../src/global-id.ts';
import { parseNetworks, Talks, Vault } from '../../src/targets/index.ts';
import { Links, NO_TRACES, openTasks, type Tasks } from '../../src/tasks/index.ts';
import { openWebhooks, type Webhooks } from '../../src/webhooks/index.ts';
import type { TestDatabase } from '../database/databases.ts';
import { LocalHost } from '../tasks/local-host.ts';

/** Row id of the key of the tests' own calls. */
const ROOT = randomUUID();
const ADMIN: Access = { keyId: ROOT, scopes: new Set(SCOPES), groups: null, expiresAt: null };

/** A small model: 5 countries, 100 users of them. */
export const MODEL = `
Country:
  $count: 5
  code: string @country_code
User:
  $count: 100
  id: integer @id
  name: string @first_name
  country: $Country
`;

const SETTINGS = {
  tasks: 2,
  maxTaskSize: 1e9,
  maxTaskRows: 1e6,
  groupSize: 1e9,
  dailyRows: 1e9,
  dailyKeyRows: 1e9,
  openTasks: 100,
  timeToLive: 60_000,
  lowWater: 0,
};

const TARGETS = {
  networks: parseNetworks(['127.0.0.0/8']) ?? [],
  webhookNetworks: ['127.0.0.0/8'],
  vault: new Vault(randomBytes(32)),
  talks: new Talks(),
};

/** What came of an operation, without the odd prototypes of graphql-js. */
export interface Answer<T> {
  readonly data: T | null;
  /** `CODE message`. */
  readonly errors: readonly string[];
}

/** What a subscriber gets, until it asks for no more. */
export interface Watch<T> extends AsyncIterableIterator<Answer<T>, undefined> {
  return(): Promise<IteratorReturnResult<undefined>>;
}

/** The schema before its real rooms, on a database of its own; models are read and made on this thread. */
export class World {
  readonly database: Database;
  readonly keys: Keys;
  readonly tasks: Tasks;
  readonly host: LocalHost;
  readonly deps: SchemaDeps;
  /** May do everything. */
  readonly admin = ADMIN;
  readonly #test: TestDatabase;
  readonly #folder: string;
  readonly #webhooks: Webhooks;

  private constructor(test: TestDatabase, folder: string, tasks: Tasks, host: LocalHost, webhooks: Webhooks) {
    this.#webhooks = webhooks;
    this.#test = test;
    this.#folder = folder;
    this.database = test.database;
    this.keys = new Keys(test.database);
    this.tasks = tasks;
    this.host = host;
    const { database, keys } = this;
    this.deps = {
      database,
      host,
      tasks,
      keys,
      targets: TARGETS,
      webhooks,
    };
  }

  static async open(opening: Promise<TestDatabase>): Promise<World> {
    const test = await opening;
    const folder = mkdtempSync(join(tmpdir(), 'rowmill-schema-'));
    const store = new DiskStore(folder);
    const host = new LocalHost(store, 10);
    const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
    const { database } = test;
    const node = randomUUID();
    const links = { secret: 'secret', publicUrl: 'https://data.example.com' };
    const webhooks = await openWebhooks({ database, targets: TARGETS, links: new Links(links), node, log: silent });
    const tasks = await openTasks({
      database,
      host,
      targets: TARGETS,
      store,
      links,
      hints: new LocalHints(),
      isShared: false,
      traces: NO_TRACES,
      settings: SETTINGS,
      ended: () => webhooks.look(),
      maySweep: async () => true,
      node,
      log: silent,
    });
    return new World(test, folder, tasks, host, webhooks);
  }

  async close(): Promise<void> {
    // A part that a test holds back is let go.
    this.host.before = () => Promise.resolve();
    await this.tasks.stop();
    await this.#webhooks.stop();
    await this.#test.drop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  context(access: Access | null = ADMIN): SchemaContext {
    return makeContext(this.deps, access);
  }

  /** Runs a query or mutation as a front would: a document that is not valid fails the test. */
  async run<T = Record<string, unknown>, V = Record<string, unknown>>(
    document: string | TypedDocumentNode<T, V>,
    variables?: V,
    access: Access | null = ADMIN,
  ): Promise<Answer<T>> {
    const parsed = checked(document);
    const contextValue = this.context(access);
    const result = await execute({ schema, document: parsed, contextValue, variableValues: { ...variables } });
    return plain<T>(result);
  }

  /** Subscribes as a front does: with a context of its own for each event. Rejects with what is refused on subscribe. */
  async watch<T = Record<string, unknown>>(
    text: string,
    variables: Record<string, unknown> = {},
    access: Access | null = ADMIN,
    lastEventId?: number,
  ): Promise<Watch<T>> {
    const document = checked(text);
    const context = { ...this.context(access), lastEventId };
    const args = { schema, document, variableValues: variables };
    const source = await createSourceEventStream({ ...args, contextValue: context });
    if (!(Symbol.asyncIterator in source)) throw new Error(plain(source).errors.join());
    const events = source[Symbol.asyncIterator]();
    const watch: Watch<T> = {
      async next() {
        const { done, value: rootValue } = await events.next();
        if (done === true) return { done, value: undefined };
        return {
          done: false,
          value: plain<T>(await execute({ ...args, rootValue, contextValue: freshContext(context) })),
        };
      },
      async return() {
        await events.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => watch,
    };
    return watch;
  }

  /** Starts a task and answers its id of the API. */
  async start(project: string, input: Record<string, unknown> = {}, access: Access | null = ADMIN): Promise<string> {
    const { data, errors } = await this.run<{ startGeneration: { task: { id: string } | null; errors: unknown } }>(
      'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { task { id } errors { ... on UserError { code path } } } }',
      { input: { project, ...input } },
      access,
    );
    const { task } = data?.startGeneration ?? {};
    if (!task) throw new Error(`not started: ${JSON.stringify({ data, errors })}`);
    return task.id;
  }

  /** Waits until a task has ended; answers its statuses on the way. */
  async ended(id: string): Promise<string[]> {
    const statuses: string[] = [];
    const text = 'subscription ($id: ID!) { taskProgress(id: $id) { status } }';
    for await (const { data } of await this.watch<{ taskProgress: { status: string } }>(text, { id })) {
      statuses.push(data!.taskProgress.status);
    }
    return statuses;
  }

  /** Waits until every task has ended. */
  async allEnded(): Promise<void> {
    const open = await this.sql<{ id: string }>('select id from task where finished_at is null');
    await Promise.all(open.map(async ({ id }) => await this.ended(nodeId('Task', id))));
  }

  /** A key that is in the database. */
  async key(given: { readonly scopes?: readonly Scope[]; readonly groups?: readonly string[] } = {}): Promise<Access> {
    const { scopes = SCOPES, groups = null } = given;
    const call = { em: this.database.fork(), access: ADMIN };
    const { secret } = value(await createApiKey(call, { name: 'test', scopes, groups }));
    const access = await this.keys.authenticate(secret);
    if (access === null) throw new Error('the key was not taken');
    return access;
  }

  /** A group with a project in it; ids of the API, and the row ids. */
  async project(model = MODEL) {
    const em = this.database.fork();
    const call = { em, access: ADMIN };
    const { id: groupRow, name: groupName } = value(await createProjectGroup(call, { name: randomUUID() }));
    const { id: row } = value(await createProject(call, { group: groupRow, name: 'dev', model }, this.host));
    return { group: nodeId('ProjectGroup', groupRow), id: nodeId('Project', row), groupRow, groupName, row };
  }

  /** Another project in a group; answers its id of the API. @param group row id. */
  async addProject(group: string, name: string, model = MODEL): Promise<string> {
    const call = { em: this.database.fork(), access: ADMIN };
    return nodeId('Project', value(await createProject(call, { group, name, model }, this.host)).id);
  }

  async sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return await statement<Row>(this.database.fork(), text, values);
  }
}

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusals)}`);
  return outcome.value;
}

function checked(document: string | DocumentNode): DocumentNode {
  const parsed = typeof document === 'string' ? parse(document) : document;
  const [error] = validate(schema, parsed);
  if (error !== undefined) throw error;
  return parsed;
}

function plain<T>({ data = null, errors = [] }: ExecutionResult): Answer<T> {
  return {
    data: JSON.parse(JSON.stringify(data)),
    errors: errors.map(({ extensions: { code = 'UNCODED' }, message }) => `${String(code)} ${message}`),
  };
}

function ignore(): void {
  // Tests look at what comes of it.
}
