import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { entityOf, encodeRows, programOf, type Row, rowsOf } from './rows.ts';

/** Tenants with teams with users, and tasks whose references must fit in several ways. */
interface Shape {
  readonly seed: number;
  readonly tenants: number;
  readonly teams: readonly [least: number, more: number];
  readonly users: readonly [least: number, more: number];
  readonly tasks: number;
  readonly share: string;
  /** Whether tasks are children of tenants, or refer to any tenant. */
  readonly own: '$per: 2' | '$share: zipf' | '$null: 20%';
  readonly active: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  tenants: fc.integer({ min: 2, max: 30 }),
  teams: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 })),
  users: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 4 })),
  tasks: fc.integer({ min: 1, max: 120 }),
  share: fc.constantFrom('', '$share: uniform,', '$share: zipf,', '$share: normal,', '$share: { by: weight },'),
  own: fc.constantFrom('$per: 2', '$share: zipf', '$null: 20%'),
  active: fc.integer({ min: 5, max: 95 }),
});

function modelOf({ seed, tenants, teams, users, tasks, share, own, active }: Shape): string {
  const per = ([least, more]: readonly [number, number]): string => `$per: ${least}-${least + more}`;
  const ref = (where: string, more = share): string => `{ $ref: User.id, ${more} $where: "${where}", $null: 0% }`;
  return `
$seed: ${seed}
Tenant:
  $count: ${tenants}
  id: uuid @id
  country: enum(DE, FR, JP, US)
  chief: ${ref('team_id.tenant_id = id')}
Team:
  id: integer @id
  tenant_id: { $ref: Tenant.id, ${per(teams)} }
User:
  id: integer @id
  team_id: { $ref: Team.id, ${per(users)} }
  tenant_id: { $lookup: team_id.tenant_id }
  home_id: $Tenant.id
  country: enum(DE, FR, JP, BR)
  status: enum(active ${active}%, gone ${100 - active}%)
  weight: decimal(6,2) -20..100
  age: integer 10-80
  mentor: ${ref('tenant_id = tenant_id')}
Task:
  ${own === '$per: 2' ? '' : `$count: ${tasks}`}
  id: integer @id
  tenant_id: { $ref: Tenant.id, ${own} }
  country: enum(DE, FR, JP, US)
  owner: ${ref('tenant_id = tenant_id')}
  owner_tenant: { $lookup: owner.tenant_id }
  lead: ${ref("tenant_id = tenant_id and status = 'active' and age > 30")}
  local: ${ref('country = country')}
  both: ${ref("tenant_id = tenant_id and country = country and status = 'active'")}
  homed: ${ref('home_id = tenant_id')}
  fellow: ${ref('country = tenant_id.country')}
  team_mate: ${ref('team_id = owner.team_id')}
`;
}

type Rule = (user: Row, task: Row) => boolean;

describe('$where', () => {
  test('references meet it, and are null only where no row does', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const { program, problems } = loadProgram({ text: modelOf(shape) }, true);
        // Of a few users, none may meet a condition.
        for (const { code } of problems) expect(['REFERENCE_EMPTY', 'WHERE_UNMET', 'WEIGHTS_INVALID']).toContain(code);
        fc.pre(program !== null);
        const users = await rowsOf(program, 'User');
        const tasks = await rowsOf(program, 'Task');
        const tenants = await rowsOf(program, 'Tenant');
        const byId = new Map(users.map((user) => [user['id'], user]));
        const countries = new Map(tenants.map((tenant) => [tenant['id'], tenant['country']]));
        const rules: Record<string, Rule> = {
          owner: (user, task) => user['tenant_id'] === task['tenant_id'],
          lead: (user, task) =>
            user['tenant_id'] === task['tenant_id'] && user['status'] === 'active' && Number(user['age']) > 30,
          local: (user, task) => user['country'] === task['country'],
          both: (user, task) =>
            user['tenant_id'] === task['tenant_id'] &&
            user['country'] === task['country'] &&
            user['status'] === 'active',
          homed: (user, task) => user['home_id'] === task['tenant_id'],
          fellow: (user, task) => user['country'] === countries.get(task['tenant_id']),
          team_mate: (user, task) => user['team_id'] === byId.get(task['owner'])?.['team_id'],
        };
        const weighted = shape.share.includes('by');
        const check = (row: Row, name: string, rule: Rule): void => {
          const fitting = users.filter((user) => rule(user, row) && (!weighted || Number(user['weight']) > 0));
          const isFitting = row[name] === null ? fitting.length === 0 : fitting.includes(byId.get(row[name]) ?? {});
          expect([name, row, isFitting]).toEqual([name, row, true]);
        };
        for (const task of tasks) {
          for (const [name, rule] of Object.entries(rules)) check(task, name, rule);
          expect(task['owner_tenant']).toBe(task['owner'] === null ? null : task['tenant_id']);
        }
        for (const user of users)
          check(user, 'mentor', (other, own) => other['tenant_id'] === own['tenant_id'] && other['id'] !== own['id']);
        for (const tenant of tenants) check(tenant, 'chief', (user, own) => user['tenant_id'] === own['id']);
      }),
      { seed: 20_26, numRuns: 25 },
    );
  });

  test('any range alone, in any order, has the same bytes', async () => {
    const shape: Shape = {
      seed: 5,
      tenants: 20,
      teams: [0, 3],
      users: [1, 4],
      tasks: 300,
      share: '$share: zipf,',
      own: '$share: zipf',
      active: 40,
    };
    for (const share of ['', '$share: zipf,', '$share: { by: weight },']) {
      const entity = entityOf(programOf(modelOf({ ...shape, share })), 'Task');
      const whole = await encodeRows(entity, 'csv', [[0, entity.rows]]);
      const parts: [number, number][] = [];
      for (let first = 0; first < entity.rows; first += 37) parts.push([first, Math.min(37, entity.rows - first)]);
      const backwards = [];
      for (const part of parts.toReversed()) backwards.unshift(await encodeRows(entity, 'csv', [part]));
      expect(backwards.join('')).toBe(whole);
    }
  });

  test('a row may refer to one of its own children', async () => {
    const program = programOf(`
Album:
  $count: 40
  id: integer @id
  cover_id: { $ref: Photo.id, $where: "album_id = id" }
  maybe_id: { $ref: Photo.id, $where: "album_id = id", $null: 30% }
Photo:
  id: integer @id
  album_id: { $ref: Album.id, $per: 1-4 }
`);
    const photos = new Map((await rowsOf(program, 'Photo')).map((photo) => [photo['id'], photo['album_id']]));
    const albums = await rowsOf(program, 'Album');
    expect(albums.map((album) => photos.get(album['cover_id']))).toEqual(albums.map((album) => album['id']));
    const some = albums.filter((album) => album['maybe_id'] !== null);
    expect(some.length).toBeGreaterThan(20);
    expect(some.length).toBeLessThan(40);
    expect(some.map((album) => photos.get(album['maybe_id']))).toEqual(some.map((album) => album['id']));
    const cover = entityOf(program, 'Album').table.columns.find(({ name }) => name === 'cover_id');
    expect(cover?.nullable).toBe(false);
  });

  test('with $per only the rows that meet it have children', async () => {
    const program = programOf(`
Shop: { $count: 700, id: integer @id, open: boolean, orders: { $count_of: Order }, total: { $sum: Order.amount } }
Order:
  shop_id: { $ref: Shop.id, $per: 1-5, $where: "open" }
  no: { $ordinal: shop_id }
  amount: integer 1-9
`);
    const shops = await rowsOf(program, 'Shop');
    const orders = Map.groupBy(await rowsOf(program, 'Order'), (order) => order['shop_id']);
    for (const shop of shops) {
      const own = orders.get(shop['id']) ?? [];
      expect(own.length > 0).toBe(shop['open']);
      expect(shop['orders']).toBe(own.length);
      expect(shop['total']).toBe(own.reduce((sum, order) => sum + Number(order['amount']), 0));
      expect(own.map((order) => order['no'])).toEqual(own.map((_, i) => i + 1));
    }
  });

  test('items of lists, objects, unique references and embedded rows fit too', async () => {
    const program = programOf(
      `
Team: { $count: 12, id: integer @id, best: { $items: { $ref: User, $where: "team_id = id", $depth: 0 }, $length: 3-5 } }
User: { id: integer @id, team_id: { $ref: Team.id, $per: 2-4 }, on: boolean }
Badge:
  $count: 10
  user_id: { $ref: User.id, $where: "on", unique: true }
Note:
  $count: 50
  id: integer @id
  team_id: $Team.id
  by: { user: { $ref: User, $where: "team_id = team_id" }, at: date }
`.replace('unique', '$unique'),
    );
    const users = await rowsOf(program, 'User');
    const teamOf = new Map(users.map((user) => [user['id'], user['team_id']]));
    const teams = await rowsOf(program, 'Team');
    const lists = teams.map((team) => team['best']);
    expect(lists.flat().length).toBeGreaterThan(8);
    for (const { id, best } of teams) {
      const ids = [best].flat();
      const size = users.filter((user) => user['team_id'] === id).length;
      // No user twice, and no more than the team has.
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThanOrEqual(Math.min(3, size));
    }
    for (const team of teams) expect([team['best']].flat().every((id) => teamOf.get(id) === team['id'])).toBe(true);
    const badges = (await rowsOf(program, 'Badge')).map((badge) => badge['user_id']);
    expect(new Set(badges).size).toBe(10);
    expect(badges.every((id) => users.find((user) => user['id'] === id)?.['on'] === true)).toBe(true);
    for (const note of await rowsOf(program, 'Note')) {
      expect(note).toMatchObject({ by: { user: { team_id: note['team_id'] } } });
    }
  });

  test('a list is shorter where fewer rows fit', async () => {
    const program = programOf(`
Team:
  $count: 60
  id: integer @id
  two: { $items: { $ref: User.id, $where: "team_id = id" }, $length: 2 }
  heavy: { $items: { $ref: User.id, $where: "team_id = id", $share: { by: weight } }, $length: 1 }
  objects: { $items: { $ref: User, $where: "team_id = id and weight > 3" }, $length: 0-3 }
User:
  id: integer @id
  team_id: { $ref: Team.id, $per: 0-3 }
  weight: integer 0-5
  mates: { $items: { $ref: User.id, $where: "team_id = team_id" }, $length: 3 }
`);
    const users = await rowsOf(program, 'User');
    const byTeam = Map.groupBy(users, (user) => user['team_id']);
    for (const { id, two, heavy, objects } of await rowsOf(program, 'Team')) {
      const own = byTeam.get(id) ?? [];
      const ids = own.map((user) => user['id']);
      expect([two].flat()).toHaveLength(Math.min(2, own.length));
      expect(ids).toEqual(expect.arrayContaining([two].flat()));
      const weighty = own.filter((user) => Number(user['weight']) > 0).map((user) => user['id']);
      expect([heavy].flat()).toHaveLength(Math.min(1, weighty.length));
      expect(weighty).toEqual(expect.arrayContaining([heavy].flat()));
      expect(own).toEqual(expect.arrayContaining([objects].flat().map((one) => expect.objectContaining(one))));
    }
    for (const { id, team_id: team, mates } of users) {
      const others = (byTeam.get(team) ?? []).map((user) => user['id']).filter((other) => other !== id);
      expect([mates].flat()).toHaveLength(others.length);
      expect(others).toEqual(expect.arrayContaining([mates].flat()));
    }
  });

  test('$share by a field picks in proportion to it', async () => {
    const program = programOf(`
Item: { $count: 50, id: integer @id, weight: integer -10..30 null 10% }
Pick: { $count: 40000, item: { $ref: Item.id, $share: { by: weight } }, odd: { $ref: Item.id, $share: { by: weight }, $where: "id % 2 = 1" } }
`);
    const items = await rowsOf(program, 'Item');
    const picks = await rowsOf(program, 'Pick');
    for (const [name, isIn] of [
      ['item', () => true],
      ['odd', (item: Row) => Number(item['id']) % 2 === 1],
    ] as const) {
      const weights = items.map((item) => (isIn(item) ? Math.max(0, Number(item['weight'])) : 0));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const found = Map.groupBy(picks, (pick) => pick[name]);
      for (const [i, item] of items.entries()) {
        const expected = (picks.length * weights[i]) / total;
        const count = found.get(item['id'])?.length ?? 0;
        expect(Math.abs(count - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected));
      }
    }
  });
});

test('a column of a provider is certain to find a row if all of its values have one', () => {
  const problems = (towns: string): string[] =>
    loadProgram(
      {
        text: `$providers: { Town: [${towns}] }
Rate: { $rows: [{ id: 1, country: DE }, { id: 2, country: FR }] }
Bill: { town: string @Town.name, land: string @Town.country, rate: { $ref: Rate.id, $where: country = land } }
`,
      },
      false,
    ).problems.map(({ code }) => code);
  expect(problems('{ name: Bonn, country: DE }, { name: Nice, country: FR }')).toEqual([]);
  expect(problems('{ name: Bonn, country: DE }, { name: Bern, country: CH }')).toEqual(['WHERE_UNMET']);
});
