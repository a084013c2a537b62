import { expect, test } from 'vitest';
import type { PieceWriter } from '../../src/artifacts/store.ts';
import { csv } from '../../src/formats/csv.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { PartMaker } from '../../src/workers/making/part-maker.ts';
import { PartState } from '../../src/workers/making/part-state.ts';
import { MAX_PART_BYTES, storePart } from '../../src/workers/making/store-part.ts';
import { optionsOf } from '../formats/encode.ts';

test('a part that passes its bytes is given up, and is never in memory as a whole', () => {
  const text = `Page:\n  $count: 1_000_000\n  text: { $values: [${'x'.repeat(50_000)}] }\n`;
  const [page] = loadProgram({ text }, false).program?.entities ?? [];
  let bytes = 0;
  let largest = 0;
  const writer: Pick<PieceWriter, 'write'> = {
    write: (chunk) => {
      bytes += chunk.length;
      largest = Math.max(largest, chunk.length);
    },
  };
  const job = { entity: 'Page', first: 0, rows: 1_000_000, last: true, key: 'task/1' };
  const maker = new PartMaker(page, csv, optionsOf(csv));
  const make = () => storePart(maker, job, [], writer, new PartState());
  expect(make).toThrow(expect.objectContaining({ reason: 'too-large' }));
  expect(bytes).toBeLessThanOrEqual(MAX_PART_BYTES);
  expect(bytes).toBeGreaterThan(MAX_PART_BYTES - 64 * 1024 * 1024);
  expect(largest).toBeLessThan(32 * 1024 * 1024);
});
