import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseTaken, NodeLock, type Sharing } from '../../src/entities/database/node-lock.ts';
import { createServerDatabase, type ServerDatabase } from '../database/databases.ts';

const FOREVER = new AbortController().signal;
const CUT = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and application_name = 'rowmill node'`;
const HOLDERS = `select 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database
  where datname = current_database() and locktype = 'advisory' and granted`;

let server: ServerDatabase;
let operator: Client;
let lines: string[];
const line = (_: object, message: string): void => void lines.push(message);
const log = { info: line, warn: line };

beforeEach(async () => {
  lines = [];
  server = await createServerDatabase();
  operator = new Client({ connectionString: server.url });
  await operator.connect();
});
afterEach(async () => {
  await operator.end();
  await server.drop();
});

const take = async (sharing: Sharing = 'alone'): Promise<NodeLock> =>
  await NodeLock.take(server.url, sharing, log, FOREVER, 0);

test('one gateway has a database, and the next one when it is gone', async () => {
  const first = await take();
  await expect(take()).rejects.toThrow(DatabaseTaken);
  await first.release();
  await (await take()).release();
  expect((await operator.query(HOLDERS)).rowCount).toBe(0);
});

test('nodes that share have it together, and not beside one that shares nothing', async () => {
  const alone = await take();
  await expect(take('shared')).rejects.toThrow('without a store that others share');
  await alone.release();
  const [first, second] = [await take('shared'), await take('shared')];
  await expect(take()).rejects.toThrow('give all of them one store');
  await first.release();
  await expect(take()).rejects.toThrow(DatabaseTaken);
  await second.release();
  await (await take()).release();
});

test('who waits for it goes on when it is free, or is given up', async () => {
  const first = await take();
  const waiting = NodeLock.take(server.url, 'alone', log, FOREVER, 30_000);
  await expect.poll(() => lines).toEqual([expect.stringContaining('waiting up to 15 seconds')]);
  await first.release();
  const second = await waiting;
  const giveUp = new AbortController();
  const another = NodeLock.take(server.url, 'alone', log, giveUp.signal, 30_000);
  await expect.poll(() => lines).toHaveLength(2);
  giveUp.abort(new Error('given up'));
  await expect(another).rejects.toThrow(/given up|aborted/);
  await second.release();
});

test('it is taken again when its connection is cut, or its server was away', async () => {
  const lock = await take();
  for (let time = 1; time <= 2; time++) {
    await operator.query(CUT);
    await expect.poll(() => lines.filter((text) => text.includes('again'))).toHaveLength(time);
    await expect(take()).rejects.toThrow(DatabaseTaken);
  }
  await lock.release();
  expect((await operator.query(HOLDERS)).rowCount).toBe(0);
});

test('who loses it to another one is told', async () => {
  const lock = await take();
  await operator.query('begin');
  const other = operator.query('select pg_advisory_xact_lock(1919907693, 0)');
  const cutter = new Client({ connectionString: server.url });
  await cutter.connect();
  // The other one has to stand in line before the first one is cut.
  const isWaiting = async () =>
    (await cutter.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`)).rowCount;
  await expect.poll(isWaiting).toBeGreaterThan(0);
  await cutter.query(CUT);
  await cutter.end();
  await other;
  expect((await lock.lost).message).toMatch(/in use by another rowmill/);
  await lock.release();
});
