import { describe, expect, test } from 'vitest';
import { tableText } from '../../src/cli/print/table.ts';
import type { ColumnSchema } from '../../src/engine/vector.ts';

const column = (name: string, kind: 'string' | 'integer'): ColumnSchema => ({ name, type: { kind }, nullable: true });
const linesOf = (
  schema: readonly ColumnSchema[],
  rows: readonly (readonly (string | null)[])[],
  width: number,
): string[] => tableText(schema, rows, width, 'null').trimEnd().split('\n');

describe('a table', () => {
  test('shows numbers to the right, and null', () => {
    const rows = [
      ['1', 'Ada'],
      ['12', null],
    ];
    expect(linesOf([column('id', 'integer'), column('name', 'string')], rows, 80)).toEqual([
      '┌────┬──────┐',
      '│ id │ name │',
      '│  1 │ Ada  │',
      '│ 12 │ null │',
      '└────┴──────┘',
    ]);
  });

  test('has its head where there are no rows', () => {
    expect(linesOf([column('id', 'integer')], [], 80)[1]).toBe('│ id │');
  });

  test('cuts the longest cells to fit', () => {
    const schema = [column('id', 'integer'), column('text', 'string'), column('short', 'string')];
    const lines = linesOf(schema, [['1', 'x'.repeat(500), 'abc']], 40);
    expect(lines.every((line) => line.length <= 40)).toBe(true);
    expect(lines[2]).toMatch(/^│ +1 │ x+… │ abc +│$/);
  });

  test('names the columns it has no room for', () => {
    const schema = Array.from({ length: 20 }, (_, i) => column(`column_${i}`, 'string'));
    const lines = linesOf(schema, [schema.map(() => 'a long enough text')], 60);
    expect(lines.slice(0, -1).every((line) => line.length <= 60)).toBe(true);
    expect(lines.at(-1)).toMatch(/^and 1\d more columns: column_\d, .*, column_19$/);
  });

  test('counts what a terminal shows in two columns twice', () => {
    const lines = linesOf([column('名', 'string'), column('b', 'integer')], [['東京', '1']], 80);
    expect(lines.slice(0, 3)).toEqual(['┌──────┬───┐', '│ 名   │ b │', '│ 東京 │ 1 │']);
    const [, , cut] = linesOf([column('a', 'string')], [['東'.repeat(100)]], 21);
    expect(cut).toMatch(/^│ 東+… +│$/);
  });

  test('shows everything where the width has no bound', () => {
    const schema = Array.from({ length: 50 }, (_, i) => column(`column_${i}`, 'string'));
    const lines = linesOf(schema, [schema.map(() => 'x'.repeat(5000))], Infinity);
    expect(lines[2].match(/x{5000}/g)).toHaveLength(50);
    expect(lines).toHaveLength(4);
  });

  test('shows control characters as escapes', () => {
    expect(linesOf([column('a', 'string')], [['x\u001b[2Jy\n']], 80)[2]).toBe('│ x\\u001b[2Jy\\n │');
  });
});
