import { describe, expect, it, test } from 'vitest';
import { dialectOf, sourceOf } from '../../src/dialects/index.ts';
import { errorsOf, importText } from './import-text.ts';

/** The lines of an entity in the model of a schema, without those of its count. */
async function entity(schema: string, name: string): Promise<readonly string[]> {
  const { model, report } = await importText(schema, null);
  expect(report.dialect).toBe('prisma');
  expect(errorsOf(model)).toEqual([]);
  const body = model.split(/\n(?=\S)/).find((one) => one.startsWith(`${name}:`)) ?? '';
  return body
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^\$count|^_id/.test(line));
}

async function findings(schema: string): Promise<readonly string[]> {
  const { model, report } = await importText(schema, 'prisma');
  expect(errorsOf(model === '' ? 'A: { id: integer }' : model)).toEqual([]);
  return report.findings.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`.trim());
}

describe('a field becomes a field', () => {
  it.each([
    ['a String', 'a: string'],
    ['a String?', 'a: string null 10%'],
    ['a String @db.VarChar(10)', 'a: string 1-10'],
    ['a Int @db.SmallInt', 'a: integer'],
    ['a Int @db.UnsignedTinyInt', 'a: integer 0-255'],
    ['a BigInt', 'a: integer'],
    ['a Decimal @db.Decimal(6, 2)', 'a: decimal(6,2)'],
    ['a Decimal', 'a: number'],
    ['a Float @db.DoublePrecision', 'a: number'],
    ['a DateTime @db.Date', 'a: date'],
    ['a DateTime @db.Timestamptz(3) @default(now())', 'a: timestamp'],
    ['a Boolean @default(true)', 'a: boolean'],
    ['a Json?', 'a: json null 10%'],
    ['a Bytes', 'a: binary'],
    ['a String @default(uuid())', 'a: string @uuid'],
    ['a String @db.Uuid @default(dbgenerated("gen_random_uuid()"))', 'a: uuid'],
    ['a Int @default(autoincrement())', 'a: integer @sequence'],
    ['a Int[]', 'a: [ integer ]'],
    ['a Role', 'a: enum(USER, adm in)'],
    ['a Role[]', 'a: [ "enum(USER, adm in)" ]'],
    ['a String @unique', 'a: string unique'],
    ['a String @map("b c")', 'b c: string'],
    ['a Unsupported("point")', 'a: { $template: "({@longitude},{@latitude})" }'],
    ['a Place', 'a: { lat: number, lon: number null 10% }'],
    ['a Place[]', 'a:'],
    ['/// what it is\n  a String', 'a: string # what it is'],
    ['a String /// what it is', 'a: string # what it is'],
    ['a String // no comment', 'a: string'],
    ['a Int @ignore', 'a: integer'],
  ])('%s', async (field, expected) => {
    const schema = `enum Role {\n  USER\n  ADMIN @map("adm in")\n}\ntype Place {\n  lat Float\n  lon Float?\n}\nmodel M {\n  id Int @id\n  ${field}\n}\n`;
    expect((await entity(schema, 'M')).slice(0, 2)).toEqual(['id: integer @id', expected]);
  });
});

test('keys, uniques and references are kept, with the names in the database', async () => {
  const schema = `
datasource db {
  provider = "postgresql"
}
/// What is bought
model Order {
  shop  Int
  no    Int
  note  String @db.Text
  lines Line[]
  @@id([shop, no])
  @@unique(fields: [no, note(sort: Desc)], map: "x")
  @@map("orders")
  @@schema("sales")
}
model Line {
  id      Int   @id @default(autoincrement())
  shop_id Int
  no_id   Int
  order   Order @relation(fields: [shop_id, no_id], references: [shop, no])
}
`;
  expect(await entity(schema, 'sales.orders')).toEqual([
    '$description: What is bought',
    '$key: [ shop, no ]',
    '$unique: [ no, note ]',
    'shop: integer',
    'no: integer',
    'note: string',
  ]);
  expect(await entity(schema, 'Line')).toEqual([
    'id: integer @id',
    'orders_row: { $ref: { shop_id: sales.orders.shop, no_id: sales.orders.no } }',
  ]);
  const { report } = await importText(schema, null);
  expect(report).toMatchObject({ findings: [], source: { tables: 2, keys: 2, uniques: 1, references: 1 } });
  expect(report.understood).toEqual(report.source);
});

describe('a relation of many to many', () => {
  const two = (a: string, b: string): string =>
    `model Post {\n  id Int @id\n  ${a}\n}\nmodel Category {\n  id String @id\n  ${b}\n}\n`;

  test('makes a table of two keys', async () => {
    const schema = two('categories Category[]', 'posts Post[]');
    expect(await entity(schema, '_CategoryToPost')).toEqual([
      '$key: [ A, B ]',
      'A: { $ref: Category.id, $per: 1-3 }',
      'B: $Post.id',
    ]);
    expect(await entity(schema, 'Post')).toEqual(['id: integer @id']);
  });

  test('has the name of the relation', async () => {
    const schema = two('categories Category[] @relation("Tagged")', 'posts Post[] @relation(name: "Tagged")');
    expect((await entity(schema, '_Tagged')).length).toBe(3);
  });

  test('of a model with itself', async () => {
    const schema = `model User {\n  id Int @id\n  follows User[] @relation("Follows")\n  followers User[] @relation("Follows")\n}\n`;
    expect(await entity(schema, '_Follows')).toEqual([
      '$key: [ A, B ]',
      'A: { $ref: User.id, $per: 1-3 }',
      'B: $User.id',
    ]);
  });

  test('one list and one key is none', async () => {
    const schema =
      'model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}\n';
    expect((await importText(schema, null)).report.source.tables).toBe(2);
    expect(await entity(schema, 'B')).toEqual(['id: integer @id', 'aId: $A.id']);
  });
});

describe('what is not understood is reported with its place', () => {
  it.each([
    ['model A {\n  id Int @id\n  b Nothing\n}', ['TYPE_UNKNOWN 3:3 A.b']],
    ['model A {\n  id Int @id\n  id String\n}', ['NAME_REPEATED 3:3 A.id']],
    ['model A {\n  id Int @id\n}\nmodel A {\n  id Int @id\n}', ['NAME_REPEATED 4:1 A']],
    ['model A {\n  id Int @id\n  b\n  c Int\n}', ['STATEMENT_SYNTAX 3:3']],
    ['model A {\n  id Int @id\n  @@unique([b])\n}', ['COLUMN_UNKNOWN 3:3 A']],
    ['frobnicate x\nmodel A {\n  id Int @id\n}', ['STATEMENT_SYNTAX 1:1']],
    ['model A {\n  id Int @id\n  b Int = 5\n}', ['STATEMENT_SYNTAX 3:9']],
    ['model A {\n  id Int @id', ['STATEMENT_UNFINISHED 1:1 A']],
    [
      'model A {\n  id Int @id\n  b B @relation(fields: [bId], references: [id])\n}\nmodel B {\n  id Int @id\n}',
      ['REFERENCE_SKIPPED 3:3 A.b'],
    ],
    ['model A {\n  id Int @id\n  c Unsupported("frob")?\n}', ['COLUMN_OPTIONAL 3:3 A.c']],
    ['type T {\n  t T\n}\nmodel A {\n  id Int @id\n  a T\n}', ['TYPE_APPROXIMATED']],
  ])('%s', async (schema, expected) => {
    const found = await findings(schema);
    expect(found.slice(0, 1).map((text) => text.slice(0, expected[0].length))).toEqual(expected);
  });

  it.each([
    'model',
    'model {',
    `model A {\n  id Int @id @x(${'['.repeat(10_000)}`,
    'model __proto__ {\n  __proto__ Int @id\n  constructor String @map("toString")\n}',
    `model A {\n  id Int @id @default(${'a('.repeat(5000)}\n}`,
    '"'.repeat(5000),
    '}'.repeat(5000),
    `model A {\n${'  x Int @@@@ @ . ( [\n'.repeat(2000)}}`,
  ])('ends: %.40j', async (schema) => {
    const { model } = await importText(schema, 'prisma');
    expect(errorsOf(model === '' ? 'A: { id: integer }' : model)).toEqual([]);
  });

  test('thousands of models and fields end', async () => {
    const models = Array.from({ length: 2000 }, (_, i) => `model M${i} {\n  id Int @id\n  m M${i}[]\n  a String\n}`);
    const { report } = await importText(models.join('\n'), 'prisma');
    expect(report.source.tables).toBe(2000);
  });
});

test('it is told from other texts', () => {
  const name = (text: string): string | undefined => dialectOf(sourceOf(Buffer.from(text)))?.name;
  expect(name('model A {\n  id Int @id\n}')).toBe('prisma');
  expect(name('CREATE TABLE model (id int PRIMARY KEY);')).not.toBe('prisma');
  expect(name('type Query {\n  a: String\n}')).not.toBe('prisma');
});
