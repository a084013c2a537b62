import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';
import { startGateway, startPeople } from './gateway.ts';

const ROWS = 1000;
const WARM = 20;
const TIMES = 100;

interface Ended {
  readonly taskEvents: { readonly kind: string; readonly task: { readonly id: string; readonly status: string } };
}

/**
 * P13: from the mutation that starts a task of 1,000 rows to the event that says it is complete, against an empty job of pg-boss
 * from `send` to its completion on an embedded database of its own. Answers milliseconds of each in turn.
 */
export async function smallTask(signal: AbortSignal): Promise<{ ours: number[]; peer: number[] }> {
  await using gateway = await startGateway();
  const model = readFileSync(new URL('../models/people.yaml', import.meta.url), 'utf8');
  const project = await gateway.project('people', model);
  const socket = gateway.socket();
  const waiting = new Map<string, (status: string) => void>();
  const early = new Map<string, string>();
  const query = 'subscription { taskEvents { kind task { id status } } }';
  const { promise: subscribed, resolve: begun } = Promise.withResolvers<void>();
  const listening = (async () => {
    for await (const { data } of socket.iterate<Ended>({ query })) {
      begun();
      if (data?.taskEvents.kind !== 'FINISHED') continue;
      const { id, status } = data.taskEvents.task;
      early.set(id, status);
      waiting.get(id)?.(status);
    }
  })();
  const once = async (): Promise<number> => {
    const start = performance.now();
    const id = await startPeople(gateway, project, ROWS);
    const status = early.get(id) ?? (await new Promise<string>((resolve) => waiting.set(id, resolve)));
    const milliseconds = performance.now() - start;
    if (status !== 'COMPLETED') throw new Error(`the task is ${status}`);
    return milliseconds;
  };
  const boss = await emptyQueue();
  try {
    await once();
    await subscribed;
    for (let time = 0; time < WARM; time++) {
      await once();
      await boss.roundTrip();
    }
    const ours: number[] = [];
    const peer: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      signal.throwIfAborted();
      ours.push(await once());
      peer.push(await boss.roundTrip());
    }
    return { ours, peer };
  } finally {
    await boss.close();
    await socket.dispose();
    await listening;
  }
}

async function emptyQueue(): Promise<{ roundTrip(): Promise<number>; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-queue-'));
  const pglite = await PGlite.create(join(folder, 'database'));
  const boss = new PgBoss({ db: fromPglite(pglite), backend: 'pglite', useListenNotify: true, schedule: false });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.createQueue('empty', { notify: true, retryLimit: 0 });
  let completed: (() => void) | undefined;
  const poll = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 };
  await boss.work('empty', poll, async (jobs) => {
    for (const { id } of jobs) await boss.complete('empty', id);
    completed?.();
  });
  return {
    async roundTrip() {
      const over = new Promise<void>((resolve) => (completed = resolve));
      const start = performance.now();
      await boss.send('empty', {});
      await over;
      return performance.now() - start;
    },
    async close() {
      await boss.stop({ graceful: false });
      await pglite.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
