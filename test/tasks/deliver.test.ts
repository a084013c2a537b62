import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { v7 as newId } from 'uuid';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Bucket } from '../../src/artifacts/s3/bucket.ts';
import type { S3Address } from '../../src/artifacts/s3/address.ts';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import type { Task } from '../../src/entities/task.ts';
import type { StartInput, Tasks } from '../../src/tasks/index.ts';
import { allOf, type S3Server, startS3 } from '../artifacts/s3/server.ts';
import { openPGlite } from '../database/databases.ts';
import { codes, ended, reached, Room, TARGETS, value, watched } from './room.ts';

let room: Room;
let tasks: Tasks;
let s3: S3Server;
let address: S3Address;
beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'canary';
  [room, s3] = await Promise.all([Room.open(openPGlite()), startS3()]);
  tasks = await room.tasks();
});
beforeEach(async () => {
  s3.fault = () => null;
  room.host.before = () => Promise.resolve();
  address = s3.bucket('lake/');
  await save(address.bucket);
});
afterAll(async () => {
  await room.close();
  await s3.close();
});

/** The connection `lake`, which leads to a bucket. */
async function save(bucket: string): Promise<void> {
  const id = newId();
  await room.sql('delete from s3_connection');
  await room.sql(
    `insert into s3_connection (id, group_id, name, bucket, prefix, endpoint, region, path_style, access_key_id, secret_access_key)
     values ($1, $2, 'lake', $3, 'lake', $4, 'us-east-1', true, 'test', $5)`,
    [id, room.group, bucket, address.endpoint, TARGETS.vault.seal('canary', id)],
  );
}

const to = (prefix = '', fileSize: number | null = null): Partial<StartInput> => ({
  destination: { connection: { name: 'lake' }, prefix, fileSize },
});
const start = async (input: Partial<StartInput>): Promise<Task> =>
  value(await tasks.start(room.call(), room.input(input)));
const run = async (input: Partial<StartInput>): Promise<Task> => await ended(tasks, (await start(input)).id);
const keys = async (): Promise<string[]> => (await allOf(new Bucket(address).list(''))).map(({ key }) => key);
const read = async (key: string): Promise<Buffer> =>
  await buffer(Readable.from(new Bucket(address).read(key, 0, Infinity)));

interface Manifest {
  readonly format: string;
  readonly files: readonly { entity: string; path: string; rows: number; bytes: number; crc32: string }[];
}
const manifest = async (): Promise<Manifest> => JSON.parse((await read('runs/1/manifest.json')).toString());

/** The bytes of a file of a task that keeps its files. */
async function kept(input: Partial<StartInput>, entity: string): Promise<Buffer> {
  const { id } = await run(input);
  const file = (await tasks.download(id))?.files.find(({ name }) => name.startsWith(entity));
  const pieces = file!.pieces.map(async ({ key, bytes }) => await buffer(room.store.read(key, 0, bytes)));
  return Buffer.concat(await Promise.all(pieces));
}

test('the files of a task are in the bucket, with a manifest, and nothing is kept', async () => {
  const task = await run(to('/runs//1/'));
  expect(task).toMatchObject({ status: 'COMPLETED', expired: true, error: null });
  expect((await keys()).toSorted()).toEqual([
    'runs/1/Country.csv',
    'runs/1/Lone.csv',
    'runs/1/Order.csv',
    'runs/1/User.csv',
    'runs/1/manifest.json',
  ]);
  expect((await read('runs/1/Order.csv')).equals(await kept({}, 'Order'))).toBe(true);
  const { format, files } = await manifest();
  expect(format).toBe('csv');
  expect(files.map(({ path, rows }) => [path, rows])).toEqual([
    ['Country.csv', 5],
    ['User.csv', 100],
    ['Order.csv', 250],
    ['Lone.csv', 10],
  ]);
  const artifacts = (await tasks.artifacts(room.database.fork(), [task.id])).get(task.id) ?? [];
  expect(files.map(({ bytes, crc32 }) => ({ bytes, crc32 }))).toEqual(
    artifacts.map(({ bytes, crc32 }) => ({ bytes, crc32 })),
  );
  expect(await room.folders()).not.toContain(task.id);
  expect(JSON.stringify(await room.sql('select * from task where id = $1', [task.id]))).not.toContain('canary');
});

test.each(['csv', 'parquet', 'json'])('the rows of an entity can be in many complete files: %s', async (format) => {
  const input = { format, entities: [{ name: 'Order' }] };
  expect(await run({ ...input, ...to('runs/1', 600) })).toMatchObject({ status: 'COMPLETED' });
  const { files } = await manifest();
  expect(files.length).toBeGreaterThan(2);
  expect(files[1].path).toBe(`Order/part-00002.${format}`);
  expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(250);
  const rowsIn = async (bytes: Buffer): Promise<readonly unknown[]> => {
    if (format === 'csv') return bytes.toString().trimEnd().split('\n').slice(1);
    if (format === 'json') return JSON.parse(bytes.toString());
    return await parquetReadObjects({ file: new Uint8Array(bytes).buffer, compressors });
  };
  const split = await Promise.all(files.map(async ({ path }) => await rowsIn(await read(`runs/1/${path}`))));
  expect(split.map(({ length }) => length)).toEqual(files.map(({ rows }) => rows));
  expect(split.flat()).toEqual(await rowsIn(await kept(input, 'Order')));
});

test('a file that would hide the manifest has another name', async () => {
  const model = 'manifest:\n  $count: 2\n  id: integer @id\n';
  await room.sql('update project_revision set text = $1', [model]);
  await run({ ...to('runs/1'), format: 'json' });
  const { files } = await manifest();
  expect(files.map(({ path }) => path)).toEqual(['manifest_2.json']);
  await room.sql('update project_revision set text = $1', [(await import('./room.ts')).MODEL]);
});

test.each([
  ['of another group', { connection: { id: newId() }, prefix: '', fileSize: null }, {}, 'NOT_FOUND'],
  ['of no name', { connection: { name: 'pond' }, prefix: '', fileSize: null }, {}, 'NOT_FOUND'],
  [
    'with a prefix that leads elsewhere',
    { connection: { name: 'lake' }, prefix: 'a/../b', fileSize: null },
    {},
    'INVALID_INPUT',
  ],
  [
    'with too many files',
    { connection: { name: 'lake' }, prefix: '', fileSize: 1 },
    { entities: [{ name: 'Order', count: 30_010 }] },
    'INVALID_INPUT',
  ],
  [
    'with files that no object holds',
    { connection: { name: 'lake' }, prefix: '', fileSize: 1e13 },
    {},
    'INVALID_INPUT',
  ],
  [
    'of files that others refer to',
    { connection: { name: 'lake' }, prefix: '', fileSize: 600 },
    { format: 'sql' },
    'INVALID_INPUT',
  ],
  [
    'of one file for all',
    { connection: { name: 'lake' }, prefix: '', fileSize: 600 },
    { format: 'sqlite' },
    'INVALID_INPUT',
  ],
] as const)('a destination %s', async (_, destination, more, code) => {
  const outcome = await tasks.start(room.call(), room.input({ destination, ...more }));
  expect(codes(outcome)).toEqual([code]);
});

test.each([
  ['missing', 'BUCKET_MISSING', async () => await save('bucket-of-nobody')],
  ['read-only', 'NOT_PERMITTED', async () => void (s3.fault = ({ method }) => (method === 'PUT' ? 403 : null))],
])('a bucket that is %s ends the task with one clear message', async (_, code, spoil) => {
  await spoil();
  const task = await run(to('runs/1'));
  expect(task).toMatchObject({
    status: 'FAILED',
    error: { code, message: expect.stringMatching(/bucket|access key/) },
  });
  s3.fault = () => null;
  expect(await keys()).toEqual([]);
  expect(await room.folders()).not.toContain(task.id);
});

test('a service that refuses for a while is asked again', async () => {
  let left = 3;
  s3.fault = ({ method }) => (method === 'PUT' && left-- > 0 ? 503 : null);
  expect(await run(to('runs/1'))).toMatchObject({ status: 'COMPLETED', attempt: 1 });
  expect(left).toBeLessThan(0);
  expect(await keys()).toHaveLength(5);
});

test('a task that is canceled while it writes leaves no half file', async () => {
  const { promise: writes, resolve } = Promise.withResolvers<void>();
  s3.fault = ({ method }) => {
    if (method !== 'PUT') return null;
    resolve();
    return 503;
  };
  const { id } = await start(to('runs/1'));
  await writes;
  value(await tasks.cancel(room.call(), { task: id }));
  expect(await ended(tasks, id)).toMatchObject({ status: 'CANCELED' });
  s3.fault = () => null;
  expect(await keys()).toEqual([]);
});

/** A task of a node that others may help, in the bucket. */
async function divided(): Promise<readonly Task[]> {
  const node = randomUUID();
  await room.sql(
    `insert into node (id, name, session, version, engine_version, role, threads, running, last_seen_at)
     values ($1, 'here', $1, '1', $2, 'both', 2, 0, now() + interval '1 hour')`,
    [node, ENGINE_VERSION],
  );
  room.isShared = true;
  const shared = await room.tasks({}, room.host, node);
  room.isShared = false;
  const { id } = value(await shared.start(room.call(), room.input({ ...to('runs/1'), format: 'parquet' })));
  const seen = (await watched(shared, id)).map(({ task }) => task);
  // What is kept of a task is cleared away after its end.
  await shared.stop();
  return seen;
}

/** The calls that write objects, but for the manifest, in their order. */
function watchWrites(fault: (method: string) => number | null = () => null): string[] {
  const writes: string[] = [];
  s3.fault = ({ method = '', url = '' }) => {
    if (method === 'PUT') writes.push(url.replace(/.*\//, '').replace(/\?.*/, ''));
    return fault(method);
  };
  return writes;
}

test('the files of a divided task are written once, each when its parts are stored, and the manifest last', async () => {
  const writes = watchWrites();
  const seen = await divided();
  expect(seen.some(({ slices }) => slices > 0)).toBe(true);
  expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', slices: 0, attempt: 1, partsDone: 39 });
  expect(writes.toSorted()).toEqual([
    'Country.parquet',
    'Lone.parquet',
    'Order.parquet',
    'User.parquet',
    'manifest.json',
  ]);
  expect(writes.at(-1)).toBe('manifest.json');
  expect(await room.sql('select * from slice where task_id = $1', [seen[0].id])).toEqual([]);
  const { files } = await manifest();
  const sums = await Promise.all(files.map(async ({ path }) => crc32(await read(`runs/1/${path}`))));
  expect(sums.map((sum) => sum.toString(16).padStart(8, '0'))).toEqual(files.map((file) => file.crc32));
});

let refused = 0;
test.each([
  ['whose key may not look at them', (method: string) => (method === 'HEAD' ? 403 : null)],
  // Longer than nodes wait for it that have other slices to make.
  ['whose service refuses the first calls', () => (refused++ < 6 ? 503 : null)],
])('a divided task has its files in a bucket %s', async (_, fault) => {
  watchWrites(fault);
  expect((await divided()).at(-1)).toMatchObject({ status: 'COMPLETED' });
  expect(await keys()).toHaveLength(5);
});

test('a task that goes on does not write again what it has written', async () => {
  let written = 0;
  s3.fault = ({ method, url = '' }) => {
    if (method !== 'PUT') return null;
    // The manifest is refused for good the first time.
    if (url.includes('manifest')) return written++ === 0 ? 403 : null;
    return null;
  };
  const { id } = await start(to('runs/1'));
  expect(await ended(tasks, id)).toMatchObject({ status: 'FAILED' });
  const puts: string[] = [];
  s3.fault = ({ method, url = '' }) => {
    if (method === 'PUT') puts.push(url);
    return null;
  };
  // As a task that a node left when only the manifest was missing, which is made anew where its parts are gone.
  await room.sql(
    `update task set status = 'PENDING', phase = 'QUEUED', finished_at = null, error = null, parts_done = 0 where id = $1`,
    [id],
  );
  const again = await reached(await room.tasks(), id, ({ status }) => status === 'COMPLETED');
  expect(again.status).toBe('COMPLETED');
  expect(puts).toHaveLength(1);
  expect(puts[0]).toContain('manifest.json');
});
