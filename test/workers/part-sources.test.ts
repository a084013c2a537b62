import { createHash, type Hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Part, partsOf } from '../../src/engine/plan.ts';
import { csv } from '../../src/formats/csv.ts';
import { jsonl } from '../../src/formats/jsonl.ts';
import { parquet } from '../../src/formats/parquet.ts';
import type { PartFormat } from '../../src/formats/index.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { LocalParts } from '../../src/workers/making/local-parts.ts';
import { PartMakers } from '../../src/workers/making/part-makers.ts';
import type { PartChunk, PartSource } from '../../src/workers/making/part-source.ts';
import { PartPool } from '../../src/workers/threads/pool.ts';
import { optionsOf } from '../formats/encode.ts';

const model = {
  text: `
User:
  $count: 100_000
  id: integer @id
  score: number 1-1000
Order:
  $count: 70_000
  id: uuid @id
  user_id: $User.id
`,
};

const { model: parsed, program } = loadProgram(model, false);
const entities = program?.entities ?? [];

function* allParts(format: PartFormat = csv): Generator<Part> {
  for (const entity of entities) yield* partsOf(entity, format.partBatches);
}

function* endless(): Generator<Part> {
  for (;;) yield* allParts();
}

async function drain(made: AsyncIterator<unknown>): Promise<void> {
  while ((await made.next()).done !== true);
}

/** Takes the chunks of a part, which comes next, and answers its seal. */
async function sealOf(made: AsyncIterator<PartChunk, void>, part: Part, hash: Hash): Promise<Uint8Array> {
  for (let rows = 0; ;) {
    const next = await made.next();
    if (next.done === true) throw new Error('there are fewer parts than were asked for');
    const { value } = next;
    expect(value.part).toEqual(part);
    hash.update(value.bytes);
    rows += value.rows;
    if (value.seal === null) continue;
    expect(rows).toBe(part.rows);
    return value.seal;
  }
}

/** Digests of the bytes and seals of all parts, made several times. */
async function digestsOf(source: PartSource, format: PartFormat, times: number): Promise<string[]> {
  const each = Array.from(allParts(format));
  const made = source.make(Array.from({ length: times }, () => each).flat());
  const digests: string[] = [];
  for (let i = 0; i < times; i++) {
    const hash = createHash('sha256');
    for (const part of each) hash.update(await sealOf(made, part, hash));
    digests.push(hash.digest('hex'));
  }
  return digests;
}

/** So often that threads have started long before the end. */
const TIMES = 40;

const settingsOf = (format: PartFormat): ConstructorParameters<typeof PartPool>[1] => {
  return { model: parsed!, format: format.name, options: optionsOf(format) };
};

describe('parts made by threads', () => {
  test.each([csv, jsonl, parquet])('are those made here, in $name', async (format: PartFormat) => {
    const pool = new PartPool(2, settingsOf(format), new PartMakers(entities, format, optionsOf(format)));
    try {
      const [here] = await digestsOf(new LocalParts(new PartMakers(entities, format, optionsOf(format))), format, 1);
      expect(new Set(await digestsOf(pool, format, TIMES))).toEqual(new Set([here]));
    } finally {
      await pool.close();
    }
  });

  test('can be given up half-way, twice', async () => {
    const pool = new PartPool(2, settingsOf(csv), new PartMakers(entities, csv, optionsOf(csv)));
    const made = pool.make(endless());
    expect((await made.next()).value?.part).toEqual(endless().next().value);
    await pool.close();
    await pool.close();
    await expect(drain(made)).rejects.toThrow(/terminat|ended/i);
  });

  test('fail where a thread cannot start', async () => {
    const settings = { ...settingsOf(csv), format: 'none' };
    const pool = new PartPool(2, settings, new PartMakers(entities, csv, optionsOf(csv)));
    try {
      await expect(drain(pool.make(endless()))).rejects.toThrow('a format of that name');
    } finally {
      await pool.close();
    }
  });
});
