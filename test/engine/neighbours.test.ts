import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entityOf, encodeRows, programOf, rowsOf } from './rows.ts';

const shop = readFileSync(new URL('../../examples/shop.yaml', import.meta.url), 'utf8');

describe('any range alone', () => {
  test.each(['Country', 'User', 'Product', 'Order', 'OrderLine'])('%s in pieces equals the whole', async (name) => {
    const entity = entityOf(programOf(shop), name);
    const whole = await encodeRows(entity, 'csv', [[0, entity.rows]]);
    const pieces: [number, number][] = [];
    for (let first = 0, step = 1; first < entity.rows; first += step, step = (step * 7) % 1013) {
      pieces.push([first, Math.min(step, entity.rows - first)]);
    }
    expect(await encodeRows(entity, 'csv', pieces)).toBe(whole);
    const last = whole.trimEnd().split('\n').at(-1);
    expect((await encodeRows(entity, 'csv', [[entity.rows - 1, 1]])).trimEnd()).toBe(last);
  });
});

describe('stable neighbours', () => {
  test('a new field and a new entity leave every other cell as it was', async () => {
    const before = programOf(shop);
    const grown = shop
      .replace(
        '  last_name: string @last_name\n',
        '  last_name: string @last_name\n  middle: string @first_name null 10%\n',
      )
      .concat('\nReview:\n  $count: 50\n  id: integer @id\n  by: $User.id\n  text: string @sentence\n');
    const after = programOf(grown);
    for (const { name } of before.entities) {
      const old = await rowsOf(before, name);
      const now = await rowsOf(after, name);
      expect(now).toEqual(old.map((row) => expect.objectContaining(row)));
    }
  });

  test('a field with a seed of its own keeps its values when the document is seeded anew', async () => {
    const model = (seed: string) =>
      `$seed: ${seed}\nA:\n  id: integer @id\n  x: { $type: integer, $seed: frozen }\n  y: integer\n`;
    const one = await rowsOf(programOf(model('one')), 'A');
    const two = await rowsOf(programOf(model('two')), 'A');
    expect(two.map((row) => row['x'])).toEqual(one.map((row) => row['x']));
    expect(two.map((row) => row['y'])).not.toEqual(one.map((row) => row['y']));
  });
});
