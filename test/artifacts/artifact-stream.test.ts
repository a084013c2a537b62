import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { artifactStream } from '../../src/artifacts/artifact-stream.ts';
import { WatchedStore } from './watched-store.ts';

let store: WatchedStore;
beforeEach(() => {
  store = new WatchedStore();
});
afterEach(() => store.remove());

/** Bytes that differ from place to place. */
const bytes = (length: number, from = 0): Buffer => Buffer.from(Array.from({ length }, (_, i) => (from + i * 7) % 251));

describe('a range of an artifact', () => {
  test('is the same range of its pieces behind each other', async () => {
    let run = 0;
    const sizes = fc.array(fc.nat({ max: 300 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (lengths, a, b) => {
        const task = String(run++);
        const parts = lengths.map((length, i) => bytes(length, i * 31));
        const whole = Buffer.concat(parts);
        const pieces = await Promise.all(parts.map((part, i) => store.keep(`${task}/${i}`, part)));
        const [start, end] = [a % (whole.length + 1), b % (whole.length + 1)].sort((x, y) => x - y);
        const read = await buffer(artifactStream(store, pieces, start, end));
        expect(read.equals(whole.subarray(start, end))).toBe(true);
      }),
      { numRuns: 40 },
    );
    expect(store.open()).toBe(0);
  });

  test('opens only the pieces it is in, one at a time, and none before it is read', async () => {
    const pieces = await Promise.all([0, 1, 2, 3, 4].map((i) => store.keep(`a/${i}`, bytes(1000, i))));
    const stream = artifactStream(store, pieces, 1500, 3500);
    expect(store.reads).toEqual([]);
    expect((await buffer(stream)).length).toBe(2000);
    expect(store.reads.map(({ key }) => key)).toEqual(['a/1', 'a/2', 'a/3']);
    expect(store.most).toBe(1);
  });

  test('is not read further than somebody takes it', async () => {
    const piece = await store.keep('a/0', Buffer.alloc(1024 * 1024));
    const pieces = Array.from({ length: 64 }, () => piece);
    const stream = artifactStream(store, pieces, 0, 64 * 1024 * 1024);
    await once(stream, 'readable');
    stream.read(1);
    await expect.poll(() => stream.readableLength).toBeGreaterThan(0);
    expect(store.reads.length).toBe(1);
    stream.destroy();
    await once(stream, 'close');
  });

  test('closes its piece when it is destroyed', async () => {
    const piece = await store.keep('a/0', Buffer.alloc(4 * 1024 * 1024));
    const stream = artifactStream(store, [piece], 0, piece.bytes);
    await once(stream, 'readable');
    expect(store.open()).toBe(1);
    stream.destroy();
    await once(stream, 'close');
    await expect.poll(() => store.open()).toBe(0);
  });

  test('is an error where a piece is missing', async () => {
    const pieces = [await store.keep('a/0', bytes(10)), { key: 'a/1', bytes: 10 }];
    await expect(buffer(artifactStream(store, pieces, 0, 20))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is an error where a piece has lost bytes', async () => {
    const pieces = [await store.keep('a/0', bytes(10)), await store.keep('a/1', bytes(10))];
    truncateSync(join(store.folder, 'a', '0'), 9);
    await expect(buffer(artifactStream(store, pieces, 0, 20))).rejects.toThrow('the piece a/0 ends 1 bytes early');
  });

  test('is an error where it goes beyond the pieces', async () => {
    const pieces = [await store.keep('a/0', bytes(10))];
    await expect(buffer(artifactStream(store, pieces, 5, 11))).rejects.toThrow('10 bytes together, and 11');
  });
});
