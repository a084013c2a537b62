import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

const PROGRAM = fileURLToPath(new URL('../../bin/rowmill.js', import.meta.url));

/** A gateway in a process of its own, on the embedded database in a temporary folder. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
  /** The data of a query or mutation over HTTP; throws where there are errors. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** A WebSocket client with a connection of its own. */
  socket(): Client;
  /** Id of a new project that holds a model. */
  project(name: string, model: string): Promise<string>;
}

export async function startGateway(environment: Record<string, string> = {}): Promise<Gateway> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-gateway-'));
  const unlimited = { ROWMILL_RATE: '1000000000', ROWMILL_OPEN_TASKS: '1000' };
  const { PATH } = process.env;
  const child = spawn(process.execPath, [PROGRAM, 'serve'], {
    env: { PATH, ROWMILL_DATA: folder, ROWMILL_PORT: '0', ROWMILL_LOG: 'error', ...unlimited, ...environment },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  let url: string | undefined;
  let key: string | undefined;
  while (url === undefined || key === undefined) {
    const [chunk] = await Promise.race([once(child.stderr, 'data'), ended]);
    if (child.exitCode !== null) throw new Error(`the gateway did not start:\n${said}`);
    said += String(chunk);
    url = /listening on (\S+)/.exec(said)?.[1];
    key = /admin key: (\S+)\n/.exec(said)?.[1];
  }
  child.stderr.resume();
  return gatewayAt(url, key, async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
}

function gatewayAt(url: string, key: string, dispose: () => Promise<void>): Gateway {
  const authorization = `Bearer ${key}`;
  const ask: Gateway['ask'] = async <T>(query: string, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors }: { data: T; errors?: unknown } = await response.json();
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    url,
    key,
    ask,
    socket: () =>
      createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
        lazy: false,
      }),
    async project(name, model) {
      const { createProjectGroup } = await ask<{ createProjectGroup: { projectGroup: { id: string } } }>(
        'mutation ($name: String!) { createProjectGroup(input: { name: $name }) { projectGroup { id } } }',
        { name },
      );
      const { createProject } = await ask<{ createProject: { project: { id: string } } }>(
        `mutation ($group: ID!, $name: String!, $model: String!) {
          createProject(input: { projectGroup: $group, name: $name, model: $model }) { project { id } }
        }`,
        { group: createProjectGroup.projectGroup.id, name, model },
      );
      return createProject.project.id;
    },
    [Symbol.asyncDispose]: dispose,
  };
}

/** Starts a task that makes so many people; answers its id. */
export async function startPeople(gateway: Gateway, project: string, rows: number): Promise<string> {
  const { startGeneration } = await gateway.ask<{ startGeneration: { task: { id: string } | null; errors: unknown } }>(
    `mutation ($project: ID!, $rows: Count!) {
      startGeneration(input: { project: $project, format: CSV, entities: [{ name: "Person", count: $rows }] }) {
        task { id }
        errors { ... on UserError { code message } }
      }
    }`,
    { project, rows },
  );
  if (startGeneration.task === null) throw new Error(JSON.stringify(startGeneration.errors));
  return startGeneration.task.id;
}
