import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { useFolder } from '../cli/folder.ts';
import { leaveNoChild } from '../leave-no-child.ts';
import type { ModelHost } from '../../src/workers/host/model-host.ts';
import {
  ASKER,
  LONG,
  MAX_CANCEL,
  ROWS,
  SLOW,
  endless,
  makePart,
  openHost,
  piecesOf,
  specOf,
  startHost,
  type TestHost,
  whenFree,
} from '../workers/host.ts';

const SMALL = 'User:\n  $count: 5\n  id: integer @id\n';
/** To look at it takes about so long. */
const HALF_A_SECOND = SLOW.replaceAll('1_000_000', '50_000');
const small = (key: string) => ({ ...endless(SMALL, 'User', key), rows: 5 });

/** Makes a part that never ends by itself, and answers when its first rows are made. */
async function running(host: ModelHost, key: string, signal?: AbortSignal): Promise<{ ended: Promise<unknown> }> {
  const first = Promise.withResolvers<void>();
  const job = { ...endless(LONG, 'Number', key), rows: 9_000_000_000 };
  const made = host.makePart(job, () => first.resolve(), signal ?? new AbortController().signal);
  const ended = made.catch((error: unknown) => error);
  await Promise.race([first.promise, ended]);
  return { ended };
}

describe('when the process dies', () => {
  let started: TestHost;
  beforeAll(async () => {
    started = await openHost({ threads: 1 });
    return async () => await started.end();
  });

  test('what it ran has crashed, what waited and what comes next is done by another', async () => {
    const { host, folder, logged } = started;
    const { ended } = await running(host, 'task/1');
    const waiting = makePart(host, small('task/2'));
    // An answer shows that the process has heard of the part that waits.
    await host.inspect(specOf(SMALL, 'json'), ASKER);
    const { pid } = host;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    expect(await ended).toMatchObject({ name: 'HostFailure', reason: 'crashed' });
    expect(await waiting).toMatchObject({ rows: 5 });
    expect(await makePart(host, small('task/3'))).toMatchObject({ rows: 5 });
    expect(host.pid).not.toBe(pid);
    expect(logged.join('\n')).toContain('SIGKILL');
    expect(piecesOf(folder, 'task')).toEqual(['2', '3']);
  });

  test('calls that were not the reason are answered by the next one', async () => {
    const { host } = started;
    await host.inspect(specOf(SMALL), ASKER);
    const askers = [1, 2].map((n) => ({ group: `group-${n}`, key: `key-${n}` }));
    for (const asker of askers) await host.inspect(specOf(`${SMALL}# ${asker.key}`), asker);
    const asked = askers.map(async (asker) => {
      const spec = specOf(`${HALF_A_SECOND}# ${asker.key}`);
      const { problems } = await whenFree(() => host.inspect(spec, asker));
      return problems;
    });
    await host.inspect(specOf(SMALL, 'json'), ASKER);
    if (host.pid !== undefined) process.kill(host.pid, 'SIGKILL');
    expect(await Promise.all(asked)).toEqual([[], []]);
  });

  test('for it ignores signals that are meant for the gateway, it is no death', async () => {
    const { host } = started;
    await host.inspect(specOf(SMALL), ASKER);
    const { pid } = host;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) if (pid !== undefined) process.kill(pid, signal);
    expect(await makePart(host, small('alive/1'))).toMatchObject({ rows: 5 });
    expect(host.pid).toBe(pid);
  });
});

const folder = useFolder({});

test('the process and its busy threads end with a gateway that is killed', async () => {
  const gateway = leaveNoChild(
    spawn(process.execPath, ['--input-type=module-typescript', '--eval', GATEWAY], {
      env: { ...process.env, STORE: folder, MODEL: LONG, ROWMILL_ADMIN_KEY: 'secret', DATABASE_URL: 'secret' },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const [text] = await once(gateway.stdout.setEncoding('utf8'), 'data');
  const pid = Number(text);
  expect(isRunning(pid)).toBe(true);
  expect(environmentOf(pid)).not.toContain('secret');
  gateway.kill('SIGKILL');
  await expect.poll(() => isRunning(pid)).toBe(false);
});

/** Prints the process id of its host when a part has begun. */
const GATEWAY = `
import { startModelHost } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../src/workers/host/start-model-host.ts')))};
const settings = { threads: 2, store: { kind: 'disk', folder: process.env.STORE }, threadMegabytes: 256, interactiveTimeout: 5000 };
const host = await startModelHost(settings, console);
const job = {
  spec: { model: { text: process.env.MODEL }, format: 'csv', options: {} },
  content: 'rows', before: [], entity: 'Number', first: 0, rows: 9_000_000_000, last: false, key: 'task/1',
};
let told = false;
const begun = () => {
  if (!told) console.log(host.pid);
  told = true;
};
await host.makePart(job, begun, new AbortController().signal);
`;

/** Whether a process exists and is no mere entry that nobody has fetched. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

/** What a process was started with, where the system shows it. */
function environmentOf(pid: number): string {
  const path = `/proc/${pid}/environ`;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

describe('a part that nobody wants any more', () => {
  let started: TestHost;
  beforeAll(async () => {
    started = await openHost({ threads: 1 });
    return async () => await started.end();
  });

  test('frees its thread soon and leaves nothing', async () => {
    const { host, folder } = started;
    const leave = new AbortController();
    const { ended } = await running(host, 'soon/1', leave.signal);
    const next = makePart(host, small('soon/2'));
    const begin = performance.now();
    leave.abort('enough');
    expect(await ended).toBe('enough');
    await next;
    expect(performance.now() - begin).toBeLessThan(MAX_CANCEL);
    expect(piecesOf(folder, 'soon')).toEqual(['2']);
  });

  test('loses its thread where a batch takes long', async () => {
    const { host, folder } = started;
    await host.inspect(specOf(SMALL), ASKER);
    const { pid } = host;
    const leave = new AbortController();
    const ended = makePart(host, endless(SLOW, 'Parent', 'slow/1'), leave.signal).catch((error: unknown) => error);
    await expect.poll(() => piecesOf(folder, 'slow')).toHaveLength(1);
    const begin = performance.now();
    leave.abort('enough');
    expect(await ended).toBe('enough');
    expect(performance.now() - begin).toBeLessThan(MAX_CANCEL);
    expect(piecesOf(folder, 'slow')).toEqual([]);
    expect(await makePart(host, small('slow/2'))).toMatchObject({ rows: 5 });
    expect(host.pid).toBe(pid);
  });

  test('is not begun where its turn has not come, or its signal was given before', async () => {
    const { host, folder } = started;
    const [busy, waiting] = [new AbortController(), new AbortController()];
    const { ended } = await running(host, 'turn/1', busy.signal);
    const second = makePart(host, small('turn/2'), waiting.signal);
    waiting.abort('changed my mind');
    await expect(second).rejects.toBe('changed my mind');
    await expect(makePart(host, small('turn/3'), waiting.signal)).rejects.toBe('changed my mind');
    busy.abort('enough');
    expect(await ended).toBe('enough');
    expect(piecesOf(folder, 'turn')).toEqual([]);
  });
});

test('calls that are ended leave the parts beside them alone', async () => {
  const { host, folder } = await startHost({ interactiveTimeout: 250 });
  const spec = specOf(LONG);
  const enough = new AbortController();
  const names = ['a', 'b', 'c', 'd'];
  const parts = new Map(names.map((name) => [name, 0]));
  const lanes = names.map(async (name) => {
    for (let part = 0; !enough.signal.aborted; parts.set(name, ++part)) {
      const first = part * 4096;
      await makePart(host, {
        ...ROWS,
        spec,
        entity: 'Number',
        first,
        rows: 4096,
        last: false,
        key: `task/${name}-${part}`,
      });
    }
  });
  for (let i = 0; i < 5 || Math.min(...parts.values()) < 5; i++) {
    await expect(host.inspect(specOf(`${SLOW}# ${i}`), ASKER)).rejects.toMatchObject({ name: 'HostFailure' });
  }
  enough.abort();
  await Promise.all(lanes);
  expect(piecesOf(folder, 'task').filter((name) => name.includes('.'))).toEqual([]);
});

describe('a model that takes too much memory', () => {
  test('costs its thread and nothing else', async () => {
    const { host } = await startHost({ threadMegabytes: 48, threads: 1 });
    await host.inspect(specOf(SMALL), ASKER);
    const { pid } = host;
    const values = Array.from({ length: 1_000_000 }, (_, i) => ({ value: i, text: `${i}` }));
    const providers = [{ name: 'Bomb', columns: [{ name: 'value', values }], weights: null }];
    const bomb = { ...specOf(SMALL), model: { text: SMALL, providers } };
    await expect(host.inspect(bomb, ASKER)).rejects.toMatchObject({ reason: 'too-large' });
    expect(await makePart(host, small('task/1'))).toMatchObject({ rows: 5 });
    expect(host.pid).toBe(pid);
  });
});

describe('a host that is closed', () => {
  test('fails what it runs, what waits and what comes', async () => {
    const { host } = await startHost({ threads: 1 });
    const { ended } = await running(host, 'task/1');
    const waiting = makePart(host, small('task/2'));
    const { pid } = host;
    const closing = host.close();
    expect(await ended).toMatchObject({ reason: 'closed' });
    await expect(waiting).rejects.toMatchObject({ reason: 'closed' });
    await closing;
    await host.close();
    await expect(makePart(host, small('task/3'))).rejects.toMatchObject({ reason: 'closed' });
    await expect(
      host.preview({ model: { text: SMALL }, entity: 'User', offset: 0, limit: 1 }, ASKER),
    ).rejects.toMatchObject({
      reason: 'closed',
    });
    expect(pid === undefined || isRunning(pid)).toBe(false);
  });
});
