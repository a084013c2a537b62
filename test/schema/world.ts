import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, execute, type ExecutionResult, parse, subscribe, validate } from 'graphql';
import { type Access, type Scope, SCOPES } from '../../src/access.ts';
import { DiskStore } from '../../src/artifacts/disk-store.ts';
import type { Database } from '../../src/entities/database.ts';
import { statement } from '../../src/entities/statement.ts';
import { LocalHints } from '../../src/events/index.ts';
import { createApiKey, createProject, createProjectGroup, Keys } from '../../src/projects/index.ts';
import type { Outcome } from '../../src/refusal.ts';
import { freshContext, makeContext, schema, type SchemaContext, type SchemaDeps } from '../../src/schema/index.ts';
import { nodeId } from '../../src/schema/global-id.ts';
import { parseNetworks, Vault } from '../../src/targets/index.ts';
import { openTasks, type Tasks } from '../../src/tasks/index.ts';
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
  concurrency: 2,
  maxTaskBytes: 1e9,
  maxTaskRows: 1e6,
  maxGroupBytes: 1e9,
  dailyRows: 1e9,
  maxOpenTasks: 100,
  timeToLive: 60_000,
  lowWater: 0,
};

const TARGETS = { networks: parseNetworks(['127.0.0.0/8']) ?? [], vault: new Vault(randomBytes(32)) };

/** What came of an operation, without the odd prototypes of graphql-js. */
export interface Answer<T> {
  readonly data: T | null;
  /** `CODE message`. */
  readonly errors: readonly string[];
}

/** The schema before its real rooms, on a database of its own; models are read and made on this thread. */
export class World {
  readonly database: Database;
  readonly keys: Keys;
  readonly tasks: Tasks;
  readonly host: LocalHost;
  readonly deps: SchemaDeps;
  readonly #test: TestDatabase;
  readonly #folder: string;

  private constructor(test: TestDatabase, folder: string, tasks: Tasks, host: LocalHost) {
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
      secret: 'secret',
      publicUrl: 'https://data.example.com',
    };
  }

  static async open(opening: Promise<TestDatabase>): Promise<World> {
    const test = await opening;
    const folder = mkdtempSync(join(tmpdir(), 'rowmill-schema-'));
    const store = new DiskStore(folder);
    const host = new LocalHost(store, 10);
    const silent = { info: ignore, warn: ignore, error: ignore };
    const tasks = await openTasks({
      database: test.database,
      host,
      targets: TARGETS,
      store,
      hints: new LocalHints(),
      settings: SETTINGS,
      node: randomUUID(),
      log: silent,
    });
    return new World(test, folder, tasks, host);
  }

  async close(): Promise<void> {
    // A part that a test holds back is let go.
    this.host.before = () => Promise.resolve();
    await this.tasks.stop();
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

  /** Subscribes as a front does: with a context of its own for each event. */
  async watch(text: string, variables: Record<string, unknown>, access: Access | null = ADMIN) {
    const document = checked(text);
    const contextValue = this.context(access);
    const result = await subscribe({ schema, document, contextValue, variableValues: variables });
    if (!(Symbol.asyncIterator in result)) throw new Error(plain(result).errors.join());
    return result;
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

  async sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return await statement<Row>(this.database.fork(), text, values);
  }
}

export { freshContext };

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

export function plain<T>({ data = null, errors = [] }: ExecutionResult): Answer<T> {
  return {
    data: JSON.parse(JSON.stringify(data)),
    errors: errors.map(({ extensions: { code = 'UNCODED' }, message }) => `${String(code)} ${message}`),
  };
}

function ignore(): void {
  // Tests look at what comes of it.
}
