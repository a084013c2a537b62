import type { IncomingMessage } from 'node:http';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Bucket } from '../../../src/artifacts/s3/bucket.ts';
import { S3Store } from '../../../src/artifacts/s3/s3-store.ts';
import { Upload } from '../../../src/artifacts/s3/upload.ts';
import { allOf, type S3Server, startS3 } from './server.ts';

const MEBIBYTE = 1024 * 1024;

let s3: S3Server;
let folder: string;
beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'canary';
  s3 = await startS3();
  folder = mkdtempSync(join(tmpdir(), 'rowmill-s3-'));
});
beforeEach(() => {
  s3.fault = () => null;
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

const storeOf = (bucket: Bucket): S3Store => new S3Store(bucket, mkdtempSync(join(folder, 'spool-')));
const isUpload = ({ method, url }: IncomingMessage): boolean => method === 'PUT' && (url ?? '').includes('partNumber');

async function keep(store: S3Store, bytes: Uint8Array): Promise<void> {
  const writer = store.writer('a/0');
  writer.write(bytes);
  await writer.finish();
}

describe('a call that fails', () => {
  test.each([503, 'break'] as const)('with %s is made again', async (fault) => {
    const store = storeOf(new Bucket(s3.bucket(), 4));
    let left = 2;
    s3.fault = () => (left-- > 0 ? fault : null);
    await keep(store, Buffer.from('rows'));
    expect((await buffer(store.read('a/0', 0, 10))).toString()).toBe('rows');
    expect(left).toBeLessThan(0);
  });

  test('again and again leaves nothing here or there, and says why', async () => {
    const address = s3.bucket();
    const spool = mkdtempSync(join(folder, 'spool-'));
    s3.fault = () => 503;
    const failing = keep(new S3Store(new Bucket(address, 2), spool), Buffer.from('rows'));
    await expect(failing).rejects.toMatchObject({ name: 'StoreError', message: expect.stringContaining('overloaded') });
    s3.fault = () => null;
    expect(readdirSync(join(spool, 'a'))).toEqual([]);
    expect(await allOf(storeOf(new Bucket(address)).tasks())).toEqual([]);
  });

  test.each([
    ['without a right', () => (s3.fault = () => 403), (bucket: string) => bucket, 'access is denied'],
    ['without a bucket', () => undefined, () => 'nobody-has-it', 'there is no such bucket'],
  ])('%s is told', async (_, begin, name, message) => {
    const address = s3.bucket();
    begin();
    const store = storeOf(new Bucket({ ...address, bucket: name(address.bucket) }, 2));
    await expect(keep(store, Buffer.from('rows'))).rejects.toThrow(message);
    await expect(allOf(store.tasks())).rejects.toThrow(message);
  });

  test('as nobody is there is told', async () => {
    const store = storeOf(new Bucket({ bucket: 'data', prefix: '', endpoint: 'http://127.0.0.1:1' }, 1));
    await expect(keep(store, Buffer.from('rows'))).rejects.toThrow('the service cannot be reached');
  });
});

describe('an upload in parts', () => {
  test('goes on where a connection broke within a part', async () => {
    const bucket = new Bucket(s3.bucket(), 4);
    let breaks = 1;
    s3.fault = (call) => (isUpload(call) && breaks-- > 0 ? 'break' : null);
    const upload = new Upload(bucket, 'x', 5 * MEBIBYTE);
    const bytes = Buffer.alloc(12 * MEBIBYTE, 'some rows of a table');
    for (let at = 0; at < bytes.length; at += 100_000) await upload.write(bytes.subarray(at, at + 100_000));
    await upload.finish();
    await upload.abandon();
    expect(breaks).toBeLessThan(0);
    expect(Buffer.concat(await allOf(bucket.read('x', 0, Infinity))).equals(bytes)).toBe(true);
  });

  test('that is abandoned leaves nothing', async () => {
    const bucket = new Bucket(s3.bucket());
    const upload = new Upload(bucket, 'x', 5 * MEBIBYTE);
    await upload.write(Buffer.alloc(6 * MEBIBYTE));
    await upload.abandon();
    await upload.abandon();
    expect(await bucket.length('x')).toBeNull();
    await expect(upload.finish()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('a bucket lists and removes more objects than one call has', async () => {
  const bucket = new Bucket(s3.bucket());
  const keys = Array.from({ length: 1100 }, (_, at) => `a/${at}`);
  for (let first = 0; first < keys.length; first += 50) {
    await Promise.all(
      keys.slice(first, first + 50).map(async (key) => await bucket.put(key, Buffer.from('x'), 0x8cdc1683)),
    );
  }
  expect((await allOf(bucket.list('a/'))).map(({ key }) => key).sort()).toEqual([...keys].sort());
  await bucket.remove(keys);
  expect(await allOf(bucket.list(''))).toEqual([]);
});
