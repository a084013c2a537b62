import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openTraces } from '../../src/open-traces.ts';
import { NO_TRACES } from '../../src/tasks/index.ts';
import { openPGlite } from '../database/databases.ts';
import { ended, Room, value } from './room.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

let room: Room;
const received: Export[] = [];
const collector = createServer((call, answer) => void receive(call, answer));
async function receive(call: IncomingMessage, answer: ServerResponse): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the protocol says
  received.push((await json(call)) as Export);
  answer.end('{}');
}
beforeAll(async () => {
  room = await Room.open(openPGlite());
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  collector.close();
  await room.close();
});

test('all spans of a task are of one trace below the span of the task, and hold no data', async () => {
  const address = collector.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
  const closers: (() => unknown)[] = [];
  room.traces = await openTraces({ isOn: true, serviceName: 'shop', node: room.node }, room.logger, (_, close) => {
    closers.push(close);
  });
  const tasks = await room.tasks();
  const { id } = value(await tasks.start(room.call(), room.input({ seed: 'canary', entities: [{ name: 'User' }] })));
  await ended(tasks, id);
  await tasks.stop();
  for (const close of closers) await close();
  const spans = received.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const traceId = id.replaceAll('-', '');
  expect(spans.map(({ traceId: of }) => of)).toEqual(spans.map(() => traceId));
  const named = (name: string): readonly Span[] => spans.filter((span) => span.name === name);
  const [task] = named('task');
  const [run] = named('run');
  expect(task).toMatchObject({ spanId: traceId.slice(16) });
  expect(task.parentSpanId ?? '').toBe('');
  expect(run.parentSpanId).toBe(task.spanId);
  expect(named('part')).toHaveLength(10);
  expect(named('part').map(({ parentSpanId }) => parentSpanId)).toEqual(named('part').map(() => run.spanId));
  expect(task.attributes).toContainEqual({ key: 'rowmill.status', value: { stringValue: 'COMPLETED' } });
  expect(JSON.stringify(received)).toContain('"shop"');
  expect(JSON.stringify(received)).not.toMatch(/canary|User/);
});

test('nothing is loaded or sent unless it is wanted', async () => {
  const nobody = (): never => {
    throw new Error('there is nothing to close');
  };
  expect(await openTraces({ isOn: false, serviceName: 'shop', node: room.node }, room.logger, nobody)).toBe(NO_TRACES);
});
