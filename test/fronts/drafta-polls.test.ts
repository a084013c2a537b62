import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryOptions, Results } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PreparingPglite } from '../../src/entities/preparing-pglite.ts';
import { draftaFront } from '../../src/fronts/drafta/drafta-front.ts';
import { Rates } from '../../src/fronts/http/rates.ts';
import { openLog } from '../../src/log.ts';
import { openPGlite } from '../database/databases.ts';
import { World } from '../schema/world.ts';

/** The statements of the requests: what runs beside them has another context. */
const counted = new AsyncLocalStorage<string[]>();

const { prototype } = PreparingPglite;
// oxlint-disable-next-line typescript/unbound-method -- it is called with the database it belongs to
const { query } = prototype;

let world: World;
beforeAll(async () => {
  // The database's driver takes the method when it connects.
  prototype.query = async function <T>(this: PreparingPglite, text: string, ...rest: [unknown[]?, QueryOptions?]) {
    counted.getStore()?.push(text);
    return await query.call<PreparingPglite, [string, ...typeof rest], Promise<Results<T>>>(this, text, ...rest);
  };
  world = await World.open(openPGlite());
});
afterAll(async () => {
  prototype.query = query;
  await world.close();
});

test('each client that polls reads one row, whether the data is finished or not', async () => {
  const { database, host, tasks, admin } = world;
  const { routes } = draftaFront({
    authenticate: async () => admin,
    rates: new Rates(1e9),
    database,
    host,
    tasks,
    log: openLog('error', false, (line) => expect.fail(line)),
  });
  const { id: project } = await world.project();
  const poll = async (task: string): Promise<{ readonly status: string; readonly data?: object }> => {
    const answer = await routes.request(`/data/${task}/status`, { headers: { authorization: 'Bearer x' } });
    return JSON.parse(await answer.text());
  };
  const task = await world.start(project);
  await world.ended(task);
  const rowsOf = async (id: string): Promise<number> => {
    const texts: string[] = [];
    await counted.run(texts, async () => await Promise.all(Array.from({ length: 200 }, async () => await poll(id))));
    return texts.length;
  };
  await world.sql(`update task set status = 'PROCESSING'`);
  expect(await poll(task)).toEqual({ id: task, status: 'processing' });
  expect(await rowsOf(task)).toBe(200);
  await world.sql(`update task set status = 'CANCELING'`);
  expect(await poll(task)).toEqual({ id: task, status: 'processing' });
  await world.sql(`update task set status = 'COMPLETED'`);
  const { status, data = {} } = await poll(task);
  expect([status, Object.keys(data)]).toEqual(['completed', ['Country', 'User']]);

  expect(await rowsOf(task)).toBe(200);

  await world.sql('update task set expired = true');
  expect(await poll(task)).toMatchObject({ status: 'completed', data: { Country: null, User: null } });
});
