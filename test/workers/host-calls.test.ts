import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  ASKER,
  SLOW,
  endless,
  makePart,
  openHost,
  piecesOf,
  specOf,
  startHost,
  type TestHost,
  whenFree,
} from './host.ts';

const MODEL = `
Country:
  $count: 40
  code: string @country_code @id
User:
  $count: 2_000_000_000_000
  id: integer @id
  country: $Country.code
  plan: enum(free, pro) null 10%
  balance: decimal(10,2)
  tags: { $items: string @word, $length: 0-3 }
  address: { city: string }
`;
const BROKEN = 'User:\n  id: integer @id\n  mail: string @emial\n';

let started: TestHost;
beforeAll(async () => {
  started = await openHost();
  return async () => await started.end();
});

describe('an inspection', () => {
  test('says what a model turns out to be', async () => {
    const { problems, entities, seed } = await started.host.inspect(
      {
        model: { text: MODEL, seed: 'mine' },
        format: 'jsonl',
        options: {},
      },
      ASKER,
    );
    expect([problems, seed]).toEqual([[], 'mine']);
    const [country, user] = entities;
    expect(country).toMatchObject({ name: 'Country', rows: 40, refersTo: [], partRows: 65_536 });
    expect(user).toMatchObject({ name: 'User', rows: 2e12, refersTo: ['Country'] });
    expect(user.columns).toEqual([
      { name: 'id', type: 'integer', nullable: false },
      { name: 'country', type: 'string', nullable: false },
      { name: 'plan', type: 'enum', nullable: true },
      { name: 'balance', type: 'decimal(10,2)', nullable: false },
      { name: 'tags', type: '[string]', nullable: false },
      { name: 'address', type: 'object', nullable: false },
    ]);
    expect(user.bytes / user.rows).toBeGreaterThan(50);
    expect(Math.ceil(user.rows / user.partRows)).toBeLessThanOrEqual(10_000);
  });

  test('of a model with errors has its problems only', async () => {
    const { problems, entities } = await started.host.inspect(specOf(BROKEN), ASKER);
    expect(problems).toMatchObject([{ code: 'GENERATOR_UNKNOWN', severity: 'error', line: 3 }]);
    expect(entities).toEqual([]);
  });

  test('is kept for equal specs', async () => {
    const { host } = started;
    const first = await host.inspect(specOf(MODEL), ASKER);
    expect(await host.inspect(specOf(MODEL), ASKER)).toBe(first);
    expect(await host.inspect(specOf(MODEL, 'json'), ASKER)).not.toBe(first);
  });
});

describe('a preview', () => {
  test('shows rows far away at once', async () => {
    const range = { model: { text: MODEL }, entity: 'User', offset: 1_000_000_000_000, limit: 3 };
    const { rows, problems } = await started.host.preview(range, ASKER);
    expect(problems).toEqual([]);
    expect(rows?.map((row) => JSON.parse(row).id)).toEqual([1_000_000_000_001, 1_000_000_000_002, 1_000_000_000_003]);
  });

  test('of many rows is the previews of its halves', async () => {
    const rowsAt = async (offset: number, limit: number): Promise<readonly string[]> =>
      (await started.host.preview({ model: { text: MODEL }, entity: 'User', offset, limit }, ASKER)).rows ?? [];
    const whole = await rowsAt(5, 1000);
    expect(whole).toHaveLength(1000);
    expect([...(await rowsAt(5, 400)), ...(await rowsAt(405, 600))]).toEqual(whole);
  });

  test('past the end is empty', async () => {
    const range = { model: { text: MODEL }, entity: 'Country', limit: 10 };
    expect(await started.host.preview({ ...range, offset: 40 }, ASKER)).toMatchObject({ rows: [], rowsTotal: 40 });
    expect((await started.host.preview({ ...range, offset: 38 }, ASKER)).rows).toHaveLength(2);
    expect((await started.host.preview({ ...range, offset: 0, limit: 0 }, ASKER)).rows).toEqual([]);
  });

  test('of a model with errors has its problems only', async () => {
    const range = { model: { text: BROKEN }, entity: 'User', offset: 0, limit: 1 };
    expect(await started.host.preview(range, ASKER)).toMatchObject({
      rows: null,
      problems: [{ code: 'GENERATOR_UNKNOWN' }],
    });
  });

  test('that is too large is refused', async () => {
    const text = 'Page:\n  $count: 1000\n  text: string 30_000-60_000\n';
    const range = { model: { text }, entity: 'Page', offset: 0, limit: 1000 };
    await expect(started.host.preview(range, ASKER)).rejects.toMatchObject({ reason: 'too-large' });
    expect((await started.host.preview({ ...range, limit: 2 }, ASKER)).rows).toHaveLength(2);
  });
});

describe('a call that takes too long', () => {
  test('is ended, is refused at once when it comes again, and the next one is answered', async () => {
    const { host } = await startHost({ interactiveTimeout: 2000, threads: 1 });
    await whenFree(() => host.inspect(specOf(MODEL), ASKER));
    const { pid } = host;
    await expect(host.inspect(specOf(SLOW), ASKER)).rejects.toMatchObject({ reason: 'timeout' });
    const again = vi.fn<(error: unknown) => void>();
    host.inspect(specOf(SLOW), { group: 'other', key: 'other' }).catch(again);
    await setImmediate();
    expect(again).toHaveBeenCalledWith(expect.objectContaining({ reason: 'timeout' }));
    await whenFree(() => host.inspect(specOf(MODEL, 'json'), ASKER));
    expect(host.pid).toBe(pid);
  });

  test('leaves threads to others, however many such calls there are', async () => {
    const { host } = await startHost({ threads: 1 });
    await host.inspect(specOf(MODEL), ASKER);
    const others = Array.from({ length: 5 }, async (_, n) => {
      const key = `other-${n}`;
      return await host.inspect(specOf(`${SLOW}# ${n}`), { group: key, key }).catch((error: unknown) => error);
    });
    let over = false;
    void Promise.race(others).then(() => (over = true));
    for (let n = 0; n < 10; n++) await host.inspect(specOf(`${MODEL}# ${n}`), ASKER);
    expect(over).toBe(false);
    await host.close();
    expect(await Promise.all(others)).toMatchObject(others.map(() => ({ reason: 'closed' })));
  });

  test('does not wait for parts', async () => {
    const { host, folder } = await startHost({ threads: 1 });
    const leave = new AbortController();
    const parts = ['task/1', 'task/2', 'task/3'].map(async (key) => {
      await expect(makePart(host, endless(SLOW, 'Parent', key), leave.signal)).rejects.toBe('enough');
    });
    await expect.poll(() => piecesOf(folder, 'task')).toEqual([expect.stringMatching(/^1\..*partial$/)]);
    const range = { model: { text: MODEL }, entity: 'User', offset: 0, limit: 1 };
    expect((await host.preview(range, ASKER)).rows).toHaveLength(1);
    leave.abort('enough');
    await Promise.all(parts);
  });
});
