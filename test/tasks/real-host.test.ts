import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { artifactStream } from '../../src/artifacts/artifact-stream.ts';
import { loadPartFormat, Sink } from '../../src/formats/index.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import type { ModelHost } from '../../src/workers/host/model-host.ts';
import { PartMaker } from '../../src/workers/making/part-maker.ts';
import { startModelHost } from '../../src/workers/host/start-model-host.ts';
import { openPGlite } from '../database/databases.ts';
import { ended, reached, Room, value } from './room.ts';
import { optionsOf } from '../formats/encode.ts';

const SHOP = readFileSync(join(import.meta.dirname, '..', '..', 'examples', 'shop.yaml'), 'utf8');

describe('with a host of its own process', () => {
  let room: Room;
  let host: ModelHost;
  beforeAll(async () => {
    room = await Room.open(openPGlite(), SHOP);
    const store = { kind: 'disk', folder: join(room.folder, 'artifacts') } as const;
    const quiet = { warn: () => undefined, error: () => undefined };
    host = await startModelHost({ threads: 2, store, threadMegabytes: 256, interactiveTimeout: 200_000 }, quiet);
  });
  afterAll(async () => {
    await room.close();
    await host.close();
  });

  test('the files have the bytes of one thread alone, also when the process is killed on the way', async () => {
    const tasks = await room.tasks({}, host);
    const users = { value: 60_000, text: '60000' };
    const overrides = { variables: [{ name: 'users', value: users.value }] };
    const task = value(await tasks.start(room.call(), room.input({ format: 'jsonl', overrides })));
    expect(task.partsTotal).toBeGreaterThan(task.plan.entities.length);
    await reached(tasks, task.id, ({ partsDone }) => partsDone > 0);
    if (host.pid !== undefined) process.kill(host.pid, 'SIGKILL');
    expect((await ended(tasks, task.id)).status).toBe('COMPLETED');

    const { program } = loadProgram({ text: SHOP, variables: [['users', users]] }, true);
    const format = await loadPartFormat('jsonl');
    const found = await tasks.download(task.id);
    expect(found?.files.map(({ name }) => name)).toEqual(program?.entities.map(({ name }) => `${name}.jsonl`));
    for (const [at, entity] of (program?.entities ?? []).entries()) {
      const { pieces, bytes } = found!.files[at];
      const sink = new Sink();
      const maker = new PartMaker(entity, format, optionsOf(format));
      for (const { bytes } of maker.rows(0, entity.rows)) sink.append(bytes);
      const file = Buffer.concat(await artifactStream(room.store, pieces, 0, bytes).toArray());
      expect(file.equals(sink.written())).toBe(true);
    }
  });
});
