import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { guardedSocket, loadDriver, parseAddress, TargetFailure } from '../../src/targets/index.ts';
import { NO_MARIADB, startMariadb } from '../database/mariadb.ts';
import { hasMariadb } from '../database/use-mariadb.ts';
import { failureOf, loadModel } from './target.ts';

/** A packet of MySQL's protocol. */
const packet = (number: number, ...bytes: readonly (number | string)[]): Buffer => {
  const body = Buffer.concat(bytes.map((one) => (typeof one === 'string' ? Buffer.from(one) : Buffer.of(one))));
  return Buffer.concat([Buffer.of(body.length & 255, body.length >> 8, 0, number), body]);
};

test('a server that asks for a file gets none', async () => {
  const got: Buffer[] = [];
  const server = createServer((socket) => {
    const zeros = (count: number): string => '\0'.repeat(count);
    socket.write(
      packet(
        0,
        10,
        '8.0.0',
        0,
        zeros(4),
        'abcdefgh',
        0,
        0xff,
        0xf7,
        33,
        2,
        0,
        0xff,
        0x81,
        21,
        zeros(10),
        'abcdefghijkl',
        0,
        'mysql_native_password',
        0,
      ),
    );
    let heard = 0;
    socket.on('data', (bytes) => {
      heard++;
      if (heard === 1) socket.write(packet(2, 0, 0, 0, 2, 0, 0, 0));
      // To whatever is asked it answers: send me this file.
      else if (heard === 2) socket.write(packet(1, 0xfb, '/etc/passwd'));
      else {
        got.push(bytes);
        socket.end();
      }
    });
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  try {
    const url = `mysql://user:secret@127.0.0.1:${address.port}/data?sslmode=disable`;
    const { code } = await failureOf(loadModel(url, 'T: { $count: 1, id: integer @id }'));
    expect(code).toMatch(/^TARGET_/);
    expect(Buffer.concat(got).toString('latin1')).not.toContain('root:');
    expect(Buffer.concat(got).length).toBeLessThanOrEqual(16);
  } finally {
    server.close();
  }
});

test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '10.0.0.1', '2130706433'])(
  'a guarded socket does not connect to %s',
  async (host) => {
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('a listening socket has a port');
    const address = {
      ...parseAddress('mysql://u:secret@host/d'),
      host: host.replaceAll(/[[\]]/g, ''),
      port: bound.port,
    };
    const driver = await loadDriver(address);
    try {
      const trying = driver.version({ address, makeSocket: guardedSocket([]) });
      await expect(trying).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
      expect(connections).toBe(0);
    } finally {
      server.close();
    }
  },
);

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
test.skipIf(!hasMariadb() || !hasOpenssl)(`TLS (skipped without openssl, or where ${NO_MARIADB})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [key, certificate] = ['key.pem', 'certificate.pem'].map((file) => join(folder, file));
  const made = ['-nodes', '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=localhost'];
  spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', ...made]);
  mkdirSync(join(folder, 'server'));
  const settings = [`ssl-cert=${certificate}`, `ssl-key=${key}`, 'require-secure-transport=ON'];
  const server = await startMariadb(join(folder, 'server'), settings);
  const outcome = async (sslmode: string, host = 'localhost'): Promise<unknown> => {
    const url = new URL(server?.url ?? '');
    url.hostname = host;
    url.search = `?sslmode=${sslmode}`;
    const address = parseAddress(url.href);
    const driver = await loadDriver(address);
    return await driver
      .version({ address })
      .catch((error: unknown) => (error instanceof TargetFailure ? error.code : error));
  };
  try {
    expect(await outcome('require')).toMatch(/MariaDB/);
    expect(await outcome('prefer')).toMatch(/MariaDB/);
    // The server refuses what is not encrypted, and no authority has signed its certificate.
    expect(await outcome('disable')).toBe('AUTHENTICATION_FAILED');
    for (const mode of ['verify-ca', 'verify-full']) expect(await outcome(mode)).toBe('TLS_FAILED');
    expect(await outcome('verify-full', '127.0.0.1')).toBe('TLS_FAILED');
  } finally {
    await server?.stop();
  }
});
