import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GatewayClient } from '../gateway/client.ts';
import { canKill } from './kills.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { useTarget } from '../targets/target.ts';

const target = useTarget();

const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const TIMES = 20;
const ROWS = 150_000;
const VICTIMS = ['child', 'gateway', 'both', 'connections'] as const;

const MODEL = `
Line:
  $count: ${ROWS}
  id: integer @id
  order: $Order.id
  text: string @sentence
Order:
  $count: 1000
  id: integer @id
`;

interface Seen {
  readonly taskProgress: {
    readonly status: string;
    readonly progress: { readonly fraction: number; readonly phase: string };
    readonly error: { readonly code: string } | null;
  };
}
const WATCH = `subscription ($id: ID!) {
  taskProgress(id: $id) { status progress { fraction phase } error { code } }
}`;

interface Ids {
  readonly id: string;
}

/** The id of what a mutation makes; throws where it was refused. */
async function made(client: GatewayClient, name: string, thing: string, input: object): Promise<string> {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${thing} { id } errors { ... on UserError { code message } } } }`;
  const data = await client.ask<Record<string, Record<string, Ids | null>>>(query, { input });
  const found = data[name][thing];
  if (found === null) throw new Error(JSON.stringify(data));
  return found.id;
}

/** Until the task has come so far, or begins to commit where that is 1. */
async function reached(client: GatewayClient, id: string, point: number): Promise<void> {
  for await (const { taskProgress } of client.overSse<Seen>(WATCH, { id })) {
    const { fraction, phase } = taskProgress.progress;
    if (phase === 'FINISHING' || (point < 1 && fraction >= point)) return;
  }
}

test.skipIf(!canKill)(
  `kill -9 and cut connections at random points of loads lose and double no row, seed ${seed} (skipped where there is no /proc)`,
  async () => {
    // Without keys, so that nothing but our care keeps rows from coming twice.
    await target.query(`create table "Order" (id int); create table "Line" (id int, "order" int, text text)`);
    const folder = emptyFolder();
    const env = { ROWMILL_THREADS: '2', ROWMILL_TARGET_NETWORKS: '127.0.0.0/8' };
    let gateway = new ServeProcess(folder, env);
    let state = seed;
    // Numerical Recipes' linear congruential generator.
    const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    try {
      let url = await gateway.url();
      const key = gateway.adminKey;
      const first = new GatewayClient(url, key);
      const projectGroup = await made(first, 'createProjectGroup', 'projectGroup', { name: 'g' });
      const project = await made(first, 'createProject', 'project', { projectGroup, name: 'p', model: MODEL });
      const { hostname, port, username, password, pathname } = new URL(target.url);
      const address = { host: hostname, port: Number(port), user: username, password, database: pathname.slice(1) };
      await made(first, 'createConnection', 'connection', { projectGroup, name: 'c', ...address });
      for (let time = 1; time <= TIMES; time++) {
        const victim = VICTIMS[Math.floor(random() * VICTIMS.length)];
        // A third of them at the commit.
        const point = Math.min(1, random() * 1.5);
        const id = await made(new GatewayClient(url, key), 'startGeneration', 'task', {
          project,
          connection: { name: 'c' },
        });
        await reached(new GatewayClient(url, key), id, point);
        if (victim === 'connections') {
          await target.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'rowmill'`,
          );
        }
        const isChild = victim === 'child' || victim === 'both';
        if (isChild && gateway.childPid > 0) process.kill(gateway.childPid, 'SIGKILL');
        if (victim === 'gateway' || victim === 'both') {
          gateway.signal('SIGKILL');
          await gateway.ended();
          gateway = new ServeProcess(folder, env);
          url = await gateway.url();
        }
        let last: Seen | undefined;
        for await (const seen of new GatewayClient(url, key).overSse<Seen>(WATCH, { id })) last = seen;
        expect(last?.taskProgress, `${time}: ${victim} at ${point}`).toMatchObject({
          status: 'COMPLETED',
          error: null,
        });
        const [{ lines, orders }] = await target.query<{ lines: number; orders: number }>(
          `select (select count(*)::int from "Line") as lines, (select count(*)::int from "Order") as orders`,
        );
        expect({ lines, orders }, `${time}: ${victim} at ${point}`).toEqual({
          lines: time * ROWS,
          orders: time * 1000,
        });
      }
    } finally {
      await gateway[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
