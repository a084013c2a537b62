import { expect, test } from 'vitest';
import { Arena } from '../../../src/engine/arena.ts';
import { Frame, type Recipe } from '../../../src/engine/frame.ts';
import { rowAt } from '../../../src/engine/rows.ts';
import { Children } from '../../../src/engine/relations/children.ts';
import type { Link } from '../../../src/engine/relations/link.ts';
import { previous } from '../../../src/engine/relations/previous.ts';
import { rank } from '../../../src/engine/relations/rank.ts';
import { runningSum } from '../../../src/engine/relations/running.ts';

const MAX = 9000;

/** Children of parents with 9,000 rows each, and a column that notes which rows are made. */
function setUp(): { link: Link; children: Children; value: Recipe; made: number[] } {
  const children = new Children({ parents: 1_000_000_000, law: MAX, key: { k0: 1, k1: 2 } });
  const made: number[] = [];
  const value: Recipe = {
    type: { kind: 'integer' },
    nullable: false,
    width: 8,
    magnitude: 7,
    bind(frame) {
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'int53', values, validity: null },
        fill(rows) {
          for (let i = 0; i < rows.length; i++) {
            made.push(rowAt(rows, i));
            values[i] = rowAt(rows, i) % 7;
          }
        },
      };
    },
  };
  return {
    link: { id: 'p', parent: { rows: 1_000_000_000 }, choice: children, presence: null },
    children,
    value,
    made,
  };
}

const rules: [string, (set: ReturnType<typeof setUp>) => Recipe, alone: (place: number) => number][] = [
  ['a running sum', ({ link, value }) => runningSum(link, value, MAX), (place) => place + 1],
  ['the value before', ({ link, value }) => previous(link, value), () => 1],
  ['a rank', ({ link, children, value }) => rank(link, () => children, value, true, MAX), () => MAX],
];

test.each(rules)('%s of a row far out costs no more than its parent', (_, make, alone) => {
  for (const place of [0, 1, 5000, MAX - 1]) {
    const set = setUp();
    const frame = new Frame(new Arena(), 10);
    const column = frame.column(make(set));
    frame.range(900_000_000 * MAX + place, 1);
    column.ensure();
    expect(set.made).toHaveLength(alone(place));
    expect(Math.min(...set.made)).toBeGreaterThanOrEqual(900_000_000 * MAX);
    expect(Math.max(...set.made)).toBeLessThan(900_000_001 * MAX);
  }
});

test('a running sum that is read in order makes each row once', () => {
  const set = setUp();
  const frame = new Frame(new Arena(), 1000);
  const column = frame.column(runningSum(set.link, set.value, MAX));
  for (let first = 0; first < 3 * MAX; first += 1000) {
    frame.range(first, 1000);
    column.ensure();
  }
  expect(set.made).toEqual(Array.from({ length: 3 * MAX }, (_, row) => row));
});

test('scattered rows, in any order and repeated, are those of a range', () => {
  const set = setUp();
  const recipes = rules.map(([, make]) => make(set));
  const read = (rows: readonly number[]): unknown[] => {
    const frame = new Frame(new Arena(), rows.length);
    const columns = recipes.map((recipe) => frame.column(recipe));
    frame.select(Float64Array.from(rows), rows.length);
    return columns.map((column) => {
      column.ensure();
      const { vector } = column.value;
      return 'values' in vector
        ? Array.from(rows, (_, i) => (vector.validity?.[i] === 0 ? null : vector.values[i]))
        : [];
    });
  };
  const rows = [17_999, 3, 3, 9000, 0, 12_345, 8999, 9000, 4, 17_999];
  const alone = rows.map((row) => read([row]).map((column) => (Array.isArray(column) ? column[0] : undefined)));
  expect(read(rows)).toEqual(recipes.map((_, i) => alone.map((cells) => cells[i])));
});
