import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ListedFile } from '../../src/artifacts/manifest.ts';
import { generate, type GenerateOptions } from '../../src/cli/generate.ts';
import { useFolder } from './folder.ts';

const MODEL = `
Row:
  $count: 300000
  id: integer @id
Few: { $count: 3, id: integer @id }
None: { $count: 0, id: integer @id }
`;

const folder = useFolder({ 'model.yaml': MODEL });
beforeEach(() => void vi.spyOn(process.stdout, 'write').mockReturnValue(true));
afterEach(() => void vi.restoreAllMocks());

let count = 0;
async function write(options: Partial<GenerateOptions>): Promise<string> {
  const out = join(folder, `out-${count++}`);
  const defaults = { entity: [], option: new Map(), threads: 1, set: new Map(), override: [], format: 'csv' };
  await generate(join(folder, 'model.yaml'), { ...defaults, out, ...options });
  return out;
}

test('the rows of an entity are in many complete files, and last a manifest lists them', async () => {
  const whole = readFileSync(join(await write({ entity: ['Row'] }), 'Row.csv'), 'latin1').split('\n');
  const out = await write({ fileSize: 500_000, threads: 2 });
  const { files }: { files: ListedFile[] } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  expect(files.map(({ path }) => path)).toEqual([
    'Row/part-00001.csv',
    'Row/part-00002.csv',
    'Row/part-00003.csv',
    'Row/part-00004.csv',
    'Row/part-00005.csv',
    'Few/part-00001.csv',
    'None/part-00001.csv',
  ]);
  const rows = files.flatMap(({ entity, path, rows: listed, bytes, crc32: sum }) => {
    const content = readFileSync(join(out, path));
    expect(content).toHaveLength(bytes);
    expect(crc32(content)).toBe(parseInt(sum, 16));
    const [header, ...lines] = content.toString('latin1').trimEnd().split('\n');
    expect(header).toBe('id');
    expect(lines).toHaveLength(listed);
    return entity === 'Row' ? lines : [];
  });
  expect(rows).toEqual(whole.slice(1, -1));
});

test.each<readonly [string, (bytes: Buffer) => unknown, unknown]>([
  ['json', (bytes) => Array.isArray(JSON.parse(bytes.toString())), true],
  ['parquet', (bytes) => [bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()], ['PAR1', 'PAR1']],
])('each file of %s ends as one', async (format, look, expected) => {
  const out = await write({ fileSize: 300_000, format, entity: ['Row'] });
  const names = readdirSync(join(out, 'Row'));
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) expect(look(readFileSync(join(out, 'Row', name)))).toEqual(expected);
});

test.each([
  ['a part', { part: '1/2' }, 'does not apply to a part'],
  ['stdout', { out: '-', entity: ['Few'] }, 'needs a folder'],
  ['files that refer to each other', { format: 'sql' }, 'does not apply to sql'],
  ['one file for all', { format: 'sqlite' }, 'one file for all entities'],
])('%s is refused', async (_, options, message) => {
  await expect(write({ fileSize: 1e6, ...options })).rejects.toThrow(message);
  expect(existsSync(join(folder, `out-${count - 1}`, 'manifest.json'))).toBe(false);
});
