import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { crc32, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DownloadableFile, DownloadableTask, Piece } from '../../src/artifacts/downloadable.ts';
import { archivePath, artifactPath, signPath } from '../../src/artifacts/signed-path.ts';
import { downloads } from '../../src/fronts/download/downloads.ts';
import { openLog } from '../../src/log.ts';
import { WatchedStore } from '../artifacts/watched-store.ts';
import { readZip } from '../artifacts/zip-reader.ts';

const SECRET = 'a secret for tests';
const TASK = '0198c1a2-0000-7000-8000-000000000001';
const BIG = '0198c1a2-0000-7000-8000-000000000002';
const MEBIBYTE = 1024 * 1024;
const ROWS = Array.from({ length: 2000 }, (_, i) => `${i},name ${i % 7}\n`).join('');
const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

let store: WatchedStore;
let lines: string[];
let server: Server;
let port: number;
let tasks: Map<string, DownloadableTask>;
let asked: string[];

beforeEach(async () => {
  store = new WatchedStore();
  tasks = new Map();
  lines = [];
  const log = openLog('debug', false, (line) => lines.push(line));
  asked = [];
  const find = async (task: string): Promise<DownloadableTask | null> => {
    asked.push(task);
    return tasks.get(task) ?? null;
  };
  server = createServer(getRequestListener(downloads({ secret: SECRET, store, find, log }).fetch));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  ({ port } = address);

  const pieces = [await store.keep('a/0', Buffer.from('id,name\n')), await store.keep('a/1', Buffer.from(ROWS))];
  const user = file('User.csv', pieces, crc32(`id,name\n${ROWS}`));
  tasks.set(TASK, {
    expired: false,
    finishedAt: new Date('2026-03-04T05:06:08Z'),
    whole: true,
    files: [user, file('Empty.csv', [], 0), file('100% 用户#?&+.csv', [], 0)],
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  store.remove();
});

function file(name: string, pieces: readonly Piece[], crc: number): DownloadableFile {
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  return { name, contentType: 'text/csv', bytes, digest: crc.toString(16).padStart(8, '0'), pieces };
}

/** 64 MiB that nothing can pack, of which one is on the disk. */
async function keepBig(): Promise<void> {
  const noise = Buffer.alloc(MEBIBYTE);
  for (let i = 0; i < MEBIBYTE; i += 65536) crypto.getRandomValues(noise.subarray(i, i + 65536));
  const piece = await store.keep('b/0', noise);
  const files = [
    file(
      'Big.csv',
      Array.from({ length: 64 }, () => piece),
      1,
    ),
  ];
  tasks.set(BIG, { expired: false, finishedAt: new Date(), whole: true, files });
}

const signed = (task: string, name: string): string => signPath(SECRET, artifactPath(task, name), later(60));

function answered(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request({ port, path, headers, method }, resolve).on('error', reject).end();
  return promise;
}

async function fetched(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: Buffer }> {
  const answer = await answered(path, headers, method);
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

const whole = Buffer.from(`id,name\n${ROWS}`);

describe('an artifact', () => {
  test('is downloaded whole', async () => {
    const { status, headers, body } = await fetched(signed(TASK, 'User.csv'));
    expect(status).toBe(200);
    expect(body.equals(whole)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'text/csv',
      'content-length': String(whole.length),
      'content-disposition': `attachment; filename="User.csv"; filename*=UTF-8''User.csv`,
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      etag: `"${crc32(whole).toString(16).padStart(8, '0')}-${whole.length.toString(16)}"`,
    });
    expect(headers['cache-control']).toMatch(/^private, max-age=(59|60), immutable$/);
    expect(headers['content-encoding']).toBeUndefined();
  });

  test('may be empty', async () => {
    const { status, headers, body } = await fetched(signed(TASK, 'Empty.csv'));
    expect([status, headers['content-length'], body.length]).toEqual([200, '0', 0]);
  });

  test('keeps its name, in any script and with signs that mean something in an address', async () => {
    const { status, headers } = await fetched(signed(TASK, '100% 用户#?&+.csv'));
    expect([status, headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="100________.csv"; filename*=UTF-8''100%25%20%E7%94%A8%E6%88%B7%23%3F%26%2B.csv`,
    ]);
  });

  test('answers HEAD with the same headers, and opens nothing', async () => {
    const path = signed(TASK, 'User.csv');
    const head = await fetched(path, { range: 'bytes=0-3' }, 'HEAD');
    expect(store.reads).toEqual([]);
    const { headers } = await fetched(path);
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    // A second may begin between the two.
    const timeless = (all: IncomingMessage['headers']) => ({
      ...all,
      date: '',
      'cache-control': all['cache-control']?.replace(/\d+/, ''),
    });
    expect(timeless(head.headers)).toEqual(timeless(headers));
  });

  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=4-19', 4, 20],
    ['bytes=100-', 100, whole.length],
    ['bytes=-5', whole.length - 5, whole.length],
  ])('is downloaded in ranges: %s', async (range, start, end) => {
    const answer = await fetched(signed(TASK, 'User.csv'), { range, 'accept-encoding': 'gzip, zstd' });
    expect(answer.status).toBe(206);
    expect(answer.body.equals(whole.subarray(start, end))).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${start}-${end - 1}/${whole.length}`,
      'content-length': String(end - start),
    });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  test('has no range beyond its end', async () => {
    const { status, headers, body } = await fetched(signed(TASK, 'User.csv'), { range: `bytes=${whole.length}-` });
    expect([status, headers['content-range'], body.length]).toEqual([416, `bytes */${whole.length}`, 0]);
  });

  test('is joined from ranges only while it is the same', async () => {
    const path = signed(TASK, 'User.csv');
    const { etag } = (await fetched(path)).headers;
    expect((await fetched(path, { range: 'bytes=1-2', 'if-range': etag! })).status).toBe(206);
    const others = ['"other"', `W/${etag}`, etag!.replace(/"$/, '-gzip"'), 'Wed, 04 Mar 2026 05:06:08 GMT'];
    for (const tag of others) expect((await fetched(path, { range: 'bytes=1-2', 'if-range': tag })).status).toBe(200);
  });

  test.each([
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br, zstd', 'zstd', zstdDecompressSync],
  ])('is packed for a client that accepts %s', async (accepted, encoding, unpack) => {
    const path = signed(TASK, 'User.csv');
    const plain = await fetched(path);
    const { status, headers, body } = await fetched(path, { 'accept-encoding': accepted });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-length']).toBeUndefined();
    expect(headers.etag).toBe(plain.headers.etag!.replace(/"$/, `-${encoding}"`));
    expect(body.length).toBeLessThan(whole.length / 2);
    expect(unpack(body).equals(whole)).toBe(true);
  });

  test('is not sent to a client that has it', async () => {
    const path = signed(TASK, 'User.csv');
    for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
      const { etag } = (await fetched(path, headers)).headers;
      const reads = store.reads.length;
      const again = await fetched(path, { ...headers, range: 'bytes=0-1', 'if-none-match': `"other", ${etag}` });
      // A range is never packed: what the client has packed is not what it asks for.
      expect(again.status).toBe('accept-encoding' in headers ? 206 : 304);
      const { status, body, headers: same } = await fetched(path, { ...headers, 'if-none-match': etag! });
      expect([status, body.length, same.etag, same.vary]).toEqual([304, 0, etag, 'accept-encoding']);
      expect(store.reads.length - reads).toBe('accept-encoding' in headers ? 1 : 0);
    }
  });
});

describe('all artifacts of a task', () => {
  const path = signPath(SECRET, archivePath(TASK), later(60));

  test('are downloaded as one zip, which is never packed again', async () => {
    const { status, headers, body } = await fetched(path, { 'accept-encoding': 'gzip, zstd', range: 'bytes=0-1' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${TASK}.zip"; filename*=UTF-8''${TASK}.zip`,
      'accept-ranges': 'none',
    });
    expect(headers['content-encoding']).toBeUndefined();
    const entries = readZip(body);
    expect(entries.map(({ name }) => name)).toEqual(['User.csv', 'Empty.csv', '100% 用户#?&+.csv']);
    expect(entries[0].bytes.equals(whole)).toBe(true);
    expect(entries[0].time).toEqual(new Date('2026-03-04T05:06:08Z'));
  });

  test('answer HEAD, and a client that has them', async () => {
    const head = await fetched(path, {}, 'HEAD');
    expect([head.status, head.headers['content-type']]).toEqual([200, 'application/zip']);
    expect((await fetched(path, { 'if-none-match': head.headers.etag! })).status).toBe(304);
    expect(store.reads).toEqual([]);
  });

  test('leave room for a file of any name', async () => {
    const { pieces, digest, bytes, contentType } = tasks.get(TASK)!.files[0];
    const files = [{ name: `${TASK}.zip`, pieces, digest, bytes, contentType }];
    tasks.set(TASK, { ...tasks.get(TASK)!, files });
    expect((await fetched(signed(TASK, `${TASK}.zip`))).body.equals(whole)).toBe(true);
  });
});

describe('what cannot be had', () => {
  /** Status and code of a refusal, whose form is checked. */
  async function refusal(
    path: string,
    method = 'GET',
  ): Promise<[status: number | undefined, code: string | undefined]> {
    const { status, headers, body } = await fetched(path, {}, method);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    const code = /"code":"(\w+)"/.exec(body.toString())?.[1];
    const message: unknown = expect.not.stringMatching(/User|signature=/);
    expect(JSON.parse(body.toString())).toEqual({ error: { code, message } });
    return [status, code];
  }

  test('an address that is not signed, and nothing is looked up', async () => {
    const path = artifactPath(TASK, 'User.csv');
    for (const query of ['', '?expires=1', '?expires=9999999999&signature=x', '?expires=&signature=']) {
      expect(await refusal(path + query)).toEqual([403, 'INVALID_SIGNATURE']);
      expect(await refusal(archivePath(TASK) + query)).toEqual([403, 'INVALID_SIGNATURE']);
    }
    const other = signed(TASK, 'User.csv').replace('User.csv', 'Empty.csv');
    expect(await refusal(other)).toEqual([403, 'INVALID_SIGNATURE']);
    expect(asked).toEqual([]);
  });

  test('an address that has expired, and nothing is looked up', async () => {
    const path = signPath(SECRET, artifactPath(TASK, 'User.csv'), later(-1));
    expect(await refusal(path)).toEqual([410, 'LINK_EXPIRED']);
    expect(asked).toEqual([]);
  });

  test('an artifact that has expired', async () => {
    tasks.set(TASK, { ...tasks.get(TASK)!, expired: true });
    expect(await refusal(signed(TASK, 'User.csv'))).toEqual([410, 'ARTIFACT_EXPIRED']);
    expect(await refusal(signPath(SECRET, archivePath(TASK), later(60)))).toEqual([410, 'ARTIFACT_EXPIRED']);
  });

  test('an artifact that never was', async () => {
    expect(await refusal(signed('other', 'User.csv'))).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(signed(TASK, 'Other.csv'))).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(signed(TASK, '..%2f..%2fetc%2fpasswd'))).toEqual([404, 'NOT_FOUND']);
    expect(await refusal('/artifacts/')).toEqual([404, 'NOT_FOUND']);
    expect(await refusal('/artifacts/a/b/c')).toEqual([404, 'NOT_FOUND']);
  });

  test('anything by another method', async () => {
    expect(await refusal(signed(TASK, 'User.csv'), 'DELETE')).toEqual([404, 'NOT_FOUND']);
  });

  test('an artifact of which the store has lost something, before the head is sent', async () => {
    const { files, ...task } = tasks.get(TASK)!;
    const [head] = files[0].pieces;
    const losses = [
      [head, { key: 'a/9', bytes: 9 }],
      [{ ...head, bytes: head.bytes + 1 }],
      [{ key: 'other/1', bytes: 1 }, head],
    ];
    for (const pieces of losses) {
      tasks.set(TASK, { ...task, files: [file('User.csv', pieces, 1)] });
      for (const [headers, method] of [
        [{}, 'GET'],
        [{}, 'HEAD'],
        [{ 'accept-encoding': 'gzip' }, 'GET'],
        [{ range: 'bytes=-1' }, 'GET'],
      ] as const) {
        // The last byte of the first piece is there whatever follows it.
        const { status } = await fetched(signed(TASK, 'User.csv'), headers, method);
        expect([headers, status]).toEqual([headers, 'range' in headers && pieces[1] === head ? 206 : 410]);
      }
      expect(await refusal(signed(TASK, 'User.csv'))).toEqual([410, 'ARTIFACT_LOST']);
      expect(await refusal(signPath(SECRET, archivePath(TASK), later(60)))).toEqual([410, 'ARTIFACT_LOST']);
    }
    expect(lines.every((line) => line.includes('"level":"warn"') && line.includes(TASK))).toBe(true);
    expect(store.open()).toBe(0);
  });

  test('an artifact that the store loses under way: the connection breaks off, and tells nothing of the disk', async () => {
    const printed = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    await keepBig();
    // So long that it does not come up in 2 MiB of noise by chance.
    const lost = 'b/999999999999';
    const read = store.read.bind(store);
    for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
      let reads = 0;
      vi.spyOn(store, 'read').mockImplementation((key, start, end) =>
        ++reads < 3 ? read(key, start, end) : read(lost, start, end),
      );
      const received: Buffer[] = [];
      const answer = await answered(signed(BIG, 'Big.csv'), headers);
      answer.on('data', (chunk: Buffer) => received.push(chunk));
      await expect(once(answer, 'end')).rejects.toThrow('aborted');
      for (const word of [lost, store.folder]) expect(Buffer.concat(received).includes(word)).toBe(false);
    }
    // The client may hear of it before the server has told its log.
    await expect.poll(() => lines.length).toBe(2);
    expect(lines[0]).toContain('a download was interrupted');
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
    await expect.poll(() => store.open()).toBe(0);
  });
});

describe('a client', () => {
  /** Asks by a socket of its own, and stands still after the first bytes of the answer. */
  async function stalled(path: string, headers = ''): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n`);
    await once(socket, 'readable');
    return socket;
  }

  /** Until the server reads no more of its store: not a byte during 50 turns of at least 5 ms. */
  async function untilStill(): Promise<void> {
    let last = -1;
    let turns = 0;
    await expect
      .poll(
        () => {
          turns = store.bytes === last ? turns + 1 : 0;
          last = store.bytes;
          return turns;
        },
        { interval: 5 },
      )
      .toBe(50);
  }

  test.each([
    ['a file', '', () => signed(BIG, 'Big.csv')],
    ['a packed file', 'accept-encoding: zstd\r\n', () => signed(BIG, 'Big.csv')],
    ['a zip', '', () => signPath(SECRET, archivePath(BIG), later(60))],
  ])('that stands still holds no memory, and that goes away closes %s', async (_, headers, path) => {
    await keepBig();
    const socket = await stalled(path(), headers);
    await untilStill();
    // The rest is what the kernel keeps for the two ends of the socket.
    expect(store.bytes).toBeLessThan(24 * MEBIBYTE);
    expect(store.open()).toBe(1);
    socket.destroy();
    await expect.poll(() => store.open()).toBe(0);
    expect(store.bytes).toBeLessThan(32 * MEBIBYTE);
  });

  test('that stood still gets the rest when it goes on', async () => {
    await keepBig();
    const socket = await stalled(signed(BIG, 'Big.csv'));
    await untilStill();
    let received = 0;
    let head = '';
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      if (received === 0) head = chunk.toString('latin1', 0, chunk.indexOf('\r\n\r\n') + 4);
      received += chunk.length;
    }
    expect(head).toContain('HTTP/1.1 200 OK');
    expect(received - head.length).toBe(64 * MEBIBYTE);
    await expect.poll(() => store.open()).toBe(0);
  });
});
