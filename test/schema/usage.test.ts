import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases } from '../database/databases.ts';
import { World } from './world.ts';

const USAGE = `query ($group: ID, $from: Date, $to: Date) {
  usage(projectGroup: $group, from: $from, to: $to) { date tasks rows bytes }
}`;

interface Day {
  readonly date: string;
  readonly tasks: number;
  readonly rows: number;
  readonly bytes: number;
}

describe.each(databases)('usage on $name', ({ open }) => {
  let world: World;
  let one: Awaited<ReturnType<World['project']>>;
  let two: Awaited<ReturnType<World['project']>>;
  beforeAll(async () => {
    world = await World.open(open());
    [one, two] = [await world.project(), await world.project()];
    await note(one.groupRow, '2026-03-01', 1);
    await note(one.groupRow, '2026-03-31', 2);
    await note(two.groupRow, '2026-03-31', 4);
    await note(two.groupRow, '2026-04-01', 8);
  });
  afterAll(async () => await world.close());

  async function note(group: string, day: string, tasks: number): Promise<void> {
    await world.sql(`insert into daily_usage (group_id, "day", tasks, "rows", bytes) values ($1, $2, $3, $4, $5)`, [
      group,
      day,
      tasks,
      tasks * 10,
      tasks * 2 ** 40,
    ]);
  }

  async function usage(variables: Record<string, unknown>, access = world.admin): Promise<readonly Day[]> {
    const { data, errors } = await world.run<{ usage: readonly Day[] }>(USAGE, variables, access);
    expect(errors).toEqual([]);
    return data!.usage;
  }
  const day = (date: string, tasks: number): Day => ({ date, tasks, rows: tasks * 10, bytes: tasks * 2 ** 40 });

  test('is by day, the latest first, of all groups or of one', async () => {
    const march = { from: '2026-03-01', to: '2026-03-31' };
    expect(await usage(march)).toEqual([day('2026-03-31', 6), day('2026-03-01', 1)]);
    expect(await usage({ ...march, group: one.group })).toEqual([day('2026-03-31', 2), day('2026-03-01', 1)]);
    expect(await usage({ from: '2026-03-02', to: '2026-03-30' })).toEqual([]);
  });

  test('is of thirty days where the first one is left out', async () => {
    expect(await usage({ to: '2026-03-30' })).toEqual([day('2026-03-01', 1)]);
    expect(await usage({ to: '2026-03-31' })).toEqual([day('2026-03-31', 6)]);
  });

  test('is that of the groups that the key sees', async () => {
    const bound = await world.key({ groups: [one.groupRow] });
    const march = { from: '2026-03-01', to: '2026-04-30' };
    expect(await usage(march, bound)).toEqual([day('2026-03-31', 2), day('2026-03-01', 1)]);
    expect(await usage({ ...march, group: two.group }, bound)).toEqual([]);
  });

  test('counts a task that was completed, today', async () => {
    const { id, group } = await world.project();
    await world.ended(await world.start(id));
    expect(await usage({ group })).toEqual([
      { date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), tasks: 1, rows: 105, bytes: expect.any(Number) },
    ]);
  });

  test.each([
    ['that end before they begin', { from: '2026-03-02', to: '2026-03-01' }],
    ['of more than a year', { from: '2025-01-01', to: '2026-03-01' }],
  ])('refuses days %s', async (_what, days) => {
    const { errors } = await world.run(USAGE, days);
    expect(errors).toEqual([expect.stringMatching(/^INVALID_INPUT the days from the first to the last are 1 to \d+$/)]);
  });

  test.each(['2026-02-30', '2026-3-1', '0999-01-01', '', '\0'])('refuses %j as a day', async (from) => {
    const { errors } = await world.run(USAGE, { from });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/day/i);
  });
});
