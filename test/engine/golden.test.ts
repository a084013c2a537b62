import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generators } from '../../src/engine/generators/registry.ts';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import { encodeRows, entityOf, programOf } from './rows.ts';

/**
 * One folder a model: model.yaml beside the first rows of each entity, as they were made under ENGINE_VERSION. Of the generators
 * there is a digest each.
 */
const GOLDEN = join(import.meta.dirname, '..', 'golden');
/** Far from the beginning as well, for entities that have that many rows: around 2^32, and at 10^12. */
const RANGES: readonly [number, number][] = [
  [0, 40],
  [2 ** 32 - 3, 6],
  [10 ** 12, 3],
];
const rangesOf = (count: number): [number, number][] =>
  RANGES.flatMap(([first, rows]): [number, number][] =>
    first < count ? [[first, Math.min(rows, count - first)]] : [],
  );
const renew = process.env['UPDATE_GOLDEN'] === '1';

describe.each(readdirSync(GOLDEN).filter((name) => existsSync(join(GOLDEN, name, 'model.yaml'))))(
  'golden %s',
  (name) => {
    const folder = join(GOLDEN, name);
    const program = programOf(readFileSync(join(folder, 'model.yaml'), 'utf8'));

    test.each(program.entities.map((entity) => entity.name))('%s', async (entityName) => {
      const entity = entityOf(program, entityName);
      const text = await encodeRows(entity, 'jsonl', rangesOf(entity.rows));
      const file = join(folder, `engine-${ENGINE_VERSION}`, `${entityName}.jsonl`);
      if (renew) {
        mkdirSync(join(folder, `engine-${ENGINE_VERSION}`), { recursive: true });
        writeFileSync(file, text);
      }
      expect(existsSync(file), 'bytes of this engine version are written down: npm run golden').toBe(true);
      expect(text).toBe(readFileSync(file, 'utf8'));
    });
  },
);

test('every generator makes the values that are written down: one line each, so that a new one moves no other', async () => {
  const fields = generators.map(({ name }) => `  ${name}: { $generator: ${name} }\n`);
  const program = programOf(`$seed: everything\nEverything:\n  $count: 5000000000\n${fields.join('')}`);
  const entity = entityOf(program, 'Everything');
  const lines = await encodeRows(entity, 'jsonl', rangesOf(entity.rows));
  const rows = lines
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  const digests = generators.map(({ name }) => {
    const hash = createHash('sha256').update(JSON.stringify(rows.map((row) => row[name])));
    return `${name} ${hash.digest('hex').slice(0, 32)}\n`;
  });
  const file = join(GOLDEN, 'generators', `engine-${ENGINE_VERSION}.txt`);
  if (renew) {
    mkdirSync(join(GOLDEN, 'generators'), { recursive: true });
    writeFileSync(file, digests.join(''));
  }
  expect(digests.join('')).toBe(readFileSync(file, 'utf8'));
});
