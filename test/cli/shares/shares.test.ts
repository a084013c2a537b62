import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { generate, type GenerateOptions } from '../../../src/cli/generate.ts';
import { joinShares } from '../../../src/cli/shares/join.ts';
import { hexSum } from '../../../src/cli/shares/write-share.ts';
import type { ListedFile } from '../../../src/artifacts/manifest.ts';
import { Bucket } from '../../../src/artifacts/s3/bucket.ts';
import { allOf, type S3Server, startS3 } from '../../artifacts/s3/server.ts';
import { useFolder } from '../folder.ts';

const MODEL = `
$seed: shares
User:
  $count: 20000
  id: integer @id
  name: string @full_name
  email: string @email unique
Empty: { $count: 0, id: integer @id }
Order:
  id: integer @id
  user: { $ref: User.id, $per: { min: 0, max: 3 } }
  total: decimal(10,2) 1-900
  at: timestamp
`;

const folder = useFolder({ 'model.yaml': MODEL, 'other.yaml': MODEL.replace('shares', 'others') });
const OPTIONS = { entity: [], option: new Map(), threads: 1, set: new Map(), override: [] };

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

let count = 0;
const fresh = (): string => join(folder, `out-${count++}`);

async function write(out: string, options: Partial<GenerateOptions> = {}, model = 'model.yaml'): Promise<string> {
  await generate(join(folder, model), { ...OPTIONS, format: 'csv', out, ...options });
  return out;
}

/** The names and bytes of all files in a folder. */
function filesIn(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(out).filter((name) => !/part-\d|^run-/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name)).toString('latin1')]));
}

async function writeShares(
  out: string,
  shares: readonly number[],
  of: number,
  options: Partial<GenerateOptions> = {},
): Promise<string> {
  for (const share of shares) await write(out, { ...options, part: `${share}/${of}` });
  return out;
}

describe('parts, joined, are the bytes of one process', () => {
  test.each(['csv', 'json', 'jsonl', 'parquet', 'arrow', 'sql', 'postgres-optimized'])('%s', async (format) => {
    const whole = filesIn(await write(fresh(), { format }));
    const parts = await writeShares(fresh(), [3, 1, 2, 3], 3, { format });
    await joinShares(parts, {});
    expect(filesIn(parts)).toEqual(whole);
  });

  test.each([1, 2, 7, 100])('of %i, by two threads', async (of) => {
    const whole = filesIn(await write(fresh()));
    const numbers = Array.from({ length: of }, (_, at) => of - at);
    const parts = await writeShares(fresh(), numbers, of, { threads: 2 });
    const out = fresh();
    await joinShares(parts, { out });
    expect(filesIn(out)).toEqual(whole);
  });

  test('of some entities', async () => {
    const whole = filesIn(await write(fresh(), { entity: ['Order'] }));
    const parts = await writeShares(fresh(), [1, 2], 2, { entity: ['Order'] });
    await joinShares(parts, {});
    expect(filesIn(parts)).toEqual(whole);
  });
});

describe('in a bucket', () => {
  let s3: S3Server;
  beforeAll(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'canary';
    s3 = await startS3();
  });
  afterAll(async () => await s3.close());

  /** A bucket of its own as `--out` names it, and what is in it. */
  function bucket(): { out: string; files: () => Promise<Readonly<Record<string, string>>> } {
    const address = s3.bucket('some/where/');
    const { bucket: name, endpoint = '' } = address;
    return {
      out: `s3://${name}/some/where?endpoint=${encodeURIComponent(endpoint)}`,
      async files() {
        const objects = new Bucket(address);
        const names = (await allOf(objects.list('')))
          .map(({ key }) => key)
          .filter((key) => !/part-\d+-of|^run-/.test(key));
        const read = async (key: string): Promise<readonly [string, string]> => {
          return [key, Buffer.concat(await allOf(objects.read(key, 0, Infinity))).toString('latin1')];
        };
        return Object.fromEntries(await Promise.all(names.map(read)));
      },
    };
  }

  test.each(['csv', 'parquet', 'postgres-optimized'])('%s files are those of a folder', async (format) => {
    const { out, files } = bucket();
    await write(out, { format, threads: 2 });
    const { 'manifest.json': manifest, ...others } = await files();
    expect(others).toEqual(filesIn(await write(fresh(), { format })));
    const listed: ListedFile[] = JSON.parse(manifest).files;
    expect(listed.map(({ path }) => path).toSorted()).toEqual(Object.keys(others).toSorted());
    for (const { path, bytes, crc32: sum } of listed) {
      expect(bytes).toBe(others[path].length);
      expect(sum).toBe(hexSum(crc32(Buffer.from(others[path], 'latin1'))));
    }
  });

  test.each(['csv', 'parquet'])('parts are joined there, and elsewhere, as %s', async (format) => {
    const whole = filesIn(await write(fresh(), { format }));
    const { out, files } = bucket();
    await writeShares(out, [2, 1], 2, { format });
    const local = fresh();
    await joinShares(out, { out: local });
    expect(filesIn(local)).toEqual(whole);
    await joinShares(out, {});
    expect(await files()).toEqual(whole);
  });

  test('complete files are listed', async () => {
    const { out, files } = bucket();
    await writeShares(out, [1, 2], 2, { split: true });
    await joinShares(out, {});
    expect(Object.keys(await files())).toEqual(['manifest.json']);
  });

  test.each([
    ['s3://', 'has no name of a bucket'],
    ['s3://key:secret@data', 'credentials do not belong into it'],
  ])('%s is refused', async (out, message) => {
    await expect(write(out)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
  });

  test('one that is not there is told, with nothing of the credentials', async () => {
    const out = bucket().out.replace('bucket-', 'nobody-');
    await expect(write(out)).rejects.toThrow('there is no such bucket');
    await expect(joinShares(out, {})).rejects.toThrow('there is no such bucket');
  });

  test('what needs a disk is refused', async () => {
    await expect(write(bucket().out, { format: 'sqlite' })).rejects.toThrow('made on a disk');
  });
});

describe('--split', () => {
  test('writes complete files, which have every row once', async () => {
    const whole = readFileSync(join(await write(fresh()), 'Order.csv'), 'utf8').split('\n');
    const parts = await writeShares(fresh(), [2, 1, 3], 3, { split: true });
    await joinShares(parts, {});
    const { files } = JSON.parse(readFileSync(join(parts, 'manifest.json'), 'utf8'));
    const orders = files.filter(({ entity }: { entity: string }) => entity === 'Order');
    expect(orders.map(({ path }: { path: string }) => path)).toEqual([
      'Order/part-00002-of-00003.csv',
      'Order/part-00003-of-00003.csv',
    ]);
    const lines = orders.flatMap(({ path }: { path: string }) => {
      const [header, ...rows] = readFileSync(join(parts, path), 'utf8').trimEnd().split('\n');
      expect(header).toBe(whole[0]);
      return rows;
    });
    expect(lines).toEqual(whole.slice(1, -1));
  });

  test.each<readonly [string, (bytes: Buffer) => unknown, unknown]>([
    ['json', (bytes) => Array.isArray(JSON.parse(bytes.toString())), true],
    ['parquet', (bytes) => bytes.subarray(-4).toString(), 'PAR1'],
  ])('ends each %s file', async (format, look, expected) => {
    const parts = await writeShares(fresh(), [1, 2], 2, { split: true, format });
    const names = readdirSync(join(parts, 'Order'));
    expect(names).not.toHaveLength(0);
    for (const name of names) expect(look(readFileSync(join(parts, 'Order', name)))).toBe(expected);
  });

  test('needs a part', async () => {
    await expect(write(fresh(), { split: true })).rejects.toThrow('--split applies to a part');
  });
});

describe('parts that do not fit are refused', () => {
  let sound: string | undefined;

  /** The parts of a run of two, spoilt. */
  async function spoilt(spoil: (parts: string) => void | Promise<unknown>): Promise<string> {
    sound ??= await writeShares(fresh(), [1, 2], 2);
    const parts = fresh();
    cpSync(sound, parts, { recursive: true });
    await spoil(parts);
    return parts;
  }
  const PIECE = 'Order.csv.part-00002-of-00002';

  test.each<readonly [string, (parts: string) => void | Promise<unknown>, string]>([
    [
      'a part that is missing',
      (parts) => rmSync(join(parts, 'part-00002-of-00002.json')),
      'part 2 of 2 is not there: run it first',
    ],
    ['a piece that is missing', (parts) => rmSync(join(parts, PIECE)), `${PIECE} is missing`],
    ['a piece that is short', (parts) => writeFileSync(join(parts, PIECE), 'x'), `${PIECE} has 1 byte instead of`],
    ['a piece that is long', (parts) => appendFileSync(join(parts, PIECE), 'x'), 'run their parts again'],
    [
      'another seed',
      (parts) => write(parts, { part: '2/2', seed: 'x' }),
      'of different runs: part 2 differs from part 1',
    ],
    ['another model', (parts) => write(parts, { part: '1/2' }, 'other.yaml'), 'of different runs'],
    ['another number of parts', (parts) => write(parts, { part: '1/3' }), 'of different runs'],
    ['another format', (parts) => write(parts, { part: '1/2', format: 'json' }), 'of different runs'],
    [
      'a manifest that is damaged',
      (parts) => writeFileSync(join(parts, 'part-00001-of-00002.json'), '{"run"'),
      'is damaged: run this part again',
    ],
    ['a manifest that leads elsewhere', lead, 'the manifest of part 2 is damaged'],
    ['no part', (parts) => rmSync(parts, { recursive: true }), 'cannot read the folder'],
  ])('%s', async (_, spoil, message) => {
    const parts = await spoilt(spoil);
    const out = fresh();
    await expect(joinShares(parts, { out })).rejects.toThrow(message);
    expect(existsSync(out)).toBe(false);
  });

  function lead(parts: string): void {
    const path = join(parts, 'part-00002-of-00002.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(PIECE, `../${PIECE}`));
  }

  test('a byte that is different, without a file that has it', async () => {
    const parts = await spoilt((folder) => {
      const bytes = readFileSync(join(folder, PIECE));
      bytes[bytes.length >> 1] ^= 1;
      writeFileSync(join(folder, PIECE), bytes);
    });
    const out = fresh();
    await expect(joinShares(parts, { out })).rejects.toThrow(`${join(parts, PIECE)} is damaged`);
    expect(readdirSync(out)).not.toContain('Order.csv');
  });

  test('an empty folder', async () => {
    const parts = fresh();
    mkdirSync(parts);
    await expect(joinShares(parts, {})).rejects.toThrow('there is no part in');
  });

  test('a run of another version of rowmill', async () => {
    const parts = await spoilt((folder) => {
      const [run] = readdirSync(folder).filter((name) => name.startsWith('run-'));
      cpSync(join(folder, run), join(folder, 'x'));
      writeFileSync(join(folder, run), readFileSync(join(folder, 'x'), 'utf8').replace(/"engine":\d+/, '"engine":1'));
    });
    await expect(joinShares(parts, {})).rejects.toThrow('is damaged: run any part again');
  });
});

describe('--part', () => {
  test.each(['0/2', '3/2', '1/0', '1', '1/', '/2', 'a/2', '1.5/2', '-1/2', '1/1000001', 'auto', 'auto/0'])(
    'refuses %s',
    async (part) => {
      await expect(write(fresh(), { part })).rejects.toMatchObject({ exitCode: 2 });
    },
  );

  test('refuses what has no parts', async () => {
    await expect(write(fresh(), { part: '1/2', format: 'sqlite' })).rejects.toThrow('has no parts');
    await expect(write('-', { part: '1/2', entity: ['User'] })).rejects.toThrow('--part needs a folder');
  });

  test.each([
    ['JOB_COMPLETION_INDEX', '1'],
    ['AWS_BATCH_JOB_ARRAY_INDEX', '1'],
    ['SLURM_ARRAY_TASK_ID', '2'],
  ])('auto takes the number of the process from %s', async (name, value) => {
    vi.stubEnv(name, value);
    const out = await write(fresh(), { part: 'auto/3' });
    expect(readdirSync(out)).toContain('part-00002-of-00003.json');
  });

  test.each([
    ['SLURM_ARRAY_TASK_ID', '0', 'let the array begin with 1'],
    ['JOB_COMPLETION_INDEX', 'x', 'is no number'],
    ['JOB_COMPLETION_INDEX', '3', 'there is no part 4 of 3'],
    ['OTHER', '1', 'applies in an array job'],
  ])('auto refuses %s=%s', async (name, value, message) => {
    vi.stubEnv(name, value);
    await expect(write(fresh(), { part: 'auto/3' })).rejects.toThrow(message);
  });
});
