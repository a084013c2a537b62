import { expect, test } from 'vitest';
import { isS3Address, readS3Address } from '../../../src/artifacts/s3/address.ts';

test.each([
  ['s3://data', { bucket: 'data', prefix: '' }],
  ['s3://data/', { bucket: 'data', prefix: '' }],
  ['s3://my-data.x/a/b', { bucket: 'my-data.x', prefix: 'a/b/' }],
  ['s3://data/a%20b//c/', { bucket: 'data', prefix: 'a b/c/' }],
  [
    's3://data/x?endpoint=http://localhost:9000&region=eu-central-1&pathStyle=false',
    { bucket: 'data', prefix: 'x/', endpoint: 'http://localhost:9000', region: 'eu-central-1', pathStyle: false },
  ],
])('%s is an address', (text, address) => {
  expect(isS3Address(text)).toBe(true);
  expect(readS3Address(text)).toEqual(address);
});

test.each([
  ['s3:', 'has no name of a bucket'],
  ['s3://', 'has no name of a bucket'],
  ['s3:///a', 'has no name of a bucket'],
  ['s3://A_b/a', 'has no name of a bucket'],
  ['s3://key:secret@data/a', 'credentials do not belong into it'],
  ['s3://data/a?acl=public', 'there is no parameter acl'],
  ['s3://data/a?endpoint=localhost', 'the endpoint is not an address'],
  ['s3://data/a?endpoint=file:///etc', 'the endpoint is not an address'],
  ['s3://data/a?pathStyle=yes', 'pathStyle is true or false'],
  ['s3://data/%ff', 'the prefix is not text'],
  [`s3://data/${'a'.repeat(600)}`, 'longer than 512 bytes'],
  ['https://data', 'expected s3://bucket/prefix'],
])('%s is none', (text, fault) => {
  const read = readS3Address(text);
  expect(read).toContain(fault);
  expect(read).not.toContain('secret');
});
