import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../src/targets/networks.ts';
import { guardedSocket, openClient, parseAddress, parseNetworks } from '../../src/targets/index.ts';

const PRIVATE = parseNetworks(['10.1.0.0/16', 'fd00:1::/32']) ?? [];

describe('an address', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '2606:4700:4700::1111',
    '::ffff:8.8.8.8',
    '10.1.2.3',
    '::ffff:10.1.2.3',
    'fd00:1::9',
  ])('%s may be connected to', (address) => expect(isAllowed(address, PRIVATE)).toBe(true));

  test.each([
    '127.0.0.1',
    '127.1',
    '0.0.0.0',
    '10.2.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:2::1',
    'ff02::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s may not', (address) => expect(isAllowed(address, PRIVATE)).toBe(false));
});

describe('a guarded socket', () => {
  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    'localhost',
    '2130706433',
    '0x7f000001',
    '127.1',
    '127.0.0.1?host=8.8.8.8',
    '8.8.8.8@127.0.0.1',
  ])('never reaches what listens at %s', async (host) => {
    let reached = 0;
    const server = createServer((socket) => {
      reached++;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const listening = server.address();
    if (listening === null || typeof listening === 'string') throw new Error('a listening socket has a port');
    const text = `postgres://u:p@${host.replace(/(\?|$)/, `:${listening.port}/d$1`)}`;
    await expect(openClient(parseAddress(text), guardedSocket(PRIVATE))).rejects.toMatchObject({
      code: 'ADDRESS_NOT_ALLOWED',
    });
    expect(reached).toBe(0);
    // The listener is one that can be reached.
    const open = guardedSocket(parseNetworks(['127.0.0.0/8']) ?? []);
    await expect(openClient(parseAddress(`postgres://u:p@127.0.0.1:${listening.port}/d`), open)).rejects.toMatchObject({
      code: 'TARGET_LOST',
    });
    expect(reached).toBe(1);
    server.close();
  });

  test('does not open sockets of the system', async () => {
    const address = { ...parseAddress('postgres://u:p@h/d'), host: '/var/run/postgresql' };
    await expect(openClient(address, guardedSocket(PRIVATE))).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
  });
});

test('networks are ranges, or nothing', () => {
  expect(parseNetworks(['10.0.0.0/8', '10.0.0.1'])).toBeNull();
  expect(parseNetworks(['10.0.0.0/33'])).toBeNull();
  expect(parseNetworks([])).toEqual([]);
});
