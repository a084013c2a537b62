import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { useFolder } from '../cli/folder.ts';
import { run } from '../cli/run.ts';
import { ASKER, contentOf, makePart, openHost, partsOf, piecesOf, ROWS, specOf, type TestHost } from './host.ts';

const MODEL = `
Country:
  $count: 40
  code: string @country_code @id
  name: string @country
User:
  $count: 150_000
  id: integer @id
  name: string @full_name
  home: $Country
  tags: { $items: string @word, $length: 0-3 }
Nobody:
  $count: 0
  id: uuid @id
  name: string @word
`;
const ENTITIES = ['Country', 'User', 'Nobody'];
const FORMATS = ['csv', 'json', 'jsonl'];

const folder = useFolder({ 'model.yaml': MODEL });
beforeAll(async () => {
  for (const format of FORMATS) {
    await run(['generate', 'model.yaml', '--format', format, '--out', format], folder);
  }
});

let started: TestHost;
beforeAll(async () => {
  started = await openHost();
  return async () => await started.end();
});

describe('stored parts made by two threads', () => {
  test.each(FORMATS)('are end to end the file of the command line, in %s', async (format) => {
    const { host, folder: store } = started;
    for (const name of ENTITIES) {
      const jobs = await partsOf(host, specOf(MODEL, format), name, format);
      const results = await Promise.all(jobs.map((job) => makePart(host, job)));
      const bytes = contentOf(store, jobs);
      expect(bytes.equals(readFileSync(join(folder, format, `${name}.${format}`)))).toBe(true);
      for (const [i, job] of jobs.entries()) {
        const piece = readFileSync(join(store, job.key));
        expect(results[i]).toEqual({ rows: job.rows, bytes: piece.length, crc32: crc32(piece) });
      }
    }
    const users = piecesOf(store, format).filter((name) => name.startsWith('User'));
    expect(users.length).toBeGreaterThan(2);
  });
});

describe('a part', () => {
  test('tells its rows as they are made', async () => {
    const { host } = started;
    const spec = specOf('Number:\n  $count: 1_000_000\n  id: integer @id\n  name: string @full_name\n');
    const told: number[] = [];
    const job = { ...ROWS, spec, entity: 'Number', first: 0, rows: 1_000_000, last: true, key: 'told/1' };
    const begin = performance.now();
    await host.makePart(job, (rows) => told.push(rows), new AbortController().signal);
    const seconds = (performance.now() - begin) / 1000;
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(seconds * 10 + 1);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(1_000_000);
  });

  test('that cannot be written fails for the storage, and the log has the whole error', async () => {
    const { host, folder: store, logged } = started;
    writeFileSync(join(store, 'blocked'), 'not a folder');
    const job = { ...ROWS, spec: specOf(MODEL), entity: 'Country', first: 0, rows: 40, last: true, key: 'blocked/1' };
    const failure = await makePart(host, job).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'HostFailure', reason: 'storage' });
    expect(String(failure)).not.toContain(store);
    expect(logged.join('\n')).toContain(join(store, 'blocked'));
  });

  test('of an entity that is none fails, and nothing stays', async () => {
    const { host, folder: store } = started;
    mkdirSync(join(store, 'none'));
    const job = { ...ROWS, spec: specOf(MODEL), entity: 'Contry', first: 0, rows: 40, last: true, key: 'none/1' };
    await expect(makePart(host, job)).rejects.toMatchObject({ reason: 'failed' });
    expect(piecesOf(store, 'none')).toEqual([]);
  });

  test('takes names that are hostile', async () => {
    const { host, folder: store } = started;
    const names = ['__proto__', 'constructor', '../../etc', 'a"b', '💥', 'toString'];
    const fields = names.map((name) => `  ${JSON.stringify(name)}: integer 1-9`).join('\n');
    const spec = specOf(names.map((name) => `${JSON.stringify(name)}:\n  $count: 3\n${fields}\n`).join(''), 'jsonl');
    const { entities } = await host.inspect(spec, ASKER);
    expect(entities.map(({ name }) => name)).toEqual(names);
    for (const [i, entity] of names.entries()) {
      await makePart(host, { ...ROWS, spec, entity, first: 0, rows: 3, last: true, key: `hostile/${i}` });
      const [line] = readFileSync(join(store, `hostile/${i}`), 'utf8').split('\n');
      for (const name of names) expect(line).toContain(`${JSON.stringify(name)}:`);
      const range = { model: spec.model, entity, offset: 0, limit: 1 };
      expect((await host.preview(range, ASKER)).rows).toEqual([line]);
    }
    expect(piecesOf(store, 'hostile')).toEqual(['0', '1', '2', '3', '4', '5']);
  });
});
