import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Access } from '../../src/access.ts';
import { Bucket } from '../../src/artifacts/s3/bucket.ts';
import { allOf, type S3Server, startS3 } from '../artifacts/s3/server.ts';
import { openPGlite } from '../database/databases.ts';
import { World } from './world.ts';

interface Payload {
  readonly connection: { readonly id: string; readonly name: string } | null;
  readonly deletedId?: string;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[]; readonly message: string }[];
}

let world: World;
let s3: S3Server;
let group: string;
let groupRow: string;
beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'canary';
  [world, s3] = await Promise.all([World.open(openPGlite()), startS3()]);
  ({ group, groupRow } = await world.project());
});
afterAll(async () => {
  await world.close();
  await s3.close();
});

async function mutate(verb: string, input: object, access?: Access): Promise<Payload> {
  const name = `${verb}S3Connection`;
  const fields = verb === 'delete' ? 'deletedId' : 'connection { id name }';
  const { data, errors } = await world.run<Record<string, Payload>>(
    `mutation ($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) {
      ${name}(input: $input) { ${fields} errors { ... on UserError { code path message } } }
    }`,
    { input },
    access,
  );
  expect(errors).toEqual([]);
  return data![name];
}

const codes = ({ errors }: Payload): string[] => errors.map(({ code, path }) => `${code} ${path.join('.')}`);
const bound = (groups: readonly string[]): Access => ({
  keyId: randomUUID(),
  scopes: new Set(['write']),
  groups: new Set(groups),
  expiresAt: null,
});
const keys = { accessKeyId: 'test', secretAccessKey: 'canary' };

async function create(changes: object = {}): Promise<string> {
  const { bucket, endpoint } = s3.bucket();
  const made = await mutate('create', {
    projectGroup: group,
    name: randomUUID(),
    bucket,
    endpoint,
    ...keys,
    ...changes,
  });
  expect(made.errors).toEqual([]);
  return made.connection!.id;
}

test('can be saved, found, tested and deleted; the secret key is never shown', async () => {
  const { bucket, endpoint } = s3.bucket();
  const id = await create({ name: 'lake', bucket, prefix: 'exports/daily' });
  const { data } = await world.run(
    `query ($id: ID!, $group: ID!) {
      s3Connection(by: { id: $id }) { name bucket prefix endpoint region pathStyle accessKeyId projectGroup { id } }
      node(id: $id) { ... on S3Target { name } }
      s3Connections(filter: { projectGroup: $group, nameContains: "LAK" }) { totalCount nodes { id } }
    }`,
    { id, group },
  );
  const shown = {
    bucket,
    prefix: 'exports/daily',
    endpoint,
    region: 'us-east-1',
    pathStyle: true,
    accessKeyId: 'test',
  };
  expect(data).toEqual({
    s3Connection: { name: 'lake', ...shown, projectGroup: { id: group } },
    node: { name: 'lake' },
    s3Connections: { totalCount: 1, nodes: [{ id }] },
  });
  const [{ all }] = await world.sql<{ all: string }>('select jsonb_agg(s3_connection)::text as all from s3_connection');
  expect(all).not.toContain('canary');
  expect(await mutate('test', { id })).toMatchObject({ connection: { id }, errors: [] });
  expect(await allOf(new Bucket({ bucket, prefix: '', endpoint: endpoint! }).list(''))).toEqual([]);
  expect(await mutate('delete', { id })).toMatchObject({ deletedId: id, errors: [] });
  expect(codes(await mutate('test', { id }))).toEqual(['NOT_FOUND id']);
});

test('what is wrong with a place is told at once, and nothing of it repeated', async () => {
  const input = {
    projectGroup: group,
    name: '',
    bucket: 'No Bucket',
    prefix: '../canary',
    endpoint: 'https://canary:canary@s3.example.com',
    region: 'a canary',
    accessKeyId: '',
    secretAccessKey: 'ca\nnary',
  };
  const refused = await mutate('create', input);
  expect(refused.errors.map(({ path: [part] }) => part).toSorted()).toEqual(
    ['name', 'bucket', 'prefix', 'endpoint', 'region', 'accessKeyId', 'secretAccessKey'].toSorted(),
  );
  expect(JSON.stringify(refused)).not.toContain('canary');
});

test.each([
  ['https://10.1.2.3', 'a private address'],
  ['http://93.184.216.34', 'an address outside of the networks without encryption'],
  ['https://s3.example.com/bucket', 'a path'],
  ['ftp://s3.example.com', 'another protocol'],
])('%s is refused, since it is %s', async (endpoint) => {
  const refused = await mutate('create', { projectGroup: group, name: 'e', bucket: 'data', endpoint, ...keys });
  expect(codes(refused)).toEqual(['INVALID_INPUT endpoint']);
});

test('the secret key is not used for another service or access key', async () => {
  const id = await create();
  for (const change of [{ endpoint: 'http://127.0.0.1:1' }, { endpoint: '' }, { accessKeyId: 'other' }]) {
    expect(codes(await mutate('update', { id, ...change }))).toEqual(['INVALID_INPUT secretAccessKey']);
  }
  expect(await mutate('update', { id, bucket: 'other-bucket', prefix: 'a', region: 'eu-1' })).toMatchObject({
    errors: [],
  });
  expect(await mutate('update', { id, accessKeyId: 'other', secretAccessKey: 'new' })).toMatchObject({ errors: [] });
});

test('a key that is bound to another group sees none', async () => {
  const id = await create();
  const access = bound([randomUUID()]);
  expect(codes(await mutate('test', { id }, access))).toEqual(['NOT_FOUND id']);
  expect(codes(await mutate('update', { id, bucket: 'other' }, access))).toEqual(['NOT_FOUND id']);
  expect(codes(await mutate('delete', { id }, access))).toEqual(['NOT_FOUND id']);
  expect(await mutate('test', { id }, bound([groupRow]))).toMatchObject({ errors: [] });
});

test.each([
  ['a bucket that is missing', { bucket: 'bucket-of-nobody' }, null, 'BUCKET_MISSING id'],
  ['a bucket that is read only', {}, 403, 'NOT_PERMITTED id'],
  ['a service that is overloaded', {}, 503, 'TARGET_UNREACHABLE id'],
  ['a port that nobody listens on', { endpoint: 'http://127.0.0.1:1' }, null, 'TARGET_UNREACHABLE id'],
  ['a service that does not speak TLS', { tls: true }, null, 'TLS_FAILED id'],
] as const)('a test finds %s', async (_, changes, status, code) => {
  const { endpoint } = s3.bucket();
  const input = 'tls' in changes ? { endpoint: endpoint!.replace('http:', 'https:') } : changes;
  const id = await create(input);
  s3.fault = ({ method }) => (method === 'PUT' ? status : null);
  const tested = await mutate('test', { id });
  s3.fault = () => null;
  expect(codes(tested)).toEqual([code]);
  expect(JSON.stringify(tested)).not.toContain('canary');
});
