import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { allRows, partsOf } from '../../src/engine/plan.ts';
import { csv } from '../../src/formats/csv.ts';
import { json } from '../../src/formats/json.ts';
import { parquet } from '../../src/formats/parquet.ts';
import { type PartFormat, type SealedPart, Sink } from '../../src/formats/index.ts';
import { PartMakers } from '../../src/workers/making/part-makers.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { Turns } from '../../src/workers/threads/turns.ts';
import { type WrittenWhole, writeWholeFiles } from '../../src/workers/threads/whole-files.ts';
import { useFolder } from '../cli/folder.ts';
import { optionsOf } from '../formats/encode.ts';

const text = `
Nobody:
  $count: 0
  id: integer @id
Few:
  $count: 3
  id: integer @id
Wide:
  $count: 5000
  id: integer @id
${Array.from({ length: 60 }, (_, i) => `  text_${i}: string @uuid`).join('\n')}
Some:
  $count: 300
  id: uuid @id
  few_id: $Few.id
`;

const entities = loadProgram({ text }, false).program?.entities ?? [];
const folder = useFolder({});

/** This thread's share of a file for each entity, in a folder of that name. */
function share(name: string, format: PartFormat, turns: Turns): Generator<WrittenWhole | null> {
  const files = entities.map((entity) => ({ rows: allRows(entity), path: join(folder, name, entity.name) }));
  const options = optionsOf(format);
  return writeWholeFiles(files, { format, options, makers: new PartMakers(entities, format, options) }, turns);
}

/** The same bytes by the parts of the plan, with the parts as a footer sees them. */
function expected(format: PartFormat): { bytes: Buffer; parts: readonly SealedPart[] }[] {
  const options = optionsOf(format);
  return entities.map((entity) => {
    const makers = new PartMakers([entity], format, options);
    const { header, footer } = format.frame(entity.table, options);
    const sink = new Sink();
    const parts: SealedPart[] = [];
    sink.append(header);
    for (const part of partsOf(entity, format.partBatches)) {
      const start = sink.length;
      for (const { bytes, seal } of makers.make(part)) {
        sink.append(bytes);
        if (seal !== null) parts.push({ rows: part.rows, bytes: sink.length - start, seal: seal.slice() });
      }
    }
    sink.append(typeof footer === 'function' ? footer(parts) : footer);
    return { bytes: Buffer.from(sink.written()), parts: format.partBatches === undefined ? [] : parts };
  });
}

describe('whole files', () => {
  test.each([csv, json, parquet])('are each written by one of several threads, in $name', (format: PartFormat) => {
    const turns = new Turns();
    const shares = [share(format.name, format, turns), share(format.name, format, turns)];
    const written: WrittenWhole[] = [];
    for (let left = shares; left.length > 0;) {
      left = left.filter((one) => {
        const { done, value } = one.next();
        if (done !== true && value !== null) written.push(value);
        return done !== true;
      });
    }
    const files = expected(format);
    for (const { file, bytes, parts } of written) {
      const content = readFileSync(join(folder, format.name, entities[file].name));
      expect(content.equals(files[file].bytes)).toBe(true);
      expect([bytes, parts]).toEqual([files[file].bytes.length, files[file].parts]);
    }
    expect(written.map(({ file }) => file).sort((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    expect(readdirSync(join(folder, format.name)).sort()).toEqual(entities.map(({ name }) => name).sort());
    expect(turns.rows).toBe(5303);
  });

  test('are larger than what is kept before one is opened', () => {
    const [, , wide] = expected(csv);
    expect(wide.bytes.length).toBeGreaterThan(8 * 1024 * 1024);
  });

  test('are not begun when all was stopped', () => {
    const turns = new Turns();
    const files = share('stopped', csv, turns);
    expect(files.next().value).toBeNull();
    turns.stop();
    expect([...files]).toEqual([null]);
    expect(() => readdirSync(join(folder, 'stopped'))).toThrow('ENOENT');
  });

  test('leave nothing of one that cannot be written, and name it', () => {
    const path = join(folder, 'failing', 'Few');
    mkdirSync(path, { recursive: true });
    let error: unknown;
    try {
      for (const file of share('failing', csv, new Turns())) expect(file?.file ?? 0).toBe(0);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ file: path, code: 'EISDIR', syscall: 'rename' });
    expect(readdirSync(join(folder, 'failing')).sort()).toEqual(['Few', 'Nobody']);
  });

  test('are in their place when a stop returns, where another thread has opened them', async () => {
    const turns = new Turns();
    const published = new Int32Array(new SharedArrayBuffer(4));
    const url = JSON.stringify(new URL('../../src/workers/threads/turns.ts', import.meta.url).href);
    const code = `
      import { parentPort, workerData } from 'node:worker_threads';
      import { Turns } from ${url};
      new Turns(workerData.turns).publish(() => {
        parentPort.postMessage('began');
        Atomics.wait(workerData.published, 0, 0, 50);
        Atomics.store(workerData.published, 0, 1);
      });
    `;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
      workerData: { turns: turns.buffer, published },
    });
    await once(worker, 'message');
    turns.stop();
    expect(Atomics.load(published, 0)).toBe(1);
    await worker.terminate();
  });
});
