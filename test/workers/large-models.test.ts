import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { partsOf } from '../../src/engine/plan.ts';
import { formatNames, loadFormat, loadPartFormat, partFormatNames } from '../../src/formats/index.ts';
import { parseOptions } from '../../src/formats/options.ts';
import { Buffers } from '../../src/workers/making/buffers.ts';
import { inspect } from '../../src/workers/making/inspect.ts';
import { PartMaker } from '../../src/workers/making/part-maker.ts';
import { PartMakers } from '../../src/workers/making/part-makers.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { LoadedSpecs } from '../../src/workers/programs/loaded-specs.ts';
import { programOf } from '../engine/rows.ts';
import { ASKER, openHost, specOf, type TestHost } from './host.ts';
import { largeModel } from './large-models.ts';
import { optionsOf } from '../formats/encode.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What `act` asks for: bytes of buffers, and WebAssembly memories. */
async function asked(act: () => void | Promise<void>): Promise<{ bytes: number; memories: number }> {
  let bytes = 0;
  let memories = 0;
  const { Memory } = WebAssembly;
  vi.stubGlobal(
    'ArrayBuffer',
    class extends ArrayBuffer {
      constructor(length: number) {
        super(length);
        bytes += length;
      }
    },
  );
  vi.stubGlobal('WebAssembly', {
    ...Object.fromEntries(
      Object.getOwnPropertyNames(WebAssembly).map((name) => [name, Reflect.get(WebAssembly, name)]),
    ),
    Memory: class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super(descriptor);
        memories++;
      }
    },
  });
  try {
    await act();
  } finally {
    vi.unstubAllGlobals();
  }
  return { bytes, memories };
}

describe('buffers', () => {
  test.each(formatNames)('are those of one entity for all that are inspected as %s', async (name) => {
    const load = async (entities: number) => {
      const json = JSON.stringify(specOf(largeModel(entities, 10), name));
      const shared = new SharedArrayBuffer(Buffer.byteLength(json));
      Buffer.from(shared).write(json);
      return await new LoadedSpecs().get({ id: name, json: shared });
    };
    const [few, many] = [await load(6), await load(60)];
    let file = 0;
    const folder = (): string => `/nonexistent/${file++}`;
    if (few.piece === 'dataset' || many.piece === 'dataset') return;
    inspect(few, folder);
    const before = await asked(() => void inspect(few, folder));
    const after = await asked(() => void inspect(many, folder));
    expect(after.memories).toBeLessThanOrEqual(1);
    // One more entity asks for some bytes of names, not for a buffer of a MiB.
    expect((after.bytes - before.bytes) / 54).toBeLessThan(100_000);
  });

  test.each(partFormatNames)('of other entities change no byte of %s', async (name) => {
    const format = await loadPartFormat(name);
    const { options } = parseOptions(format.options, new Map());
    const { entities } = programOf(largeModel(12, 16, 300), format.nested);
    const makers = new PartMakers(entities, format, options);
    const bytesOf = (maker: PartMaker, rows: number): Buffer => {
      const chunks: Uint8Array[] = [];
      for (const { bytes, seal } of maker.rows(0, rows)) chunks.push(bytes.slice(), seal?.slice() ?? new Uint8Array(0));
      return Buffer.concat(chunks);
    };
    // There and back, so that each entity comes after smaller and larger ones, and twice.
    for (const entity of [...entities, ...entities.toReversed()]) {
      const alone = new PartMaker(entity, format, options);
      const expected = bytesOf(alone, entity.rows);
      expect(bytesOf(makers.of(entity.name), entity.rows).equals(expected)).toBe(true);
    }
  });

  test('are not shared by two makers at once', async () => {
    const { entities } = programOf(largeModel(2, 5));
    const csv = await loadPartFormat('csv');
    const buffers = new Buffers();
    const first = new PartMaker(entities[0], csv, optionsOf(csv), 10, buffers);
    const rows = first.rows(0, 100);
    expect(rows.next().done).toBe(false);
    const second = new PartMaker(entities[1], csv, optionsOf(csv), 10, buffers);
    expect(() => rows.next()).toThrow('another one has');
    expect(second.rows(0, 10).next().done).toBe(false);
  });
});

test('a small entity is one part, which one thread makes alone', () => {
  const partsFor = (rows: number): number[] => {
    const { entities } = programOf(`User:\n  $count: ${rows}\n  id: integer @id\n`);
    return Array.from(partsOf(entities[0]), (part) => part.rows);
  };
  expect(partsFor(0)).toEqual([]);
  expect(partsFor(6000)).toEqual([6000]);
  expect(partsFor(8192)).toEqual([8192]);
  expect(partsFor(8193)).toEqual([4096, 4096, 1]);
});

test('the names of indexes are found in linear time', async () => {
  const sql = await loadFormat('sql');
  const encodings = (tables: number): number => {
    const encode = vi.spyOn(TextEncoder.prototype, 'encode');
    const prefix = 'x'.repeat(58);
    const column = { name: 'mail', type: { kind: 'integer' }, nullable: false, width: 32 } as const;
    const given = Array.from({ length: tables }, (_, i) => {
      const name = `${prefix}${String(i).padStart(5, '0')}`;
      return { name, columns: [{ ...column, name: 'id' }, column], key: ['id'], uniques: [['mail']], references: [] };
    });
    expect(sql.faults?.(given, optionsOf(sql))).toEqual([]);
    const { length } = encode.mock.calls;
    encode.mockRestore();
    return length;
  };
  expect(encodings(1000) / encodings(100)).toBeLessThan(20);
});

describe('the gateway accepts', () => {
  // As long as a busy machine takes: what is tested is that nothing else is in the way.
  const patient = { interactiveTimeout: 100_000, threadMegabytes: 1024 };
  let started: TestHost;
  beforeAll(async () => {
    started = await openHost({ threads: 1, ...patient });
    return async () => await started.end();
  });
  test.each([
    { entities: 1000, fields: 10 },
    { entities: 1, fields: 10_000 },
  ])('$entities entities of $fields fields', async ({ entities, fields }) => {
    const { host } = started;
    const text = largeModel(entities, fields, 1000);
    const found = await host.inspect(specOf(text), ASKER);
    expect(found.problems).toEqual([]);
    expect(found.entities.map(({ columns }) => columns.length)).toEqual(Array.from({ length: entities }, () => fields));
    const { rows } = await host.preview({ model: { text }, entity: 'Entity0', offset: 0, limit: 2 }, ASKER);
    expect(rows?.map((row) => Object.keys(JSON.parse(row)).length)).toEqual([fields, fields]);
  });

  test('problems of such a model, each with its hint', () => {
    const text = largeModel(300, 10).replaceAll('id }', 'idd }');
    const { problems } = loadProgram({ text }, false);
    expect(problems).toHaveLength(100);
    expect(problems[0]).toMatchObject({ code: 'FIELD_UNKNOWN', hint: 'did you mean id?' });
  });
});
