import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RowmillClient, type Task } from '../../src/client/index.ts';
import { useFolder } from '../cli/folder.ts';
import { unpackDatabase } from '../database/unpack-database.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { SHOP, shopByCommandLine } from '../gateway/shop.ts';
import { Relay } from '../client/relay.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** More rows than any machine makes while a test runs. */
const ENDLESS = 'Number:\n  $count: 900_000_000\n  id: integer @id\n';
const USERS = 1000;

const folder = useFolder({ 'shop.yaml': SHOP });

/** Stops a gateway, and waits until its clients have come back in vain. */
async function stopped(gateway: ServeProcess, relay: Relay): Promise<void> {
  relay.target = null;
  gateway.signal('SIGTERM');
  expect(await gateway.ended()).toBe(0);
  const before = relay.accepted;
  await expect.poll(() => relay.accepted).toBeGreaterThan(before + 2);
}

test('a watch, the example and `rowmill remote` survive a restart of the gateway in the middle of their tasks', async () => {
  await using relay = await Relay.open(null);
  const data = emptyFolder();
  unpackDatabase(join(data, '.rowmill'));
  // One task at a time: those of the programs wait until the endless one is canceled.
  const environment = { ROWMILL_THREADS: '1', ROWMILL_PUBLIC_URL: relay.url, ROWMILL_TASKS: '1' };
  try {
    await using first = new ServeProcess(data, environment);
    relay.target = new URL(await first.url());
    const { adminKey: key } = first;
    const client = new RowmillClient({ url: relay.url, key });
    const project = await client.putModel({ group: 'shop', name: 'endless', model: ENDLESS });
    const { id } = await client.start({ project: project.id });

    const programs = [
      ['examples/client.ts', 'shop.yaml', 'example'],
      ['bin/rowmill.js', 'remote', 'generate', 'shop/remote', '--model', 'shop.yaml', '--out', 'remote'],
    ].map(([path, ...args]) => {
      const { PATH } = process.env;
      const env = { PATH, GATEWAY_URL: relay.url, GATEWAY_KEY: key, ROWMILL_URL: relay.url, ROWMILL_KEY: key };
      const child = spawn(process.execPath, [join(ROOT, path), ...args], { cwd: folder, env });
      const program = { said: '', end: once(child, 'close') };
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => (program.said += text));
      }
      return program;
    });

    const states: Task[] = [];
    let second: ServeProcess | undefined;
    let before = 0;
    try {
      for await (const state of client.watch(id)) {
        states.push(state);
        if (second === undefined) {
          if (state.progress.rowsDone === 0 || programs.some(({ said }) => !said.includes('waits for'))) continue;
          await stopped(first, relay);
          second = new ServeProcess(data, environment);
          relay.target = new URL(await second.url());
          before = state.progress.rowsDone;
        } else if (state.status === 'PROCESSING' && state.progress.rowsDone > before) {
          // It goes on, and makes way for the others.
          await client.cancel(id);
        }
      }
      const sequences = states.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
      expect(states.at(-1)).toMatchObject({ status: 'CANCELED', isTerminal: true });
      for (const program of programs) expect([await program.end, program.said]).toEqual([[0, null], program.said]);
      const expected = await shopByCommandLine(USERS);
      for (const out of ['example', 'remote']) {
        for (const [name, content] of expected)
          expect(readFileSync(join(folder, out, name)).equals(content)).toBe(true);
      }
    } finally {
      await second?.[Symbol.asyncDispose]();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});
