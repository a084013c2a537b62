import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OutputFile } from '../../src/artifacts/output-file.ts';
import type { Output } from '../../src/artifacts/output.ts';
import type { CompiledEntity } from '../../src/engine/compile/program.ts';
import { allRows } from '../../src/engine/plan.ts';
import { csv } from '../../src/formats/csv.ts';
import { json } from '../../src/formats/json.ts';
import { parquet } from '../../src/formats/parquet.ts';
import type { PartFormat } from '../../src/formats/index.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { PartMakers } from '../../src/workers/making/part-makers.ts';
import type { WorkerSettings } from '../../src/workers/threads/protocol.ts';
import { TurnWriter } from '../../src/workers/threads/turn-writer.ts';
import { WritingThreads } from '../../src/workers/threads/writing-threads.ts';
import { useFolder } from '../cli/folder.ts';
import { optionsOf } from '../formats/encode.ts';

const model = {
  text: `
User:
  $count: 120_000
  id: integer @id
  score: number 1-1000
Nobody:
  $count: 0
  id: integer @id
Few:
  $count: 3
  id: integer @id
Order:
  $count: 80_000
  id: uuid @id
  user_id: $User.id
`,
};

const { model: parsed, program } = loadProgram(model, false);
const entities = program?.entities ?? [];
const folder = useFolder({});

/** Whatever threads there are, they have started long before the end. */
const TIMES = 8;

function settingsOf(format: PartFormat): WorkerSettings {
  return { model: parsed!, format: format.name, options: optionsOf(format) };
}

function open(
  threads: number,
  format: PartFormat,
  files: readonly CompiledEntity[],
  settings: WorkerSettings = settingsOf(format),
): TurnWriter {
  const options = optionsOf(format);
  const others = threads > 1 ? new WritingThreads(threads - 1, settings) : undefined;
  others?.begin(settings.model);
  const loaded = { format, options, makers: new PartMakers(files, format, options) };
  return new TurnWriter({ whole: [], shared: files.map(allRows) }, loaded, others);
}

/** Writes all entities so often, and answers the digest of each file with the rows that were told. */
async function digestsOf(threads: number, format: PartFormat, times: number): Promise<string[]> {
  const files = Array.from({ length: times }, () => entities).flat();
  const writer = open(threads, format, files);
  const digests: string[] = [];
  try {
    for (const entity of files) {
      const output = new OutputFile(join(folder, `${format.name}-${threads}`));
      let rows = 0;
      const { bytes, parts } = await writer.write(allRows(entity), output, (more) => {
        rows += more;
      });
      output.finish();
      const content = readFileSync(join(folder, `${format.name}-${threads}`));
      expect(content).toHaveLength(bytes);
      expect(rows).toBe(entity.rows);
      const hash = createHash('sha256').update(content);
      for (const part of parts) hash.update(`${part.rows} ${part.bytes}`).update(part.seal);
      digests.push(`${entity.name} ${hash.digest('hex')}`);
    }
  } finally {
    await writer.close();
  }
  return digests;
}

/** Users for hours, to nowhere. */
function endless(): readonly CompiledEntity[] {
  return loadProgram({ ...model, counts: [['User', 1_000_000_000_000]] }, false).program?.entities.slice(0, 1) ?? [];
}

function outputTo(descriptor: number): Output {
  return { descriptor, write: () => undefined, finish: () => undefined, abandon: () => closeSync(descriptor) };
}

describe('files that threads write in turn', () => {
  test.each([csv, json, parquet])('are those that one thread writes, in $name', async (format: PartFormat) => {
    const once = await digestsOf(1, format, 1);
    expect(await digestsOf(3, format, TIMES)).toEqual(Array.from({ length: TIMES }, () => once).flat());
  });

  test('are given up where a thread cannot start', async () => {
    const files = endless();
    const writer = open(2, csv, files, { ...settingsOf(csv), format: 'none' });
    const output = outputTo(openSync(devNull, 'w'));
    try {
      const writing = writer.write(allRows(files[0]), output, () => undefined);
      await expect(writing).rejects.toThrow('a format of that name');
    } finally {
      await writer.close();
      await output.abandon();
    }
  });

  test('are given up where this thread cannot write', async () => {
    const files = endless();
    const writer = open(1, csv, files);
    const output = outputTo(openSync(devNull, 'r'));
    try {
      const writing = writer.write(allRows(files[0]), output, () => undefined);
      await expect(writing).rejects.toMatchObject({ code: 'EBADF', syscall: 'write' });
    } finally {
      await writer.close();
      await output.abandon();
    }
  });

  test('are given up where another thread cannot write, with the cause', async () => {
    const threads = new WritingThreads(1, settingsOf(csv));
    const { turns } = threads;
    const descriptor = openSync(devNull, 'r');
    turns.begin(descriptor);
    turns.pass(~0, 0);
    const { promise, resolve } = Promise.withResolvers<unknown>();
    threads.begin(parsed!);
    threads.write({ whole: [], shared: [allRows(entities[0])] }, () => undefined, resolve);
    try {
      expect(await promise).toMatchObject({ code: 'EBADF', syscall: 'write' });
      expect(turns.stopped).toBe(true);
    } finally {
      await threads.close();
      closeSync(descriptor);
    }
  });
});
