import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { type Gateway, startGateway, startPeople } from './gateway.ts';

const CLIENTS = 1000;
/** Milliseconds between two polls of a client. */
const EVERY = 1000;
/** Seconds that are measured, after one that is not. */
const SECONDS = 5;

/**
 * 1,000 clients with a connection each that ask for the state of a task every second, half of them as Drafta's do, half as Fabricate's,
 * spread over the second. Answers the milliseconds of each poll in turn.
 */
export async function polls(signal: AbortSignal): Promise<number[]> {
  await using gateway = await startGateway();
  const model = readFileSync(new URL('../models/people.yaml', import.meta.url), 'utf8');
  const task = await startPeople(gateway, await gateway.project('people', model), 1000);
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const took: number[] = [];
  try {
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      const path = client % 2 === 0 ? `/drafta/data/${task}/status` : `/api/v1/generate_tasks/${task}`;
      const began = performance.now();
      for (let time = 0; time <= SECONDS; time++) {
        await wait(began + (time + client / CLIENTS) * EVERY - performance.now());
        signal.throwIfAborted();
        const start = performance.now();
        await poll(gateway, agent, path);
        if (time > 0) took.push(performance.now() - start);
      }
    });
    await Promise.all(clients);
  } finally {
    agent.destroy();
  }
  return took;
}

async function poll({ url, key }: Gateway, agent: Agent, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const asked = request(`${url}${path}`, { agent, headers: { authorization: `Bearer ${key}` } }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    answer.on('error', reject).on('end', () => {
      if (answer.statusCode === 200 && text.includes('"id"')) resolve();
      else reject(new Error(`a poll was answered with ${answer.statusCode}: ${text}`));
    });
  });
  asked.on('error', reject).end();
  await promise;
}
