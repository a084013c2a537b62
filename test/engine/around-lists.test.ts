import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from './rows.ts';

const text = `
Shop: { $count: 4, id: integer @id, currency: "enum(EUR, USD)", open: boolean }
Product: { $count: 30, id: integer @id, shop: { $ref: Shop.id }, price: integer 1-99 }
Order:
  $count: 200
  id: integer @id
  shop: { $ref: Shop.id, $null: 10% }
  placed: timestamp 2025-01-01..2025-06-30
  limit: integer 1-3
  who: { name: string @first_name }
  lines:
    $length: 0-4
    $items:
      product: { $ref: Product.id, $where: shop = shop, $null: 0% }
      currency: { $lookup: shop.currency }
      label: { $template: '{who.name} {id} {product.price}' }
      sent: { $type: timestamp, $after: placed, $within: 2d }
      kind: { $when: [{ if: shop.open, then: "= limit" }, { then: 0 }] }
      note: { $type: string, $values: [x, y], $when: limit > 1 }
      parts: { $length: '= limit', $items: { of: "= id * 1000 + limit", product: "= product.price", shop: "= shop" } }
  tags: { $length: 1-2, $items: "= limit + 1" }
Invoice: { $count: 40, id: integer @id, order: $Order }
`;

const rowOf = (value: unknown): Row => JSON.parse(JSON.stringify(value));
const rowsIn = (value: unknown): Row[] => JSON.parse(JSON.stringify(value));

describe('the items of a list', () => {
  test('use what the row has around them', async () => {
    const program = programOf(text);
    const byId = async (name: string): Promise<Map<unknown, Row>> =>
      new Map((await rowsOf(program, name)).map((row) => [row['id'], row]));
    const [shops, products, orders] = [await byId('Shop'), await byId('Product'), await byId('Order')];
    const told = (row: Row): void => {
      const shop = shops.get(row['shop']);
      for (const line of rowsIn(row['lines'])) {
        const product = products.get(line['product']);
        expect(product?.['shop'] ?? null).toBe(product === undefined ? null : row['shop']);
        const price = product === undefined ? null : Number(product['price']);
        expect(line).toMatchObject({
          currency: shop?.['currency'] ?? null,
          label: price === null ? null : `${String(rowOf(row['who'])['name'])} ${String(row['id'])} ${price}`,
          kind: shop?.['open'] === true ? row['limit'] : 0,
        });
        expect(line['note'] === null).toBe(row['limit'] === 1);
        const wait = Date.parse(String(line['sent'])) - Date.parse(String(row['placed']));
        expect(wait > 0 && wait <= 172_800_000).toBe(true);
        const part = { of: Number(row['id']) * 1000 + Number(row['limit']), product: price, shop: row['shop'] };
        expect(line['parts']).toEqual(Array.from({ length: Number(row['limit']) }, () => part));
      }
      expect(new Set([row['tags']].flat())).toEqual(new Set([Number(row['limit']) + 1]));
    };
    for (const row of orders.values()) told(row);
    for (const { order } of await rowsOf(program, 'Invoice')) expect(orders.get(rowOf(order)['id'])).toEqual(order);
    expect(await rowsOf(programOf(text), 'Order', 77, 9)).toEqual([...orders.values()].slice(77, 86));
  });

  test('name what is not there, and not the list itself', () => {
    const told = (item: string): string[] =>
      loadProgram({ text: `A:\n  n: integer\n  l: { $items: { x: ${item} } }\n` }, true).problems.map(
        ({ code, line, column }) => `${code} ${line}:${column}`,
      );
    expect(told('"= n + m"')).toEqual(['EXPRESSION_NAME 3:28']);
    expect(told('{ $lookup: n.id }')).toEqual(['NOT_A_REFERENCE 3:32']);
    expect(told('"= x"')).toEqual(['VALUE_CYCLE 3:18']);
  });
});
