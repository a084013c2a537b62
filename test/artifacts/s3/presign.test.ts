import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bucket } from '../../../src/artifacts/s3/bucket.ts';
import { presign } from '../../../src/artifacts/s3/presign.ts';
import { S3Store } from '../../../src/artifacts/s3/s3-store.ts';
import { type S3Server, startS3 } from './server.ts';

// "Authenticating Requests: Using Query Parameters" of the manual of Amazon S3.
test('a URL is signed as the manual does it', () => {
  const place = { protocol: 'https:', host: 'examplebucket.s3.amazonaws.com', path: '/test.txt', region: 'us-east-1' };
  const keys = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const url = presign(place, keys, new Date('2013-05-24T00:00:00Z'), 86_400);
  expect(new URL(url).searchParams.get('X-Amz-Signature')).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

let s3: S3Server;
let folder: string;
beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'canary';
  s3 = await startS3();
  folder = mkdtempSync(join(tmpdir(), 'rowmill-s3-'));
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a file is one object, made once, which a URL gets without credentials', async () => {
  const store = new S3Store(new Bucket(s3.bucket('a b/')), folder, true);
  const pieces = await Promise.all(
    ['one,', 'two'].map(async (text, at) => {
      const writer = store.writer(`task/0-${at}`);
      writer.write(Buffer.from(text));
      const { bytes } = await writer.finish(Buffer.from('seal'));
      return { key: `task/0-${at}`, bytes };
    }),
  );
  const file = { name: 'Größe (1).csv', contentType: 'text/csv', bytes: 7, digest: '01234567', pieces };
  const { signal } = new AbortController();
  let puts = 0;
  s3.fault = ({ method }) => {
    if (method === 'PUT') puts++;
    return null;
  };
  await store.wholes?.compose('task/whole-0', file, signal);
  await store.wholes?.compose('task/whole-0', file, signal);
  expect(puts).toBe(1);
  const url = await store.wholes?.url('task/whole-0', 60, file);
  expect(url).not.toContain('canary');
  const answer = await fetch(url!);
  expect(await answer.text()).toBe('one,two');
  expect(answer.headers.get('content-type')).toBe('text/csv');
});

test('a file that cannot be read leaves nothing', async () => {
  const store = new S3Store(new Bucket(s3.bucket()), folder, true);
  const pieces = [{ key: 'task/0-0', bytes: 3 }];
  const file = { name: 'a.csv', contentType: 'text/csv', bytes: 3, digest: '01234567', pieces };
  await expect(store.wholes?.compose('task/whole-0', file, new AbortController().signal)).rejects.toThrow(
    'no such object',
  );
  expect(await store.has('task/whole-0', 0)).toBe(false);
});

test('no file is one object unless it is wanted', () => {
  expect(new S3Store(new Bucket(s3.bucket()), folder).wholes).toBeUndefined();
});
