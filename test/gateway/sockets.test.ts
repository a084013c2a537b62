import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { emptyFolder } from './open-gateway.ts';
import { connectRudely, RUDE_CLIENTS } from './rude-clients.ts';
import { ServeProcess } from './serve-process.ts';

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('SIGTERM', () => {
  test('ends the process while clients of every kind hold it', async () => {
    // It starts sooner than on a new embedded database.
    const { url: databaseUrl, drop } = await createServerDatabase();
    await using gateway = new ServeProcess(folder, { DATABASE_URL: databaseUrl });
    const url = await gateway.url();
    const clients = await Promise.all(
      RUDE_CLIENTS.map(async (client) => await connectRudely(url, gateway.adminKey, client)),
    );
    // It has them all when it has answered another one.
    await (await fetch(`${url}/health`)).text();
    gateway.signal('SIGTERM');
    expect(await gateway.ended()).toBe(0);
    expect(gateway.stdout).not.toContain('"level":"error"');
    for (const client of clients) client.destroy();
    await drop();
  });
});
