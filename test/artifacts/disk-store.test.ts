import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/artifacts/open-store.ts';
import type { ArtifactStore } from '../../src/artifacts/store.ts';

const TASK = '0198c1a2-0000-7000-8000-000000000001';
let folder: string;
let store: ArtifactStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-store-'));
  store = openStore({ kind: 'disk', folder });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

async function keep(key: string, value: string): Promise<void> {
  const writer = store.writer(key);
  writer.write(text(value));
  await writer.finish();
}

async function tasks(): Promise<string[]> {
  const found: string[] = [];
  for await (const task of store.tasks()) found.push(task);
  return found.sort();
}

describe('a piece that is written', () => {
  test('has its name only when it is complete, and its length and CRC-32 are told', async () => {
    const writer = store.writer(`${TASK}/0-1`);
    const bytes = text('id\n');
    writer.write(bytes);
    bytes.fill(0);
    writer.write(text('1\n'));
    expect(readdirSync(join(folder, TASK))).not.toContain('0-1');
    expect(await writer.finish()).toEqual({ bytes: 5, crc32: crc32('id\n1\n') });
    expect(readdirSync(join(folder, TASK))).toEqual(['0-1']);
    expect(readFileSync(join(folder, TASK, '0-1'), 'utf8')).toBe('id\n1\n');
  });

  test('may be empty', async () => {
    expect(await store.writer(`${TASK}/0-0`).finish()).toEqual({ bytes: 0, crc32: 0 });
    expect(readFileSync(join(folder, TASK, '0-0'), 'utf8')).toBe('');
  });

  test('replaces one that was there, and only then', async () => {
    await keep(`${TASK}/0-0`, 'old');
    const writer = store.writer(`${TASK}/0-0`);
    writer.write(text('new'));
    expect(readFileSync(join(folder, TASK, '0-0'), 'utf8')).toBe('old');
    await writer.finish();
    expect(readFileSync(join(folder, TASK, '0-0'), 'utf8')).toBe('new');
  });

  test('may be written twice at the same time: the last to finish wins', async () => {
    const first = store.writer(`${TASK}/0-0`);
    const second = store.writer(`${TASK}/0-0`);
    first.write(text('first'));
    second.write(text('second'));
    await second.finish();
    await first.finish();
    expect(readdirSync(join(folder, TASK))).toEqual(['0-0']);
    expect(readFileSync(join(folder, TASK, '0-0'), 'utf8')).toBe('first');
  });

  test('leaves nothing behind when it is abandoned, and may be abandoned twice', () => {
    const writer = store.writer(`${TASK}/0-0`);
    writer.write(text('id\n'));
    writer.abandon();
    writer.abandon();
    expect(readdirSync(join(folder, TASK))).toEqual([]);
    expect(() => writer.write(text('1'))).toThrow('closed');
  });

  test('stays when it is abandoned after it was finished', async () => {
    const writer = store.writer(`${TASK}/0-0`);
    await writer.finish();
    writer.abandon();
    expect(readdirSync(join(folder, TASK))).toEqual(['0-0']);
    await expect(writer.finish()).rejects.toThrow('closed');
  });

  test('has its seal behind it, which counts for nothing', async () => {
    const writer = store.writer(`${TASK}/0-0`);
    writer.write(text('id\n'));
    expect(await writer.finish(text('seal'))).toEqual({ bytes: 3, crc32: crc32('id\n') });
    const read = async (start: number, end: number): Promise<string> =>
      Buffer.concat(await store.read(`${TASK}/0-0`, start, end).toArray()).toString();
    expect(await read(0, 3)).toBe('id\n');
    expect(await read(3, 1000)).toBe('seal');
    expect(await read(7, 1000)).toBe('');
  });

  test('may be made as a file, which is published as it is', async () => {
    const file = store.file(`${TASK}/0-0`);
    const large = Buffer.alloc(3_000_000, 'row');
    writeFileSync(file.path, large);
    expect(await file.finish()).toEqual({ bytes: large.length, crc32: crc32(large) });
    file.abandon();
    expect(readdirSync(join(folder, TASK))).toEqual(['0-0']);
    expect(readFileSync(join(folder, TASK, '0-0')).equals(large)).toBe(true);
  });

  test('that is a file leaves nothing behind when it is abandoned, or forgotten', async () => {
    const file = store.file(`${TASK}/0-0`);
    await expect(file.finish()).rejects.toThrow('ENOENT');
    writeFileSync(file.path, 'half');
    file.abandon();
    file.abandon();
    writeFileSync(store.file(`${TASK}/0-1`).path, 'half');
    await store.removeUnfinishedPiece(`${TASK}/0-1`);
    expect(readdirSync(join(folder, TASK))).toEqual([]);
  });

  test('is not published when it is abandoned while it is synced', async () => {
    const writer = store.writer(`${TASK}/0-0`);
    writer.write(text('id\n'));
    const finished = writer.finish();
    writer.abandon();
    await expect(finished).rejects.toThrow('given up');
    expect(readdirSync(join(folder, TASK))).toEqual([]);
  });

  test('leaves nothing behind when it cannot be published', async () => {
    mkdirSync(join(folder, TASK, '0-0'), { recursive: true });
    const writer = store.writer(`${TASK}/0-0`);
    await expect(writer.finish()).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(readdirSync(join(folder, TASK))).toEqual(['0-0']);
  });

  test('fails where its task was removed meanwhile', async () => {
    const writer = store.writer(`${TASK}/0-0`);
    await store.removeTask(TASK);
    await expect(writer.finish()).rejects.toThrow('ENOENT');
    expect(await tasks()).toEqual([]);
  });
});

describe('a piece that is read', () => {
  test.each([
    [0, 6, 'abcdef'],
    [2, 4, 'cd'],
    [3, 3, ''],
    [0, 0, ''],
  ])('from %i up to %i', async (start, end, expected) => {
    await keep(`${TASK}/0-0`, 'abcdef');
    expect((await buffer(store.read(`${TASK}/0-0`, start, end))).toString()).toBe(expected);
  });

  test.each([
    [0, 1],
    [0, 0],
  ])('is an error where it is missing, from %i up to %i', async (start, end) => {
    await expect(buffer(store.read(`${TASK}/0-9`, start, end))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('keys', () => {
  test.each([
    '',
    'a',
    '/',
    'a/',
    '/a',
    'a/b/c',
    '../a',
    'a/..',
    'a/b.partial',
    'a/b\0',
    'a/b\n',
    'ä/b',
    'a\\b/c',
    'a//b',
    `${'a'.repeat(65)}/b`,
    `a/${'b'.repeat(129)}`,
  ])('%j is none', (key) => {
    expect(() => store.writer(key)).toThrow('the key of a piece');
    expect(() => store.read(key, 0, 1)).toThrow('the key of a piece');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['', '.', '..', 'a/b', 'a\0'])('a task is not called %j', async (task) => {
    await expect(store.removeTask(task)).rejects.toThrow('the id of a task');
  });
});

describe('what the store has', () => {
  test('is listed by task, and goes with the task', async () => {
    await keep('a/0', 'x');
    await keep('a/1', 'y');
    await keep('b/0', 'z');
    writeFileSync(join(folder, 'lock'), '');
    expect(await tasks()).toEqual(['a', 'b']);
    await store.removeTask('a');
    await store.removeTask('a');
    expect(await tasks()).toEqual(['b']);
    expect((await buffer(store.read('b/0', 0, 1))).toString()).toBe('z');
  });

  test('loses what a crash left unfinished, and nothing else', async () => {
    await keep('a/0', 'x');
    store.writer('a/1').write(text('half'));
    store.writer('b/0').write(text('half'));
    // What a database that is being estimated has beside its file.
    const sample = store.file('samples/0').path;
    for (const path of [sample, `${sample}-journal`]) writeFileSync(path, 'half');
    expect(await openStore({ kind: 'disk', folder }).removeUnfinished(0)).toBe(4);
    expect(await tasks()).toEqual(['a']);
    expect(readdirSync(join(folder, 'a'))).toEqual(['0']);
  });

  test('loses what was begun of one piece, and nothing else', async () => {
    await keep('a/1', 'x');
    for (const key of ['a/1', 'a/1', 'a/11']) store.writer(key).write(text('half'));
    writeFileSync(`${store.file('a/1').path}-journal`, 'half');
    await store.removeUnfinishedPiece('a/1');
    await store.removeUnfinishedPiece('b/1');
    expect(readdirSync(join(folder, 'a'))).toEqual(['1', expect.stringMatching(/^11\./)]);
    expect(await tasks()).toEqual(['a']);
    await expect(store.removeUnfinishedPiece('../a')).rejects.toThrow('the key of a piece');
  });

  test('is bounded by what the disk has left', async () => {
    const free = await store.free();
    expect(free).toBeGreaterThan(0);
    expect(Number.isSafeInteger(free)).toBe(true);
  });

  test('does not say what is left on the disk where its folder was', async () => {
    rmSync(folder, { recursive: true });
    await expect(store.free()).rejects.toMatchObject({ name: 'StoreError', code: 'NO_FOLDER' });
  });
});
