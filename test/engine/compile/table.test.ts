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
    uniques: ['code'],
    references: [{ column: 'twin', table: 'Parent', target: 'id' }],
  });
});

test('children are told apart by parent and position; an embedded object is a reference where its key stands for it', () => {
  const references = [
    { column: 'parent', table: 'Parent', target: 'id' },
    { column: 'by_code', table: 'Parent', target: 'code' },
  ];
  const key = ['parent', 'line'];
  expect(table('Child', true)).toEqual({ key, uniques: [], references });
  const whole = { column: 'whole', table: 'Parent', target: 'id' };
  expect(table('Child', false)).toEqual({ key, uniques: [], references: [...references, whole] });
});

test('a key of several fields is the one that is declared', () => {
  expect(table('Declared', false)).toMatchObject({ key: ['b', 'a'], uniques: ['a'] });
  expect(table('Reverse', false).key).toEqual(['parent', 'n']);
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
