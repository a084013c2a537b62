import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Task } from '../../src/entities/task.ts';
import { parseAddress } from '../../src/targets/index.ts';
import type { Tasks } from '../../src/tasks/index.ts';
import { HostFailure, type LoadEvents, type LoadJob } from '../../src/workers/host/model-host.ts';
import { openPostgres } from '../database/databases.ts';
import { NO_MARIADB } from '../database/mariadb.ts';
import { hasMariadb, useMariadb } from '../database/use-mariadb.ts';
import { LocalHost } from './local-host.ts';
import { ended, Room, value } from './room.ts';

type Fault = (load: (events: LoadEvents) => Promise<void>, events: LoadEvents) => Promise<void>;

/** A host that loads, with faults for the first loads. */
class FaultyHost extends LocalHost {
  loads = 0;
  readonly injected: Fault[] = [];

  override async load(job: LoadJob, events: LoadEvents, signal: AbortSignal): Promise<void> {
    this.loads++;
    const load = async (given: LoadEvents): Promise<void> => await super.load(job, given, signal);
    const fault = this.injected.shift();
    await (fault === undefined ? load(events) : fault(load, events));
  }
}

describe.skipIf(!hasMariadb())(`a task that loads into MariaDB (skipped where ${NO_MARIADB})`, () => {
  const target = useMariadb();
  let room: Room;
  let host: FaultyHost;
  let tasks: Tasks;
  beforeAll(async () => {
    room = await Room.open(openPostgres());
  });
  afterAll(async () => await room.close());
  beforeEach(async () => {
    await target.empty();
    // No keys: nothing but the count of rows tells that some came twice.
    await target.query(`create table Country (_id char(36), code text); create table User (id int, name text, country char(36));
      create table \`Order\` (id int, user int); create table Lone (id int)`);
    host = new FaultyHost(room.store, 10);
    tasks = await room.tasks({}, host);
  });
  afterEach(async () => await tasks.stop());

  const start = async (url = target.url): Promise<Task> => {
    const address = parseAddress(url);
    const connection = { inline: { ...address, password: address.password ?? '' } };
    return value(
      await tasks.start(room.call(), {
        ...room.input(),
        format: undefined,
        target: { connection, mode: 'append', schema: null },
        idempotencyKey: newId(),
      }),
    );
  };
  const counts = async (): Promise<unknown[]> => {
    const tables = ['Country', 'User', '`Order`', 'Lone'];
    const cells = tables.map((name, k) => `(select count(*) from ${name}) as c${k}`);
    return Object.values((await target.query(`select ${cells.join(', ')}`))[0]);
  };
  const ONCE = [5, 100, 250, 10];

  test('loads once when the process dies before the commit, or after it', async () => {
    const crashed = (): HostFailure => new HostFailure('crashed', 'it died');
    host.injected.push(
      async (load, events) => {
        // It dies with the transaction noted, and never commits.
        await load({
          ...events,
          committing: async (transaction) => {
            await events.committing(transaction);
            throw new Error('died');
          },
        }).catch(() => undefined);
        throw crashed();
      },
      async (load, events) => {
        await load(events);
        throw crashed();
      },
    );
    const task = await ended(tasks, (await start()).id);
    expect(task).toMatchObject({ status: 'COMPLETED', rowsDone: 365, transaction: null, target: { kind: 'mysql' } });
    expect(host.loads).toBe(2);
    expect(await counts()).toEqual(ONCE);
  });

  test('tells that it is unknown what became of it, where the user may not create the table that knows', async () => {
    const user = `w_${target.name.slice(-20)}`;
    await target.query(
      `create or replace user ${user} identified by 'secret'; grant insert on ${target.name}.* to ${user}`,
    );
    const url = new URL(target.url);
    url.username = user;
    url.password = 'secret';
    host.injected.push(async (load, events) => {
      await load(events);
      throw new HostFailure('crashed', 'it died');
    });
    const task = await ended(tasks, (await start(url.href)).id);
    expect(task).toMatchObject({ status: 'FAILED', error: { code: 'TRANSACTION_UNKNOWN' } });
    expect(host.loads).toBe(1);
  });

  test('fails with all problems of the tables', async () => {
    await target.query('drop table Lone; alter table User drop name');
    const task = await ended(tasks, (await start()).id);
    expect(task).toMatchObject({ status: 'FAILED', error: { code: 'TABLES_UNFIT' } });
    expect(task.error?.problems?.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'COLUMN_MISSING User.name',
      'TABLE_MISSING Lone',
    ]);
  });
});
