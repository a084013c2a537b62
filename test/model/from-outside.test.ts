import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FieldOverride, readProvider, type Provider } from '../../src/model/index.ts';
import type { ModelRequest } from '../../src/workers/programs/model-request.ts';
import { encodeRows, entityOf, programOf, type Row, rowsOf } from '../engine/rows.ts';

const SHOP = readFileSync(new URL('../../examples/shop.yaml', import.meta.url), 'utf8');

const number = (value: number): { value: number; text: string } => ({ value, text: String(value) });

async function csvOf(request: ModelRequest, name: string): Promise<string> {
  const entity = entityOf(programOf(request, false), name);
  return encodeRows(entity, 'csv', [[0, entity.rows]]);
}

/** The columns of an entity whose cells differ in two requests. */
async function changedIn(name: string, one: ModelRequest, two: ModelRequest): Promise<string[]> {
  const rows: [Row[], Row[]] = [await rowsOf(programOf(one), name), await rowsOf(programOf(two), name)];
  expect(rows[1].length).toBe(rows[0].length);
  return Object.keys(rows[0][0]).filter((column) =>
    rows[0].some((row, i) => JSON.stringify(row[column]) !== JSON.stringify(rows[1][i][column])),
  );
}

describe('stored providers', () => {
  const make = (...args: Parameters<typeof readProvider>): Provider => {
    const { provider } = readProvider(...args);
    if (provider === null) throw new Error('the provider is wrong');
    return provider;
  };
  const providers = [
    make('Colour', { values: ['red', 'green', 7] }),
    make('Plan', { values: ['free', 'pro'], weights: [9, 1] }),
    make('Depot', {
      columns: [
        { name: 'name', values: ['North', 'South', 'West'] },
        { name: 'zip', values: [20095, 80331, 50667] },
      ],
    }),
  ];
  const inline = `$providers:
  Colour: [red, green, 7]
  Plan: { free: 9, pro: 1 }
  Depot: [{ name: North, zip: 20095 }, { name: South, zip: 80331 }, { name: West, zip: 50667 }]
`;
  const model = `A:
  id: integer @id
  colour: string @Colour
  plan: string @Plan
  depot: string @Depot.name
  zip: integer @Depot.zip
  code: { $generator: Depot.zip, $type: integer }
  other: { colours: [string @Colour] }
  word: string @word
`;

  it('make the very bytes that the same providers of the document make', async () => {
    const written = await csvOf({ text: inline + model }, 'A');
    expect(await csvOf({ text: model, providers }, 'A')).toBe(written);
    // As a thread gets them, and a database.
    const copy: ModelRequest = JSON.parse(JSON.stringify({ text: model, providers }));
    expect(await csvOf(copy, 'A')).toBe(written);
  });

  it('change the fields that use them, and no other', async () => {
    const others = [make('Colour', { values: ['blue', 'black'] }), ...providers.slice(1)];
    expect(await changedIn('A', { text: model, providers }, { text: model, providers: others })).toEqual([
      'colour',
      'other',
    ]);
    const shop = await csvOf({ text: SHOP }, 'User');
    expect(await csvOf({ text: SHOP, providers }, 'User')).toBe(shop);
  });
});

describe('overrides', () => {
  const overridden = (...overrides: FieldOverride[]): ModelRequest => ({ text: SHOP, overrides });
  const shop: ModelRequest = { text: SHOP };

  it('change the fields they name, and those made from them', async () => {
    const email = { entity: 'User', field: 'email', setting: 'domains', value: 'shop.test' };
    const age = [
      { entity: 'User', field: 'age', setting: 'min', value: number(90) },
      { entity: 'User', field: 'age', setting: 'max', value: number(99) },
    ];
    const nickname = { entity: 'User', field: 'nickname', setting: 'null', value: '100%' };
    const request = overridden(email, ...age, nickname);
    expect(await changedIn('User', shop, request)).toEqual(['email', 'age', 'nickname']);
    for (const name of ['Country', 'Product', 'Order', 'OrderLine']) {
      expect(await changedIn(name, shop, request)).toEqual([]);
    }
    const rows = await rowsOf(programOf(request), 'User');
    expect(rows.every((row) => String(row['email']).endsWith('@shop.test'))).toBe(true);
    expect(rows.every((row) => Number(row['age']) >= 90 && Number(row['age']) <= 99)).toBe(true);
    expect(rows.every((row) => row['nickname'] === null)).toBe(true);

    const quantity = { entity: 'OrderLine', field: 'quantity', setting: 'max', value: number(1) };
    expect(await changedIn('OrderLine', shop, overridden(quantity))).toEqual(['quantity', 'amount']);
    expect(await changedIn('Order', shop, overridden(quantity))).toEqual(['total']);
  });

  it('leave a null share, and the values beside the nulls, where they were', async () => {
    const some = { entity: 'User', field: 'age', setting: 'null', value: number(30) };
    const [before, after] = [await rowsOf(programOf(shop), 'User'), await rowsOf(programOf(overridden(some)), 'User')];
    const kept = after.flatMap((row, i) => (row['age'] === null ? [] : [[row['age'], before[i]['age']]]));
    expect(kept.length / after.length).toBeCloseTo(0.7, 1);
    expect(kept.every(([now, then]) => now === then)).toBe(true);
  });

  it.each([
    ['number', 'number 0-9', [0, 9]],
    ['number 1.00-2.00', 'number 3.00-40.00', [3, 40]],
    ['integer', 'integer 5-7', [5, 7]],
  ])('of %s make the bytes of %s', async (own, written, [min, max]) => {
    const text = (type: string): string => `A:\n  id: integer @id\n  x: ${type}\n`;
    const overrides = [
      { entity: 'A', field: 'x', setting: 'min', value: number(min) },
      { entity: 'A', field: 'x', setting: 'max', value: number(max) },
    ];
    expect(await csvOf({ text: text(own), overrides }, 'A')).toBe(await csvOf({ text: text(written) }, 'A'));
  });

  it('reach options that are called like bounds', async () => {
    const overrides = [{ entity: 'A', field: 'id', setting: 'step', value: number(10) }];
    const rows = await rowsOf(programOf({ text: 'A:\n  $count: 3\n  id: integer @id\n', overrides }), 'A');
    expect(rows.map((row) => row['id'])).toEqual([1, 11, 21]);
  });
});
