import { readFileSync } from 'node:fs';

/** The model that the pages show. */
export const SHOP = readFileSync(new URL('../../examples/shop.yaml', import.meta.url), 'utf8');

/** Two entities that refer to each other, one that refers to itself, and a unique text that no index can hold. */
export const CIRCLE = `
A:
  $count: 50
  id: integer @id
  b: $B.id
  twin: { $ref: A.id, $null: 0.5 }
  story: string 4000-5000 unique
B:
  $count: 30
  id: string @uuid @id
  a: $A.id
  of: $A.story
Empty:
  $count: 0
  id: integer @id
  a: $A.id
`;
