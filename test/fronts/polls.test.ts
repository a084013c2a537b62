import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftaFront } from '../../src/fronts/drafta/drafta-front.ts';
import { fabricateFront } from '../../src/fronts/fabricate/fabricate-front.ts';
import { Rates } from '../../src/fronts/http/rates.ts';
import { openLog } from '../../src/log.ts';
import { statementsOf, watchStatements } from '../database/count-statements.ts';
import { openNewPGlite } from '../database/databases.ts';
import { World } from '../schema/world.ts';

let world: World;
let unwatch: () => void;
beforeAll(async () => {
  unwatch = watchStatements();
  world = await World.open(openNewPGlite());
});
afterAll(async () => {
  unwatch();
  await world.close();
});

/** What the fronts work with, without limits. */
function deps() {
  const { database, host, tasks, admin } = world;
  const log = openLog('error', false, (line) => expect.fail(line));
  return {
    authenticate: async () => admin,
    rates: new Rates(1e9),
    database,
    host,
    tasks,
    log,
    progress: 'percent' as const,
  };
}

test('each client of Fabricate that polls reads one row, whether the data is finished or not', async () => {
  const { routes } = fabricateFront(deps());
  const { id: project } = await world.project();
  const task = await world.start(project);
  await world.ended(task);
  const poll = async (): Promise<{ readonly completed: boolean }> => {
    const answer = await routes.request(`/api/v1/generate_tasks/${task}`, { headers: { authorization: 'Bearer x' } });
    return JSON.parse(await answer.text());
  };
  const statements = async (): Promise<number> => {
    return (await statementsOf(async () => await Promise.all(Array.from({ length: 200 }, poll)))).length;
  };
  await world.sql(`update task set status = 'PROCESSING'`);
  expect(await poll()).toMatchObject({ completed: false });
  expect(await statements()).toBe(200);
  await world.sql(`update task set status = 'COMPLETED'`);
  expect(await poll()).toMatchObject({ completed: true });
  expect(await statements()).toBe(200);
});

test('progress is per cent, or a fraction where the gateway is set so', async () => {
  const { id: project } = await world.project();
  const task = await world.start(project);
  await world.ended(task);
  const progress = async (scale: 'percent' | 'fraction'): Promise<unknown> => {
    const { routes } = fabricateFront({ ...deps(), progress: scale });
    const answer = await routes.request(`/api/v1/generate_tasks/${task}`, { headers: { authorization: 'Bearer x' } });
    return JSON.parse(await answer.text()).progress;
  };
  expect([await progress('percent'), await progress('fraction')]).toEqual([100, 1]);
  await world.sql(`update task set status = 'PROCESSING', rows_total = 8, rows_done = 3`);
  expect([await progress('percent'), await progress('fraction')]).toEqual([37, 0.37]);
});

test('each client of Drafta that polls reads one row, whether the data is finished or not', async () => {
  const { routes } = draftaFront(deps());
  const { id: project } = await world.project();
  const poll = async (task: string): Promise<{ readonly status: string; readonly data?: object }> => {
    const answer = await routes.request(`/data/${task}/status`, { headers: { authorization: 'Bearer x' } });
    return JSON.parse(await answer.text());
  };
  const task = await world.start(project);
  await world.ended(task);
  const rowsOf = async (id: string): Promise<number> => {
    const polls = async () => await Promise.all(Array.from({ length: 200 }, async () => await poll(id)));
    return (await statementsOf(polls)).length;
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
