import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SmallGateway } from './small-gateway.ts';

test('health says that the process lives, whatever else does', async () => {
  await using gateway = await SmallGateway.open({ ready: async () => ({ database: false }) });
  const response = await fetch(`${gateway.url}/health`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});

test('ready names what works and what does not', async () => {
  let database = true;
  await using gateway = await SmallGateway.open({ ready: async () => ({ database, host: true }) });
  const ready = await fetch(`${gateway.url}/ready`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', database: true, host: true, open: true },
  ]);
  database = false;
  const away = await fetch(`${gateway.url}/ready`);
  expect([away.status, await away.json()]).toMatchObject([503, { status: 'not ready', database: false }]);
});

test('metrics count requests by front, and tell the figures of the rooms', async () => {
  await using gateway = await SmallGateway.open();
  await (await gateway.post({ query: '{ __typename }' })).text();
  await (await fetch(`${gateway.url}/no-such-path-${Math.random()}`)).text();
  const response = await fetch(`${gateway.url}/metrics`);
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect(text).toContain('rowmill_http_requests_total{front="graphql",method="POST",status="200"} 1');
  expect(text).toContain('rowmill_http_requests_total{front="none",method="GET",status="404"} 1');
  expect(text).toContain('rowmill_tasks{state="running"} 2');
  expect(text).toContain('rowmill_tasks_finished_total{status="completed"} 5');
  expect(text).toContain('rowmill_rows_generated_total 7');
  expect(text).toContain('rowmill_bytes_generated_total 70');
  expect(text).toContain('rowmill_subscribers{front="websocket"} 0');
  expect(text).toContain('rowmill_webhook_attempts_total 9');
  expect(text).toContain('rowmill_webhooks_finished_total{status="failed"} 1');
  expect(text).toContain('rowmill_webhooks_pending 3');
  expect(text).toContain('rowmill_process_restarts_total{process="host"} 1');
  expect(text).toContain('process_resident_memory_bytes');
});

test('what only grows is a counter called _total, stays what it is when it is asked for again, and is in the docs', async () => {
  await using gateway = await SmallGateway.open();
  const metrics = async (): Promise<string> => await (await fetch(`${gateway.url}/metrics`)).text();
  await metrics();
  const text = await metrics();
  expect(text).toContain('rowmill_rows_generated_total 7');
  const types = [...text.matchAll(/^# TYPE (rowmill_\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]);
  expect(types.length).toBeGreaterThan(5);
  for (const [name, type] of types) expect([name, type]).toEqual([name, name.endsWith('_total') ? 'counter' : 'gauge']);

  const docs = readFileSync(new URL('../../docs/gateway.md', import.meta.url), 'utf8');
  const told = [...docs.matchAll(/^\| `(rowmill_\w+)\S*` \| (\w+) \|/gm)].map(([, name, type]) => `${name} ${type}`);
  expect(told.toSorted()).toEqual(types.map((words) => words.join(' ')).toSorted());
});
