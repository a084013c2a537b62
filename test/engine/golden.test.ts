import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generators } from '../../src/engine/generators/registry.ts';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import { encodeRows, entityOf, programOf } from './rows.ts';

/** One folder a model: model.yaml beside the first rows of each entity, as they were made under ENGINE_VERSION. */
const GOLDEN = join(import.meta.dirname, '..', 'golden');
/** Far from the beginning as well, for entities that have that many rows: around 2^32, and at 10^12. */
const RANGES: readonly [number, number][] = [
  [0, 40],
  [2 ** 32 - 3, 6],
  [10 ** 12, 3],
];
const renew = process.env['UPDATE_GOLDEN'] === '1';

describe.each(readdirSync(GOLDEN))('golden %s', (name) => {
  const folder = join(GOLDEN, name);
  const program = programOf(readFileSync(join(folder, 'model.yaml'), 'utf8'));

  test.each(program.entities.map((entity) => entity.name))('%s', async (entityName) => {
    const entity = entityOf(program, entityName);
    const ranges = RANGES.flatMap(([first, rows]): [number, number][] =>
      first < entity.rows ? [[first, Math.min(rows, entity.rows - first)]] : [],
    );
    const text = await encodeRows(entity, 'jsonl', ranges);
    const file = join(folder, `engine-${ENGINE_VERSION}`, `${entityName}.jsonl`);
    if (renew) {
      mkdirSync(join(folder, `engine-${ENGINE_VERSION}`), { recursive: true });
      writeFileSync(file, text);
    }
    expect(existsSync(file), 'bytes of this engine version are written down: npm run golden').toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

test('every generator has a golden field of its name', () => {
  const program = programOf(readFileSync(join(GOLDEN, 'everything', 'model.yaml'), 'utf8'));
  const fields = new Set(entityOf(program, 'Everything').table.columns.map(({ name }) => name));
  expect(generators.map(({ name }) => name).filter((name) => !fields.has(name))).toEqual([]);
});
