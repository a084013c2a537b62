import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('a small task is four statements: its model is read, it is accepted, claimed and completed', async () => {
  const { id: project } = await world.project();
  // A first task reads what later ones know.
  await world.ended(await world.start(project));
  const texts = await statementsOf(async () => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const watch = world.tasks.hub.watchAll(({ terminal }) => terminal);
    const seen = watch.next().then(() => resolve());
    await world.start(project);
    await Promise.all([seen, ended]);
    await watch.return();
  });
  // Whoever watches all tasks begins with a look at the open ones; on a slow machine there is progress to write.
  const own = texts.filter((text) => !/^select "t0"|rows_per_second = \$7, heartbeat_at|set heartbeat_at/.test(text));
  expect(own.map((text) => /json_agg|room_use|fence = fence|'COMPLETED'/.exec(text)?.[0])).toEqual([
    'json_agg',
    'room_use',
    'fence = fence',
    "'COMPLETED'",
  ]);
});
