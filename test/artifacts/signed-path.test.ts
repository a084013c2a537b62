import { describe, expect, test } from 'vitest';
import { archivePath, artifactPath, signPath, verifyPath } from '../../src/artifacts/signed-path.ts';

const SECRET = 'a secret for tests';
const PATH = artifactPath('0198c1a2', 'User.csv');
const UNTIL = new Date('2026-03-04T05:06:07.900Z');
const BEFORE = new Date('2026-03-04T05:06:06Z');

const signed = new URL(signPath(SECRET, PATH, UNTIL), 'http://localhost');
const expires = signed.searchParams.get('expires')!;
const signature = signed.searchParams.get('signature')!;

describe('a signed path', () => {
  test('carries the second it ends at, and 256 bits', () => {
    expect(signed.pathname).toBe('/artifacts/0198c1a2/User.csv');
    expect(expires).toBe('1772600767');
    expect(signature).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test('is valid until then, and expired from then on', () => {
    expect(verifyPath(SECRET, PATH, { expires, signature }, BEFORE)).toBe('valid');
    expect(verifyPath(SECRET, PATH, { expires, signature }, new Date(1772600767_000 - 1))).toBe('valid');
    expect(verifyPath(SECRET, PATH, { expires, signature }, new Date(1772600767_000))).toBe('expired');
  });

  test.each([
    ['another secret', 'other', PATH, { expires, signature }],
    ['another file', SECRET, artifactPath('0198c1a2', 'Order.csv'), { expires, signature }],
    ['another task', SECRET, artifactPath('0198c1a3', 'User.csv'), { expires, signature }],
    ['the archive', SECRET, archivePath('0198c1a2'), { expires, signature }],
    ['a later end', SECRET, PATH, { expires: '1872600767', signature }],
    ['another spelling of the end', SECRET, PATH, { expires: `0${expires}`, signature }],
    ['no end', SECRET, PATH, { expires: undefined, signature }],
    ['no signature', SECRET, PATH, { expires, signature: undefined }],
    ['an empty signature', SECRET, PATH, { expires, signature: '' }],
    ['a longer signature', SECRET, PATH, { expires, signature: `${signature}=` }],
    ['a signature of as many letters and more bytes', SECRET, PATH, { expires, signature: 'é'.repeat(43) }],
    ['a signature with another last letter', SECRET, PATH, { expires, signature: `${signature.slice(0, -1)}_` }],
  ])('is invalid with %s', (_, secret, path, query) => {
    expect(verifyPath(secret, path, query, BEFORE)).toBe('invalid');
    expect(verifyPath(secret, path, query, new Date('2099-01-01'))).toBe('invalid');
  });

  test('never leads a file to the archive', () => {
    expect(artifactPath('a', 'archive.zip')).not.toBe(archivePath('a'));
    expect(artifactPath('a', '../b.zip')).toBe('/artifacts/a/..%2Fb.zip');
  });
});
