import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { artifactZip } from '../../src/artifacts/artifact-zip.ts';
import type { DownloadableFile, Piece } from '../../src/artifacts/downloadable.ts';
import { WatchedStore } from './watched-store.ts';
import { readZip } from './zip-reader.ts';

const DATE = new Date('2026-03-04T05:06:08Z');
let store: WatchedStore;
beforeEach(() => {
  store = new WatchedStore();
});
afterEach(() => store.remove());

function file(name: string, pieces: readonly Piece[]): DownloadableFile {
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  return { name, contentType: 'text/csv', bytes, digest: '00000000', pieces };
}

async function stored(name: string, ...parts: readonly string[]): Promise<DownloadableFile> {
  const task = name.replaceAll(/\W/g, '-');
  return file(name, await Promise.all(parts.map((part, i) => store.keep(`${task}/${i}`, Buffer.from(part)))));
}

describe('the zip of a task', () => {
  test('has every file under its name, put together from its pieces', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},name ${i % 7}\n`).join('');
    const files = [
      await stored('User.csv', 'id,name\n', rows, 'last,row\n'),
      await stored('Empty.csv'),
      await stored('Order.csv', 'id\n', '1\n'),
    ];
    const zip = await buffer(artifactZip(store, files, DATE));
    const entries = readZip(zip);
    expect(entries.map(({ name }) => name)).toEqual(['User.csv', 'Empty.csv', 'Order.csv']);
    expect(entries.map(({ bytes }) => crc32(bytes))).toEqual([
      crc32(`id,name\n${rows}last,row\n`),
      0,
      crc32('id\n1\n'),
    ]);
    expect(entries.map(({ time }) => time)).toEqual([DATE, DATE, DATE]);
    expect(zip.length).toBeLessThan(rows.length / 2);
  });

  test('keeps names in any script', async () => {
    const names = ['用户.csv', 'Łódź.csv', "O'Brien & co.csv", '100%.csv', '~.csv'];
    const files = names.map((name) => file(name, []));
    expect(readZip(await buffer(artifactZip(store, files, DATE))).map(({ name }) => name)).toEqual(names);
  });

  test('is the same bytes every time', async () => {
    const files = [await stored('User.csv', 'id\n'), await stored('Order.csv', 'id\n', '1\n')];
    const first = await buffer(artifactZip(store, files, DATE));
    expect(first.equals(await buffer(artifactZip(store, files, DATE)))).toBe(true);
  });

  test('is empty where there are no files', async () => {
    expect(readZip(await buffer(artifactZip(store, [], DATE)))).toEqual([]);
  });

  test('opens one piece at a time, and none before it is read', async () => {
    const files = await Promise.all(['a', 'b', 'c'].map((name) => stored(name, 'x'.repeat(5000), 'y'.repeat(5000))));
    const zip = artifactZip(store, files, DATE);
    expect(store.reads).toEqual([]);
    await buffer(zip);
    expect(store.reads.map(({ key }) => key)).toEqual(['a/0', 'a/1', 'b/0', 'b/1', 'c/0', 'c/1']);
    expect(store.most).toBe(1);
    expect(store.open()).toBe(0);
  });

  test('is an error where a piece is missing, and what was open is closed', async () => {
    const files = [await stored('User.csv', 'id\n'), file('Order.csv', [{ key: 'gone/0', bytes: 3 }])];
    await expect(buffer(artifactZip(store, files, DATE))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect.poll(() => store.open()).toBe(0);
  });

  test('is an error where the archiver refuses an entry', async () => {
    const files = [await stored('User.csv', 'id\n'), file('', [])];
    await expect(buffer(artifactZip(store, files, DATE))).rejects.toThrow('name');
    await expect(buffer(artifactZip(store, files.slice(1), DATE))).rejects.toThrow('name');
  });

  test('closes its piece when it is destroyed', async () => {
    const noise = await store.keep('a/0', crypto.getRandomValues(new Uint8Array(60_000)));
    const files = [
      file(
        'User.csv',
        Array.from({ length: 1000 }, () => noise),
      ),
    ];
    const zip = artifactZip(store, files, DATE);
    await once(zip, 'readable');
    zip.destroy();
    await once(zip, 'close');
    await expect.poll(() => store.open()).toBe(0);
    expect(store.bytes).toBeLessThan(10_000_000);
  });
});
