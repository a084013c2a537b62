import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { leaveNoChild } from '../leave-no-child.ts';
import type { GatewayClient } from './client.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The model of the examples. */
export const SHOP = readFileSync(join(ROOT, 'examples', 'shop.yaml'), 'utf8');

/** What a test wants to know of a task. */
export interface TaskView {
  readonly id: string;
  readonly status: string;
  readonly isTerminal: boolean;
  readonly sequence: number;
  readonly attempt: number;
  readonly progress: { readonly fraction: number; readonly partsDone: number };
  readonly artifacts: readonly {
    readonly fileName: string;
    readonly url: string | null;
    readonly digest: string;
    readonly bytes: number;
  }[];
  readonly archiveUrl: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const TASK = `id status isTerminal sequence attempt progress { fraction partsDone }
  artifacts { fileName url digest bytes } archiveUrl error { code message }`;

export const TASK_PROGRESS = `subscription ($id: ID!, $after: Int) { taskProgress(id: $id, after: $after) { ${TASK} } }`;

/** Asks again as long as the gateway is busy, as its answer says: a machine that others keep busy takes its time. */
async function askWhenFree<T>(client: GatewayClient, query: string, variables: object): Promise<T> {
  for (;;) {
    try {
      return await client.ask<T>(query, variables);
    } catch (error) {
      if (!String(error).includes('"BUSY"')) throw error;
    }
  }
}

/** Makes a group and the shop in it; answers the project's id. */
export async function createShop(client: GatewayClient, group: string): Promise<string> {
  const { createProjectGroup } = await client.ask<{ createProjectGroup: { projectGroup: { id: string } } }>(
    'mutation ($name: String!) { createProjectGroup(input: { name: $name }) { projectGroup { id } } }',
    { name: group },
  );
  const { createProject } = await askWhenFree<{ createProject: { project: { id: string }; errors: unknown[] } }>(
    client,
    `mutation ($group: ID!, $model: String!) {
      createProject(input: { projectGroup: $group, name: "shop", model: $model }) { project { id } errors { __typename } }
    }`,
    { group: createProjectGroup.projectGroup.id, model: SHOP },
  );
  return createProject.project.id;
}

/** Starts a task that makes all of the shop; answers its id. @param key for starts that are repeated. */
export async function startShop(
  client: GatewayClient,
  project: string,
  users: number,
  format = 'csv',
  key?: string,
): Promise<string> {
  interface Started {
    readonly startGeneration: { readonly task: { readonly id: string } | null; readonly errors: unknown[] };
  }
  const { startGeneration } = await askWhenFree<Started>(
    client,
    `mutation ($project: ID!, $users: JSON!, $format: Format!, $key: String) {
      startGeneration(input: {
        project: $project, format: $format, idempotencyKey: $key, overrides: { variables: [{ name: "users", value: $users }] }
      }) { task { id } errors { ... on UserError { code message } } }
    }`,
    { project, users, format: format.toUpperCase().replaceAll('-', '_'), key },
  );
  if (startGeneration.task === null) throw new Error(JSON.stringify(startGeneration.errors));
  return startGeneration.task.id;
}

/** A task as it is now. */
export async function readTask(client: GatewayClient, id: string): Promise<TaskView> {
  const { task } = await client.ask<{ task: TaskView }>(`query ($id: ID!) { task(id: $id) { ${TASK} } }`, { id });
  return task;
}

/** What the command line writes for the same model: the files by their names. */
export async function shopByCommandLine(users: number, format = 'csv'): Promise<ReadonlyMap<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-shop-'));
  const program = [join(ROOT, 'bin', 'rowmill.js'), 'generate', join(ROOT, 'examples', 'shop.yaml')];
  const how = ['--format', format, '--set', `users=${users}`, '--out', folder];
  const running = promisify(execFile)(process.execPath, [...program, ...how]);
  leaveNoChild(running.child);
  await running;
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  rmSync(folder, { recursive: true });
  return files;
}

/** The digests of the same files, as a task tells them: `User.csv crc32:…`, in the order of the model. */
export async function shopDigests(users: number, format = 'csv'): Promise<string[]> {
  const files = await shopByCommandLine(users, format);
  const order = ['Country', 'User', 'Product', 'Order', 'OrderLine'].map((entity) => `${entity}.${format}`);
  return order.map((name) => `${name} crc32:${crc32(files.get(name)!).toString(16).padStart(8, '0')}`);
}

/** Those of a task. */
export const digestsOf = ({ artifacts }: TaskView): string[] =>
  artifacts.map(({ fileName, digest }) => `${fileName} ${digest}`);

/** What a task's addresses answer: the files by their names. */
export async function downloadAll({ artifacts }: TaskView): Promise<ReadonlyMap<string, Buffer>> {
  const files = await Promise.all(
    artifacts.map(async ({ fileName, url }) => {
      const response = await fetch(url ?? '');
      if (!response.ok) throw new Error(`${fileName}: ${response.status}`);
      return [fileName, Buffer.from(await response.arrayBuffer())] as const;
    }),
  );
  return new Map(files);
}

/** The files by their names, each as its SHA-256: large ones are slow to compare byte by byte. */
export function digests(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, string> {
  return new Map([...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));
}
