import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/artifacts/open-store.ts';
import type { ArtifactStore, StoreSettings } from '../../src/artifacts/store.ts';
import { allOf, type S3Server, startS3 } from './s3/server.ts';

const TASK = '0198c1a2-0000-7000-8000-000000000001';
/** More than what goes into one call to a bucket. */
const LARGE = 40 * 1024 * 1024;

let s3: S3Server;
let folder: string;
beforeAll(async () => {
  // What the AWS SDK reads; the service takes any.
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'canary';
  s3 = await startS3();
  folder = mkdtempSync(join(tmpdir(), 'rowmill-stores-'));
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

const fresh = (): string => mkdtempSync(join(folder, 'store-'));

describe.each<readonly [string, () => StoreSettings]>([
  ['a folder', () => ({ kind: 'disk', folder: fresh() })],
  ['a bucket', () => ({ kind: 's3', address: s3.bucket(), folder: fresh(), attempts: 3 })],
  ['a bucket without a prefix', () => ({ kind: 's3', address: s3.bucket(''), folder: fresh(), attempts: 3 })],
])('%s', (_, settings) => {
  let opened: StoreSettings;
  let store: ArtifactStore;
  beforeEach(() => {
    opened = settings();
    store = openStore(opened);
  });

  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  async function keep(key: string, value: string, seal?: string): Promise<void> {
    const writer = store.writer(key);
    writer.write(text(value));
    await writer.finish(seal === undefined ? undefined : text(seal));
  }
  const read = async (key: string, start = 0, end = 1000): Promise<string> =>
    (await buffer(store.read(key, start, end))).toString();
  const listed = async (names: AsyncIterable<string>): Promise<string[]> => (await allOf(names)).sort();

  test('has a piece when it is complete, with its length and CRC-32', async () => {
    const writer = store.writer(`${TASK}/0-1`);
    const bytes = text('id\n');
    writer.write(bytes);
    bytes.fill(0);
    writer.write(text('1\n'));
    expect(await store.has(`${TASK}/0-1`, 0)).toBe(false);
    expect(await writer.finish()).toEqual({ bytes: 5, crc32: crc32('id\n1\n') });
    expect(await read(`${TASK}/0-1`)).toBe('id\n1\n');
    expect(await store.has(`${TASK}/0-1`, 5)).toBe(true);
    expect(await store.has(`${TASK}/0-1`, 6)).toBe(false);
  });

  test('has empty pieces', async () => {
    expect(await store.writer(`${TASK}/0-0`).finish()).toEqual({ bytes: 0, crc32: 0 });
    expect(await store.has(`${TASK}/0-0`, 0)).toBe(true);
    expect(await read(`${TASK}/0-0`)).toBe('');
  });

  test('replaces a piece when the new one is complete', async () => {
    await keep(`${TASK}/0-0`, 'old');
    const writer = store.writer(`${TASK}/0-0`);
    writer.write(text('new'));
    expect(await read(`${TASK}/0-0`)).toBe('old');
    await writer.finish();
    expect(await read(`${TASK}/0-0`)).toBe('new');
  });

  test('lets two write one piece: the last to finish wins', async () => {
    const [first, second] = [store.writer(`${TASK}/0-0`), store.writer(`${TASK}/0-0`)];
    first.write(text('first'));
    second.write(text('second'));
    await second.finish();
    await first.finish();
    expect(await read(`${TASK}/0-0`)).toBe('first');
    expect(await listed(store.pieces(TASK, 0))).toEqual([`${TASK}/0-0`]);
  });

  test('has nothing of a piece that is abandoned', async () => {
    const writer = store.writer(`${TASK}/0-0`);
    writer.write(text('id\n'));
    writer.abandon();
    writer.abandon();
    expect(() => writer.write(text('1'))).toThrow('closed');
    const other = store.writer(`${TASK}/0-0`);
    other.write(text('id\n'));
    const finished = other.finish();
    other.abandon();
    await expect(finished).rejects.toThrow('given up');
    expect(await listed(store.pieces(TASK, 0))).toEqual([]);
    expect(await store.removeUnfinished(0)).toBe(0);
  });

  test('keeps a piece that is abandoned after it was finished', async () => {
    const writer = store.writer(`${TASK}/0-0`);
    await writer.finish();
    writer.abandon();
    await expect(writer.finish()).rejects.toThrow('closed');
    expect(await store.has(`${TASK}/0-0`, 0)).toBe(true);
  });

  test('has seals behind pieces, which count for nothing', async () => {
    const writer = store.writer(`${TASK}/0-0`);
    writer.write(text('id\n'));
    expect(await writer.finish(text('seal'))).toEqual({ bytes: 3, crc32: crc32('id\n') });
    expect(await read(`${TASK}/0-0`, 0, 3)).toBe('id\n');
    expect(await read(`${TASK}/0-0`, 3)).toBe('seal');
    expect(await read(`${TASK}/0-0`, 7)).toBe('');
  });

  test('takes files as pieces, of any size', async () => {
    const file = store.file(`${TASK}/0-0`);
    const large = Buffer.alloc(LARGE, 'rows of a table');
    writeFileSync(file.path, large);
    expect(await file.finish()).toEqual({ bytes: LARGE, crc32: crc32(large) });
    file.abandon();
    const found = await buffer(store.read(`${TASK}/0-0`, LARGE - 10, LARGE + 10));
    expect(found.equals(large.subarray(-10))).toBe(true);
    expect((await buffer(store.read(`${TASK}/0-0`, 0, LARGE))).equals(large)).toBe(true);
    expect(await store.removeUnfinished(0)).toBe(0);
  });

  test.each([
    [0, 6, 'abcdef'],
    [2, 4, 'cd'],
    [3, 3, ''],
    [0, 0, ''],
    [6, 9, ''],
  ])('reads from %i up to %i', async (start, end, expected) => {
    await keep(`${TASK}/0-0`, 'abcdef');
    expect(await read(`${TASK}/0-0`, start, end)).toBe(expected);
  });

  test.each([
    [0, 1],
    [0, 0],
  ])('says that a piece is missing, from %i up to %i', async (start, end) => {
    await expect(buffer(store.read(`${TASK}/0-9`, start, end))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test.each(['', 'a', '/', 'a/', '/a', 'a/b/c', '../a', 'a/..', 'a/b.partial', 'a/b\0', 'ä/b', 'a//b'])(
    'refuses the key %j',
    async (key) => {
      expect(() => store.writer(key)).toThrow('the key of a piece');
      expect(() => store.file(key)).toThrow('the key of a piece');
      expect(() => store.read(key, 0, 1)).toThrow('the key of a piece');
      await expect(store.has(key, 0)).rejects.toThrow('the key of a piece');
      await expect(store.removePiece(key)).rejects.toThrow('the key of a piece');
    },
  );

  test.each(['', '.', '..', 'a/b', 'a\0'])('refuses the task %j', async (task) => {
    await expect(store.removeTask(task)).rejects.toThrow('the id of a task');
  });

  test('lists what it has, and loses what is removed', async () => {
    await keep('a/0', 'x');
    await keep('a/1', 'y');
    await keep('b/0', 'z');
    expect(await listed(store.tasks())).toEqual(['a', 'b']);
    expect(await listed(store.pieces('a', 0))).toEqual(['a/0', 'a/1']);
    expect(await listed(store.pieces('a', 60_000))).toEqual([]);
    expect(await store.age('a')).toBeLessThan(60_000);
    expect(await store.age('c')).toBe(0);
    await store.removePiece('a/0');
    await store.removePiece('a/0');
    expect(await listed(store.pieces('a', 0))).toEqual(['a/1']);
    await store.removeTask('a');
    await store.removeTask('a');
    expect(await listed(store.tasks())).toEqual(['b']);
    expect(await read('b/0')).toBe('z');
  });

  test('loses what a crash left unfinished, and nothing else', async () => {
    await keep('a/0', 'x');
    store.writer('a/1').write(text('half'));
    writeFileSync(store.file('b/0').path, 'half');
    expect(await openStore(opened).removeUnfinished(0)).toBe(2);
    expect(await listed(store.tasks())).toEqual(['a']);
    expect(await read('a/0')).toBe('x');
  });

  test('loses what was begun of one piece, and nothing else', async () => {
    await keep('a/1', 'x');
    for (const key of ['a/1', 'a/1', 'a/11']) store.writer(key).write(text('half'));
    await store.removeUnfinishedPiece('a/1');
    await store.removeUnfinishedPiece('b/1');
    expect(await store.removeUnfinished(0)).toBe(1);
    expect(await read('a/1')).toBe('x');
  });

  test('says what can be stored', async () => {
    const free = await store.free();
    expect(free).toBeGreaterThan(0);
    expect(Number.isSafeInteger(free)).toBe(true);
  });
});
