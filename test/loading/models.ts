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

/** Keys, unique lists and references of several fields. */
export const PAIRS = `
Tenant: { $count: 4, id: string @uuid @id }
Member: { $unique: [tenant, id], id: integer @id, tenant: { $ref: Tenant.id, $per: 2-5 } }
Project:
  $unique: [[tenant, code], [owner, color]]
  owner: { $ref: Member.id, $per: 0-3 }
  tenant: { $lookup: owner.tenant }
  code: string @uuid
  color: "enum(red, green, blue)"
Bill:
  $key: [org, no]
  org: { $ref: Tenant.id, $per: 1-9 }
  no: { $ordinal: org }
Item:
  $unique: [bill, product]
  bill: { $ref: { bill_org: Bill.org, bill_no: Bill.no }, $per: 0-6 }
  line: { $ordinal: bill }
  product: { $ref: Product.id, $null: 20% }
  billed: { $ref: { a: Bill.org, b: Bill.no }, $null: 40%, $share: zipf }
Product: { $count: 12, id: integer @id, like: $Product.id }
Taken: { $key: [tenant, product], $count: 40, tenant: $Tenant.id, product: $Product.id }
Stock: { $each: [Tenant, Product, size], tenant: $Tenant.id, product: $Product.id, size: "enum(S, M)" }
`;
