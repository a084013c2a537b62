import { beforeAll, describe, expect, test, vi } from 'vitest';
import { SLOW, endless, makePart, openHost, piecesOf, specOf, startHost, type TestHost } from './host.ts';

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
    const { problems, entities, seed } = await started.host.inspect({
      model: { text: MODEL, seed: 'mine' },
      format: 'jsonl',
      options: {},
    });
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
    const { problems, entities } = await started.host.inspect(specOf(BROKEN));
    expect(problems).toMatchObject([{ code: 'GENERATOR_UNKNOWN', severity: 'error', line: 3 }]);
    expect(entities).toEqual([]);
  });

  test('is kept for equal specs', async () => {
    const { host } = started;
    const first = await host.inspect(specOf(MODEL));
    expect(await host.inspect(specOf(MODEL))).toBe(first);
    expect(await host.inspect(specOf(MODEL, 'json'))).not.toBe(first);
  });
});

describe('a preview', () => {
  test('shows rows far away at once', async () => {
    const range = { model: { text: MODEL }, entity: 'User', offset: 1_000_000_000_000, limit: 3 };
    const { rows, problems } = await started.host.preview(range);
    expect(problems).toEqual([]);
    expect(rows?.map((row) => JSON.parse(row).id)).toEqual([1_000_000_000_001, 1_000_000_000_002, 1_000_000_000_003]);
  });

  test('of many rows is the previews of its halves', async () => {
    const rowsAt = async (offset: number, limit: number): Promise<readonly string[]> =>
      (await started.host.preview({ model: { text: MODEL }, entity: 'User', offset, limit })).rows ?? [];
    const whole = await rowsAt(5, 1000);
    expect(whole).toHaveLength(1000);
    expect([...(await rowsAt(5, 400)), ...(await rowsAt(405, 600))]).toEqual(whole);
  });

  test('past the end is empty', async () => {
    const range = { model: { text: MODEL }, entity: 'Country', limit: 10 };
    expect(await started.host.preview({ ...range, offset: 40 })).toMatchObject({ rows: [], rowsTotal: 40 });
    expect((await started.host.preview({ ...range, offset: 38 })).rows).toHaveLength(2);
    expect((await started.host.preview({ ...range, offset: 0, limit: 0 })).rows).toEqual([]);
  });

  test('of a model with errors has its problems only', async () => {
    const range = { model: { text: BROKEN }, entity: 'User', offset: 0, limit: 1 };
    expect(await started.host.preview(range)).toMatchObject({ rows: null, problems: [{ code: 'GENERATOR_UNKNOWN' }] });
  });

  test('that is too large is refused', async () => {
    const text = 'Page:\n  $count: 1000\n  text: string 30_000-60_000\n';
    const range = { model: { text }, entity: 'Page', offset: 0, limit: 1000 };
    await expect(started.host.preview(range)).rejects.toMatchObject({ reason: 'too-large' });
    expect((await started.host.preview({ ...range, limit: 2 })).rows).toHaveLength(2);
  });
});

describe('a call that takes too long', () => {
  test('is ended, and the next one answered', async () => {
    const { host } = await startHost({ interactiveTimeout: 1500, threads: 1 });
    await host.inspect(specOf(MODEL));
    const { pid } = host;
    await expect(host.inspect(specOf(SLOW))).rejects.toMatchObject({ reason: 'timeout' });
    await host.inspect(specOf(MODEL, 'json'));
    expect(host.pid).toBe(pid);
  });

  test('takes none of the time of the one behind it', async () => {
    const { host } = await startHost({ interactiveTimeout: 1500, threads: 1 });
    expect(await Promise.allSettled([specOf(SLOW), specOf(MODEL)].map((spec) => host.inspect(spec)))).toMatchObject([
      { reason: { reason: 'timeout' } },
      { status: 'fulfilled' },
    ]);
  });

  test('leaves no turn to the one behind another such call, which may come again', async () => {
    const { host } = await startHost({ interactiveTimeout: 1500, threads: 1 });
    const specs = [specOf(SLOW), specOf(SLOW, 'json'), specOf(MODEL)];
    expect(await Promise.allSettled(specs.map((spec) => host.inspect(spec)))).toMatchObject([
      { reason: { reason: 'timeout' } },
      { reason: { reason: 'timeout' } },
      { reason: { reason: 'busy' } },
    ]);
    expect((await host.inspect(specOf(MODEL))).problems).toEqual([]);
  });

  test('does not wait for parts', async () => {
    const { host, folder } = await startHost({ threads: 1 });
    const leave = new AbortController();
    const parts = ['task/1', 'task/2', 'task/3'].map(async (key) => {
      await expect(makePart(host, endless(SLOW, 'Parent', key), leave.signal)).rejects.toBe('enough');
    });
    await vi.waitFor(() => expect(piecesOf(folder, 'task')).toEqual([expect.stringMatching(/^1\..*partial$/)]), 5000);
    const range = { model: { text: MODEL }, entity: 'User', offset: 0, limit: 1 };
    expect((await host.preview(range)).rows).toHaveLength(1);
    leave.abort('enough');
    await Promise.all(parts);
  });
});
