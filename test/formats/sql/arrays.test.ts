import { expect, test } from 'vitest';
import { postgresOptimized } from '../../../src/formats/postgres-optimized.ts';
import { PartMakers } from '../../../src/workers/making/part-makers.ts';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';

const decoder = new TextDecoder();
const MODEL = `Film: { $count: 1, id: integer @id, tags: { $items: { $values: ['a"\\b'] }, $length: 2 }, more: { $items: integer 7-7, $length: 1 }, deep: [{ a: integer }] }`;

function written(arrays: readonly string[]): { rows: string; schema: string } {
  const { program } = loadProgram({ text: MODEL }, false);
  const entities = program?.entities ?? [];
  const options = { arrays, standalone: false };
  const maker = new PartMakers(entities, postgresOptimized, options).of('Film');
  const rows = [...maker.rows(0, 1)].map(({ bytes }) => decoder.decode(bytes)).join('');
  const files = entities.map(({ table }) => ({ table, file: 'Film.sql' }));
  const schema = postgresOptimized.companions(files, options).find(({ file }) => file === 'schema.sql');
  return { rows, schema: decoder.decode(schema?.bytes) };
}

test('lists are JSON unless they are to be arrays', () => {
  const { rows, schema } = written([]);
  expect(rows).toMatch(/^1\t\["a\\\\"\\\\\\\\b","a/);
  expect(schema).toMatch(/"tags" jsonb NOT NULL,\s+"more" jsonb/);
});

test('lists that are named are arrays, in the rows and in the tables', () => {
  const { rows, schema } = written(['Film.tags']);
  expect(rows).toMatch(/^1\t\{"a\\\\"\\\\\\\\b","a\\\\"\\\\\\\\b"\}\t\[7\]\t/);
  expect(schema).toMatch(/"tags" text\[\] NOT NULL,\s+"more" jsonb/);
});

test('* names all lists that an array can hold', () => {
  const { rows, schema } = written(['*']);
  expect(rows).toMatch(/\t\{7\}\t\[\{/);
  expect(schema).toMatch(/"more" bigint\[\] NOT NULL,\s+"deep" jsonb/);
});
