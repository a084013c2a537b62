import { describe, expect, test } from 'vitest';
import { parseAddress, shownAddress } from '../../src/targets/index.ts';

describe('an address', () => {
  test('is taken apart, and parameters that are not known are dropped', () => {
    const text =
      'postgresql://me%40home:p%3Aw%25@db.example:6543/my%20data?sslmode=verify-full&host=10.0.0.1&port=1&options=-c';
    const address = parseAddress(text);
    expect(address).toEqual({
      kind: 'postgres',
      host: 'db.example',
      port: 6543,
      database: 'my data',
      user: 'me@home',
      password: 'p:w%',
      sslmode: 'verify-full',
    });
    expect(shownAddress(address)).toBe('postgres://me@home@db.example:6543/my data');
  });

  test.each(['mysql', 'mariadb'])('of %s is one of MySQL', (scheme) => {
    const address = parseAddress(`${scheme}://me:canary@[::1]/d?sslmode=require&flags=LOCAL_FILES&host=other`);
    expect(address).toMatchObject({ kind: 'mysql', host: '::1', port: 3306, sslmode: 'require' });
    expect(shownAddress(address)).toBe('mysql://me@[::1]:3306/d');
  });

  test('has defaults', () => {
    expect(parseAddress('postgres://me@[::1]/d')).toEqual({
      kind: 'postgres',
      host: '::1',
      port: 5432,
      database: 'd',
      user: 'me',
      password: null,
      sslmode: 'prefer',
    });
  });

  test('can lead to a socket', () => {
    expect(parseAddress('postgres://me@%2Fvar%2Frun/d').host).toBe('/var/run');
  });

  test.each([
    '',
    'me:canary@host/d',
    'mongodb://me:canary@host/d',
    'postgres://me:canary@host',
    'postgres://:canary@host/d',
    'postgres://me:canary@/d',
    'postgres://me:canary%@host/d',
    'postgres://me:canary@host:99999/d',
    'postgres://me:canary@host/d?sslmode=maybe',
  ])('%j is none, and not repeated', (text) => {
    expect(() => parseAddress(text)).toThrow(expect.objectContaining({ code: 'ADDRESS_INVALID' }));
    expect(() => parseAddress(text)).not.toThrow(/canary/);
  });
});
