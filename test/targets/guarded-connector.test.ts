import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { LookupAddress } from 'node:dns';
import { Client } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkWebhookUrl, guardedConnector, type Resolver } from '../../src/targets/index.ts';

let server: Server;
let port = 0;
let reached = 0;
beforeAll(async () => {
  server = createServer((_request, response) => void response.end('here'));
  server.on('connection', () => reached++);
  // On all addresses of this machine, so that each spelling of one would get through.
  server.listen(0, '::');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  port = address.port;
});
afterAll(() => server.close());

/** Asks a host on the port of the server; answers the code of what kept it from being asked, or the status. */
async function asked(host: string, networks: readonly string[], resolver?: Resolver, raw = false): Promise<unknown> {
  const connect = await guardedConnector(networks, resolver);
  const client = new Client(raw ? 'http://placeholder.invalid' : `http://${host}:${port}`, {
    pipelining: 0,
    // A host that no URL parser has made uniform.
    connect: raw
      ? (options, callback) => connect({ ...options, hostname: host, host, port: String(port) }, callback)
      : connect,
  });
  try {
    const { statusCode, body } = await client.request({ path: '/', method: 'GET' });
    await body.dump();
    return statusCode;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  } finally {
    await client.destroy();
  }
}

/** Spellings of addresses of this machine and of private ones. */
const SPELLINGS = [
  '127.0.0.1',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0x7F.0x0.0x0.0x1',
  '017700000001',
  '0177.0.0.1',
  '0177.1',
  '127.0.0.1%2e',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '0',
  '0.0.0.0',
  '0x0',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::ffff:0.0.0.0]',
  '[::127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fd00::1]',
  '[ff02::1]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  '10.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
];

describe('a guarded connector', () => {
  test.each(SPELLINGS)('does not connect to %s', async (host) => {
    const before = reached;
    expect(await asked(host, [])).not.toBe(200);
    expect(reached).toBe(before);
  });

  test.each(SPELLINGS.filter((host) => !host.includes('%') && /^[\x20-\x7e]+$/.test(host)))(
    'does not connect to %s as it is written',
    async (host) => {
      const before = reached;
      expect(await asked(host.replace(/^\[(.*)\]$/, '$1'), [], undefined, true)).not.toBe(200);
      expect(reached).toBe(before);
    },
  );

  test.each(['127.0.0.1', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost'])(
    'connects to %s where the operator lets it',
    async (host) => {
      const networks = ['127.0.0.0/8', '::1/128'];
      expect(await asked(host, networks)).toBe(200);
    },
  );

  test('sends nothing without TLS to public addresses', async () => {
    expect(await asked('8.8.8.8', ['127.0.0.0/8'])).toBe('ADDRESS_NOT_ALLOWED');
  });

  const answering =
    (...answers: LookupAddress[][]): Resolver =>
    (_host, _options, callback) =>
      callback(null, answers.length > 1 ? (answers.shift() ?? []) : answers[0]);
  const OWN = { address: '127.0.0.1', family: 4 };
  const OTHER = { address: '127.0.0.9', family: 4 };

  test('looks at every address of a name', async () => {
    const before = reached;
    const only = ['127.0.0.9/32'];
    expect(await asked('mixed.example', only, answering([OTHER, OWN]))).toBe('ADDRESS_NOT_ALLOWED');
    expect(await asked('mapped.example', only, answering([{ address: '::ffff:127.0.0.1', family: 6 }]))).toBe(
      'ADDRESS_NOT_ALLOWED',
    );
    expect(await asked('none.example', only, answering([]))).toBe('ADDRESS_NOT_ALLOWED');
    expect(reached).toBe(before);
  });

  test('looks at a name that leads elsewhere the next time at each connection, and once for each', async () => {
    const before = reached;
    const rebinding = answering([OTHER], [OWN]);
    const only = ['127.0.0.9/32'];
    expect(await asked('rebinding.example', only, rebinding)).toBe(200);
    expect(await asked('rebinding.example', only, rebinding)).toBe('ADDRESS_NOT_ALLOWED');
    expect(reached).toBe(before + 1);
  });
});

describe('the URL of a webhook', () => {
  test.each([
    'https://ci.example.com/hooks/a?token=1',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]:8443/x',
    'https://xn--bcher-kva.example/',
  ])('%s is taken', (url) => expect(checkWebhookUrl(url, [])).toBeNull());

  test.each([
    '',
    'nowhere.example/x',
    'ftp://ci.example.com/',
    'file:///etc/passwd',
    'https://',
    'http://ci.example.com/',
    'https://user@ci.example.com/',
    'https://user:token@ci.example.com/',
    'https://ci.example.com/#fragment',
    `https://ci.example.com/${'a'.repeat(2048)}`,
    ...['127.0.0.1', '0x7f.1', '2130706433', '127.0.0.1.', '[::ffff:127.0.0.1]', '[::1]', '0.0.0.0'].map(
      (host) => `https://${host}/`,
    ),
    ...['169.254.169.254', '10.0.0.1', 'localhost', 'a.localhost', 'LocalHost.'].map((host) => `https://${host}/`),
  ])('%s is refused', (url) => {
    const message = checkWebhookUrl(url, []);
    expect(message).toEqual(expect.any(String));
    // Schemes and dots are in the message's own example.
    expect(message).not.toContain(url.padEnd(10, '-'));
  });

  test('is let without TLS into the networks of the operator only', () => {
    const networks = ['10.0.0.0/8'];
    expect(checkWebhookUrl('http://10.1.2.3/', networks)).toBeNull();
    expect(checkWebhookUrl('http://receiver.internal/', networks)).toBeNull();
    expect(checkWebhookUrl('http://8.8.8.8/', networks)).toMatch('network');
    expect(checkWebhookUrl('http://127.0.0.1/', networks)).toMatch('network');
    expect(checkWebhookUrl('https://127.0.0.1/', networks)).toMatch('network');
  });
});
