import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Access } from '../../src/access.ts';
import { DiskStore } from '../../src/artifacts/disk-store.ts';
import type { Call } from '../../src/call.ts';
import type { Database } from '../../src/entities/database/database.ts';
import { ProjectGroup } from '../../src/entities/project-group.ts';
import { ProjectRevision } from '../../src/entities/project-revision.ts';
import { Project } from '../../src/entities/project.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import type { Task } from '../../src/entities/task.ts';
import { LocalHints } from '../../src/events/index.ts';
import type { Outcome } from '../../src/refusal.ts';
import {
  NO_TRACES,
  openTasks,
  type StartInput,
  type TaskSettings,
  type TaskSnapshot,
  type Tasks,
  type Traces,
} from '../../src/tasks/index.ts';
import { Talks, Vault } from '../../src/targets/index.ts';
import type { ModelHost } from '../../src/workers/host/model-host.ts';
import type { TestDatabase } from '../database/databases.ts';
import { LocalHost } from './local-host.ts';

export const MODEL = `
Country:
  $count: 5
  code: string @country_code
User:
  $count: 100
  id: integer @id
  name: string @first_name
  country: $Country
Order:
  $count: 250
  id: integer @id
  user: $User
Lone:
  $count: 10
  id: integer @id
`;

export const SETTINGS: TaskSettings = {
  tasks: 2,
  maxTaskSize: 1e9,
  maxTaskRows: 1e9,
  groupSize: 1e9,
  dailyRows: 1e9,
  dailyKeyRows: 1e9,
  openTasks: 100,
  timeToLive: 60_000,
  lowWater: 0,
};

/** The machine's own addresses are open. */
export const TARGETS = {
  networks: ['127.0.0.0/8'],
  webhookNetworks: ['127.0.0.0/8'],
  vault: new Vault(randomBytes(32)),
  talks: new Talks(),
};

export interface LoggedLine {
  readonly level: string;
  readonly details: object;
  readonly message: string;
}

/** The room with a project to generate from, on an empty database, with a host that runs here unless another is given. */
export class Room {
  readonly database: Database;
  readonly folder = mkdtempSync(join(tmpdir(), 'rowmill-tasks-'));
  readonly store: DiskStore;
  readonly host: LocalHost;
  readonly hints = new LocalHints();
  /** Whether nodes that are opened from now on divide tasks. */
  isShared: boolean;
  traces: Traces = NO_TRACES;
  readonly node = randomUUID();
  readonly group = newId();
  readonly project = newId();
  readonly log: LoggedLine[] = [];
  readonly logger = {
    debug: this.#line('debug'),
    info: this.#line('info'),
    warn: this.#line('warn'),
    error: this.#line('error'),
  };
  readonly #test: TestDatabase;
  readonly #opened: Tasks[] = [];

  private constructor(test: TestDatabase, shared: boolean) {
    this.store = new DiskStore(join(this.folder, 'artifacts'), { shared });
    this.host = new LocalHost(this.store, 10);
    this.isShared = shared;
    this.#test = test;
    this.database = test.database;
  }

  /** @param shared whether several nodes use the database and the store. */
  static async open(opening: Promise<TestDatabase>, model = MODEL, shared = false): Promise<Room> {
    const room = new Room(await opening, shared);
    const em = room.database.fork();
    const group = em.create(ProjectGroup, { id: room.group, name: 'shop' });
    const project = em.create(Project, { id: room.project, group, name: 'dev', revision: 1 });
    em.create(ProjectRevision, { id: newId(), project, number: 1, text: model, problems: [], draft: false });
    await em.flush();
    return room;
  }

  /** A node that runs tasks. */
  async tasks(
    settings: Partial<TaskSettings> = {},
    host: ModelHost = this.host,
    node = this.node,
    ended: () => void = () => undefined,
  ): Promise<Tasks> {
    const tasks = await openTasks({
      database: this.database,
      host,
      targets: TARGETS,
      store: this.store,
      links: { secret: 'secret', publicUrl: 'https://data.example.com' },
      hints: this.hints,
      isShared: this.isShared,
      traces: this.traces,
      settings: { ...SETTINGS, ...settings },
      ended,
      maySweep: async () => true,
      node,
      log: this.logger,
    });
    this.#opened.push(tasks);
    return tasks;
  }

  /** A project of the same model in a group of its own; answers its row id. */
  async addProject(name: string): Promise<string> {
    const em = this.database.fork();
    const [id, groupId] = [newId(), newId()];
    const group = em.create(ProjectGroup, { id: groupId, name });
    const project = em.create(Project, { id, group, name, revision: 1 });
    em.create(ProjectRevision, { id: newId(), project, number: 1, text: MODEL, problems: [], draft: false });
    await em.flush();
    return id;
  }

  #line(level: string) {
    return (details: object, message: string): void => void this.log.push({ level, details, message });
  }

  /** A request of a key. */
  call(access: Partial<Access> = {}): Call {
    const everything: Access = { keyId: KEY, scopes: new Set(['admin']), groups: null, expiresAt: null };
    return { em: this.database.fork(), access: { ...everything, ...access } };
  }

  input(input: Partial<StartInput> = {}): StartInput {
    const { project } = this;
    return { project, entities: [], includeRelated: false, format: 'csv', options: {}, ...input };
  }

  /** Ids of the tasks that have pieces. */
  async folders(): Promise<string[]> {
    const found: string[] = [];
    for await (const task of this.store.tasks()) found.push(task);
    return found;
  }

  async sql<Row extends object>(
    text: string,
    values: readonly unknown[] = [],
    em = this.database.fork(),
  ): Promise<Row[]> {
    return await statement<Row>(em, text, values);
  }

  async close(): Promise<void> {
    // A part that a test holds back is let go.
    this.host.before = () => Promise.resolve();
    for (const tasks of this.#opened) await tasks.stop();
    await this.#test.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Row id of the key that calls. */
const KEY = newId();

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusals)}`);
  return outcome.value;
}

/** The codes of what was refused. */
export function codes(outcome: Outcome<unknown>): string[] {
  if (outcome.ok) throw new Error('expected a refusal');
  return outcome.refusals.map(({ code }) => code);
}

/** Every state that a watcher sees, up to the terminal one. */
export async function watched(tasks: Tasks, id: string): Promise<TaskSnapshot[]> {
  const seen: TaskSnapshot[] = [];
  for await (const snapshot of tasks.hub.watchTask(id)) seen.push(snapshot);
  return seen;
}

/** The task when it is terminal. */
export async function ended(tasks: Tasks, id: string): Promise<Task> {
  const last = (await watched(tasks, id)).at(-1);
  if (last === undefined) throw new Error('the task does not exist');
  return last.task;
}

/** The task when it is in a state that is waited for. */
export async function reached(tasks: Tasks, id: string, is: (task: Task) => boolean): Promise<Task> {
  for await (const { task } of tasks.hub.watchTask(id)) if (is(task)) return task;
  throw new Error('the task ended without coming to the state');
}
