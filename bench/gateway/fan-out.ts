import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { type Gateway, startGateway, startPeople } from './gateway.ts';

const SUBSCRIBERS = 1000;
/** Enough for several seconds of progress on one thread. */
const ROWS = 60_000_000;
const BURSTS = 30;
const QUERY = `subscription ($id: ID!) { taskProgress(id: $id) {
  id status sequence isTerminal progress { fraction rowsDone rowsTotal bytesDone partsDone partsTotal phase rowsPerSecond etaSeconds }
} }`;

/** When the first and the last subscriber got one event. */
interface Burst {
  first: number;
  last: number;
  count: number;
}

/**
 * P14: one task with 1,000 subscribers on 1,000 sockets, against writing the same bytes to 1,000 bare sockets, both while a task
 * runs on one thread. A figure is the milliseconds from the first subscriber's message to the last one's, of one event.
 */
export async function fanOut(signal: AbortSignal): Promise<{ ours: number[]; peer: number[] }> {
  await using gateway = await startGateway({ ROWMILL_THREADS: '1' });
  const model = readFileSync(new URL('../models/people.yaml', import.meta.url), 'utf8');
  const project = await gateway.project('people', model);
  const { bursts: ours, text } = await subscribed(gateway, project, signal);
  const peer = await bare(gateway, project, text, signal);
  return { ours, peer };
}

async function subscribed(gateway: Gateway, project: string, signal: AbortSignal) {
  const task = await startPeople(gateway, project, ROWS);
  const bursts = new Map<number, Burst>();
  let text = '';
  const sockets = await Promise.all(
    Array.from({ length: SUBSCRIBERS }, async () => {
      const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${gateway.key}` } }));
      await once(socket, 'message');
      socket.on('message', (data: Buffer) => {
        const message = data.toString();
        const sequence = /"sequence":(\d+)/.exec(message)?.[1];
        if (sequence === undefined) return;
        text = message;
        add(bursts, Number(sequence));
      });
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { id: task } } }));
      return socket;
    }),
  );
  await enough(bursts, signal);
  await gateway.ask('mutation ($id: ID!) { cancelTask(input: { task: $id }) { task { status } } }', { id: task });
  for (const socket of sockets) socket.terminate();
  return { bursts: complete(bursts), text };
}

async function bare(gateway: Gateway, project: string, text: string, signal: AbortSignal): Promise<number[]> {
  const server = fork(fileURLToPath(new URL('bare-sockets.ts', import.meta.url)));
  const [port] = await once(server, 'message');
  const bursts = new Map<number, Burst>();
  let burst = 0;
  const sockets = await Promise.all(
    Array.from({ length: SUBSCRIBERS }, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      await once(socket, 'open');
      socket.on('message', (data: Buffer) => {
        if (/"sequence":(\d+)/.test(data.toString())) add(bursts, burst);
      });
      return socket;
    }),
  );
  const task = await startPeople(gateway, project, ROWS);
  for (; burst < BURSTS; burst++) {
    signal.throwIfAborted();
    server.send(text);
    while (bursts.get(burst)?.count !== SUBSCRIBERS) await wait(5);
    // As often as progress comes.
    await wait(100);
  }
  await gateway.ask('mutation ($id: ID!) { cancelTask(input: { task: $id }) { task { status } } }', { id: task });
  for (const socket of sockets) socket.terminate();
  server.disconnect();
  return complete(bursts);
}

function add(bursts: Map<number, Burst>, key: number): void {
  const now = performance.now();
  const burst = bursts.get(key);
  if (burst === undefined) {
    bursts.set(key, { first: now, last: now, count: 1 });
  } else {
    burst.last = now;
    burst.count++;
  }
}

async function enough(bursts: Map<number, Burst>, signal: AbortSignal): Promise<void> {
  while (complete(bursts).length < BURSTS) {
    signal.throwIfAborted();
    await wait(50);
  }
}

/** Milliseconds of the events that all got. */
function complete(bursts: Map<number, Burst>): number[] {
  return [...bursts.values()].filter(({ count }) => count === SUBSCRIBERS).map(({ first, last }) => last - first);
}
