import { expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';

const MODEL = `
Parent:
  $count: 10
  id: integer @id
  code: string unique
  secret: { $type: integer, $unique: true, $hidden: true }
  twin: { $ref: Parent.id, $null: 0.5 }
Child:
  parent: { $ref: Parent.id, $per: 1-3 }
  line: { $ordinal: parent }
  by_code: $Parent.code
  whole: $Parent
  many: [$Parent.id]
  by_secret: $Parent.secret
Declared:
  $key: [b, a]
  a: integer 1-1000 unique
  b: integer 1-2
Reverse:
  $key: [n, parent]
  parent: { $ref: Parent.id, $per: 1-3 }
  n: { $ordinal: parent }
Member:
  $unique: [[org, id], [Org_name, id], [org, secret]]
  id: integer @id
  org: { $ref: Parent.id, $per: 1-2 }
  Org_name: { $lookup: org.code }
  secret: { $type: integer, $hidden: true }
Task:
  owner: $Member.id
  org: { $lookup: owner.org }
  free: $Member.org
Row:
  $unique: [child, kind]
  child: { $ref: { parent: Child.parent, line: Child.line }, $per: 2, $null: 0.1 }
  kind: enum(a, b, c)
  n: { $ordinal: child }
  total: { $lookup: child.by_code }
Sub:
  child: { $ref: { p: Child.parent, l: Child.line }, $per: 2 }
  n: { $ordinal: child }
Each:
  $each: [Parent, kind]
  kind: enum(a, b)
  p: $Parent.id
Kept:
  id: { $type: integer, $key: true, $hidden: true }
  name: string
`;

function table(name: string, nested: boolean) {
  const { program, problems } = loadProgram({ text: MODEL }, nested);
  const found = program?.entities.find((entity) => entity.name === name);
  if (found === undefined) throw new Error(JSON.stringify(problems));
  const { key, uniques, references } = found.table;
  return { key, uniques, references };
}

test('a key, what is unique besides it, and a reference to the own table', () => {
  expect(table('Parent', false)).toEqual({
    key: ['id'],
    uniques: [['code']],
    references: [{ columns: ['twin'], table: 'Parent', targets: ['id'] }],
  });
});

test('children are told apart by parent and position; an embedded object is a reference where its key stands for it', () => {
  const references = [
    { columns: ['parent'], table: 'Parent', targets: ['id'] },
    { columns: ['by_code'], table: 'Parent', targets: ['code'] },
  ];
  const key = ['parent', 'line'];
  expect(table('Child', true)).toEqual({ key, uniques: [], references });
  const whole = { columns: ['whole'], table: 'Parent', targets: ['id'] };
  expect(table('Child', false)).toEqual({ key, uniques: [], references: [...references, whole] });
});

test('a key of several fields is the one that is declared', () => {
  expect(table('Declared', false)).toMatchObject({ key: ['b', 'a'], uniques: [['a']] });
  expect(table('Reverse', false).key).toEqual(['parent', 'n']);
});

test('lists are unique together as far as they are shown, and what is looked up beside a reference refers with it', () => {
  const { uniques } = table('Member', false);
  expect(uniques).toEqual([
    ['org', 'id'],
    ['Org_name', 'id'],
  ]);
  expect(table('Task', false).references).toEqual([
    { columns: ['owner'], table: 'Member', targets: ['id'] },
    { columns: ['org', 'owner'], table: 'Member', targets: ['org', 'id'] },
  ]);
});

test('the columns of a reference of several fields stand for it', () => {
  const references = (parent: string, line: string) => [
    { columns: [parent, line], table: 'Child', targets: ['parent', 'line'] },
  ];
  expect(table('Row', false)).toEqual({
    // A reference that can be null tells no rows apart.
    key: [],
    uniques: [['parent', 'line', 'kind']],
    references: references('parent', 'line'),
  });
  expect(table('Sub', false)).toEqual({ key: ['p', 'l', 'n'], uniques: [], references: references('p', 'l') });
});

test('combinations are the key', () => {
  expect(table('Each', true).key).toEqual(['p', 'kind']);
});

test('what is hidden is no key', () => {
  expect(table('Kept', false).key).toEqual([]);
});

test('a value computed from a bounded position or number is not null', () => {
  const text = `
Sensor: { $count: 3, id: integer @id }
Reading:
  $key: [sensor, n]
  sensor: { $ref: Sensor.id, $per: 40 }
  n: { $ordinal: sensor }
  same: { $lookup: sensor.id }
  at: "= timestamp('2025-01-01') + minutes(n)"
  clamped: "= timestamp('2025-01-01') + minutes(clamp(hash(same), 1, 40))"
  far: "= timestamp('2025-01-01') + minutes(hash(same))"
`;
  const { program } = loadProgram({ text }, false);
  const columns = program?.entities[1].open(1).columns ?? [];
  const nullable = columns.filter((column) => column.nullable).map(({ name }) => name);
  expect([columns.length, nullable]).toEqual([6, ['far']]);
});
