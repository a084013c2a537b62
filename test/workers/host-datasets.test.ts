import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PartJob } from '../../src/workers/host/model-host.ts';
import {
  ASKER,
  LONG,
  makePart,
  MAX_CANCEL,
  openHost,
  piecesOf,
  SLOW,
  specOf,
  startHost,
  type TestHost,
  whenFree,
} from './host.ts';

const SMALL =
  'User:\n  $count: 50_000\n  id: integer @id\n  name: string @full_name\nNobody:\n  $count: 0\n  id: integer @id\n';

const dataset = (task: string, model: string, entities: readonly string[], maxBytes = 1e12): PartJob => ({
  content: 'dataset',
  spec: specOf(model, 'sqlite'),
  key: `${task}/0-0`,
  entities,
  maxBytes,
});

describe('a file of all entities', () => {
  let started: TestHost;
  beforeAll(async () => {
    started = await openHost();
    return async () => await started.end();
  });

  test('is made by one thread, which tells its rows', async () => {
    const { host, folder } = started;
    const made = await makePart(host, dataset('made', SMALL, ['User', 'Nobody']));
    expect(made.rows).toBe(50_000);
    const database = new DatabaseSync(join(folder, 'made', '0-0'), { readOnly: true });
    expect(database.prepare('SELECT count(*) AS n FROM User').get()).toEqual({ n: 50_000 });
    expect(database.prepare('SELECT count(*) AS n FROM Nobody').get()).toEqual({ n: 0 });
    database.close();
    expect(piecesOf(folder, 'made')).toEqual(['0-0']);
  });

  test('is canceled soon, and nothing stays', async () => {
    const { host, folder } = started;
    const begun = Promise.withResolvers<void>();
    const leave = new AbortController();
    const told: number[] = [];
    const hear = (rows: number): void => {
      told.push(rows);
      begun.resolve();
    };
    const made = host.makePart(dataset('canceled', LONG, ['Number']), hear, leave.signal);
    await begun.promise;
    const from = performance.now();
    leave.abort('enough');
    await expect(made).rejects.toBe('enough');
    expect(performance.now() - from).toBeLessThan(MAX_CANCEL);
    expect(piecesOf(folder, 'canceled')).toEqual([]);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  });

  test('is canceled soon in the middle of a slow batch', async () => {
    const { host, folder } = started;
    const leave = new AbortController();
    const made = host.makePart(dataset('slow', SLOW, ['Parent']), () => undefined, leave.signal);
    while (!existsSync(join(folder, 'slow'))) await new Promise(setImmediate);
    const from = performance.now();
    leave.abort('enough');
    await expect(made).rejects.toBe('enough');
    expect(performance.now() - from).toBeLessThan(MAX_CANCEL);
    expect(piecesOf(folder, 'slow')).toEqual([]);
  });

  test('that grows beyond its bytes is given up while it grows', async () => {
    const { host, folder } = started;
    const job = dataset('large', LONG, ['Number'], 1_000_000);
    await expect(makePart(host, job)).rejects.toMatchObject({ reason: 'too-large' });
    expect(piecesOf(folder, 'large')).toEqual([]);
  });

  test('is begun anew after the process died, and the old one is gone', async () => {
    const { host, folder } = started;
    const begun = Promise.withResolvers<void>();
    const made = host.makePart(dataset('anew', LONG, ['Number']), () => begun.resolve(), new AbortController().signal);
    await begun.promise;
    if (host.pid !== undefined) process.kill(host.pid, 'SIGKILL');
    await expect(made).rejects.toMatchObject({ reason: 'crashed' });
    expect(piecesOf(folder, 'anew')).toEqual([]);
    expect(await makePart(host, dataset('anew', SMALL, ['User']))).toMatchObject({ rows: 50_000 });
  });
});

test('a sample leaves nothing, also when its time is up', async () => {
  const { host, folder } = await startHost({ interactiveTimeout: 2000 });
  await whenFree(() => host.inspect(specOf(SMALL, 'sqlite'), ASKER));
  await expect(host.inspect(specOf(SLOW, 'sqlite'), ASKER)).rejects.toMatchObject({ reason: 'timeout' });
  expect(readdirSync(folder, { recursive: true })).toEqual(['samples']);
});
