import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readZip } from '../artifacts/zip-reader.ts';
import { GatewayClient } from './client.ts';
import { type OpenGateway, openGateway } from './open-gateway.ts';
import { places } from './places.ts';
import { createShop, downloadAll, shopByCommandLine, startShop, TASK_PROGRESS, type TaskView } from './shop.ts';

const USERS = 60;

describe.each(places)('on $name', ({ open }) => {
  let gateway: OpenGateway;
  let client: GatewayClient;
  let drop: () => Promise<void>;
  let expected: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    const place = await open();
    drop = place.drop;
    const environment = { DATABASE_URL: '', ROWMILL_THREADS: '2', ...place.environment };
    [gateway, expected] = await Promise.all([openGateway(environment), shopByCommandLine(USERS)]);
    client = new GatewayClient(gateway.app.url, gateway.key);
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await drop();
  });

  test('a task is followed over WebSocket and SSE to its end, and its files are what the command line writes', async () => {
    const project = await createShop(client, 'followed');
    const id = await startShop(client, project, USERS);
    const follow = async (events: AsyncGenerator<{ taskProgress: TaskView }>): Promise<readonly TaskView[]> => {
      const seen: TaskView[] = [];
      for await (const { taskProgress } of events) seen.push(taskProgress);
      return seen;
    };
    const both = await Promise.all([
      follow(client.overWebSocket(TASK_PROGRESS, { id })),
      follow(client.overSse(TASK_PROGRESS, { id })),
    ]);
    for (const seen of both) {
      const sequences = seen.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
      expect(seen.filter(({ isTerminal }) => isTerminal)).toHaveLength(1);
      expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', progress: { fraction: 1 } });
    }
    const task = both[0].at(-1)!;
    expect(await downloadAll(task)).toEqual(expected);
    const archive = await fetch(task.archiveUrl ?? '');
    expect(archive.headers.get('content-type')).toBe('application/zip');
    const entries = readZip(Buffer.from(await archive.arrayBuffer()));
    expect(new Map(entries.map(({ name, bytes }) => [name, bytes]))).toEqual(expected);
  });

  test('a key that is bound to another group sees nothing of it', async () => {
    const project = await createShop(client, 'hidden');
    const id = await startShop(client, project, USERS);
    const { createProjectGroup } = await client.ask<{ createProjectGroup: { projectGroup: { id: string } } }>(
      'mutation { createProjectGroup(input: { name: "own" }) { projectGroup { id } } }',
    );
    const { createApiKey } = await client.ask<{ createApiKey: { secret: string } }>(
      `mutation ($groups: [ID!]) {
        createApiKey(input: { name: "bound", scopes: [READ, WRITE, GENERATE], projectGroups: $groups }) { secret }
      }`,
      { groups: [createProjectGroup.projectGroup.id] },
    );
    const bound = new GatewayClient(gateway.app.url, createApiKey.secret);
    const seen = await bound.ask(
      `query ($id: ID!, $project: ID!) {
        task(id: $id) { id } node(id: $id) { id } project(by: { id: $project }) { id }
        tasks { totalCount } projects { totalCount } projectGroups { nodes { name } }
      }`,
      { id, project },
    );
    expect(seen).toEqual({
      task: null,
      node: null,
      project: null,
      tasks: { totalCount: 0 },
      projects: { totalCount: 0 },
      projectGroups: { nodes: [{ name: 'own' }] },
    });
    for (const events of [bound.overWebSocket(TASK_PROGRESS, { id }), bound.overSse(TASK_PROGRESS, { id })]) {
      await expect(events.next()).rejects.toThrow(/NOT_FOUND/);
    }
    await expect(startShop(bound, project, USERS)).rejects.toThrow('NOT_FOUND');
  });
});
