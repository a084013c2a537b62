import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DIRECTIVES } from '../../src/model/index.ts';
import { encodeRows, entityOf, programOf } from './rows.ts';

const text = readFileSync(new URL('every-directive.yaml', import.meta.url), 'utf8');

/** Positions of a shuffle that is the same in every run. */
function shuffled(count: number): number[] {
  const step = [...Array(count).keys()].findLast((one) => one > count / 2 && count % one !== 0 && one % 2 === 1) ?? 1;
  return Array.from({ length: count }, (_, i) => (i * step) % count);
}

describe('every directive', () => {
  test('is used in the model', () => {
    const missing = DIRECTIVES.filter(({ name, shape }) => shape !== undefined && !text.includes(`${name}:`));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  const program = programOf(text);
  const again = programOf(text);
  test.each(program.entities.map(({ name }) => name))('gives %s the same rows in any order and alone', async (name) => {
    const entity = entityOf(program, name);
    const whole = (await encodeRows(entity, 'jsonl', [[0, entity.rows]])).trimEnd().split('\n');
    expect(whole).toHaveLength(entity.rows);
    const size = Math.max(1, Math.floor(entity.rows / 30));
    const pieces = shuffled(Math.ceil(entity.rows / size));
    const ranges = pieces.map((piece): [number, number] => {
      const first = piece * size;
      return [first, Math.min(size, entity.rows - first)];
    });
    const inAnyOrder = (await encodeRows(entity, 'jsonl', ranges)).trimEnd().split('\n');
    expect(inAnyOrder).toEqual(ranges.flatMap(([first, rows]) => whole.slice(first, first + rows)));
    for (const row of [0, Math.floor(entity.rows / 3), entity.rows - 1]) {
      const alone = await encodeRows(entityOf(again, name), 'jsonl', [[row, 1]]);
      expect(alone.trimEnd()).toBe(whole[row]);
    }
  });
});
