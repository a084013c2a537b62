import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partFormatNames } from '../../src/formats/index.ts';
import { readZip } from '../artifacts/zip-reader.ts';
import { run } from '../cli/run.ts';
import { runScript } from '../loading/run-script.ts';
import { useDatabase } from '../loading/use-database.ts';
import { GatewayClient } from './client.ts';
import { contentsOf } from './database-contents.ts';
import { createProject, start, started, type Asked } from './generation.ts';
import { type OpenGateway, openGateway } from './open-gateway.ts';
import { downloadAll, SHOP, type TaskView } from './shop.ts';
import { endedOnce } from './task-end.ts';

/** Several parts in every format, an entity without rows, and one that is called as a file beside them would be. */
const MODEL = `
Country:
  $count: 40
  code: string @country_code @id
User:
  $count: 140_000
  id: integer @id
  name: string @first_name
  country: $Country.code
  born: { $type: date, $null: 0.1 }
load:
  $count: 3
  id: integer @id
Nobody:
  $count: 0
  id: uuid @id
  user: $User.id
`;

const folder = mkdtempSync(join(tmpdir(), 'rowmill-formats-'));
let gateway: OpenGateway;
let client: GatewayClient;
let project: string;

beforeAll(async () => {
  gateway = await openGateway();
  client = new GatewayClient(gateway.app.url, gateway.key);
  project = await createProject(client, 'formats', MODEL);
  writeFileSync(join(folder, 'formats.yaml'), MODEL);
  writeFileSync(join(folder, 'shop.yaml'), SHOP);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const enumName = (format: string): string => format.toUpperCase().replaceAll('-', '_');

/** What the command line writes: the files by their names. */
async function byCommandLine(model: string, format: string, ...more: readonly string[]): Promise<Map<string, Buffer>> {
  const out = mkdtempSync(join(folder, 'out-'));
  const { code, stderr } = await run(['generate', model, '--format', format, '--out', out, ...more], folder);
  if (code !== 0) throw new Error(stderr);
  return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]));
}

async function completed(of: string, asked: Asked): Promise<TaskView> {
  const task = await endedOnce(client, await started(client, of, asked));
  if (task.status !== 'COMPLETED') throw new Error(`${task.status}: ${JSON.stringify(task.error)}`);
  return task;
}

async function archiveOf({ archiveUrl }: TaskView): Promise<Map<string, Buffer>> {
  const zip = await fetch(archiveUrl ?? '');
  return new Map(readZip(Buffer.from(await zip.arrayBuffer())).map(({ name, bytes }) => [name, bytes]));
}

/** Names and sums: large files are slow to compare, and to print. */
const sums = (files: ReadonlyMap<string, Buffer>): string[] =>
  [...files]
    .map(([name, bytes]) => `${name} ${bytes.length} crc32:${crc32(bytes).toString(16).padStart(8, '0')}`)
    .sort();

const toldSums = ({ artifacts }: TaskView): string[] =>
  artifacts.map(({ fileName, bytes, digest }) => `${fileName} ${bytes} ${digest}`).sort();

describe.each(partFormatNames)('%s', (format) => {
  test('has the files of the command line, alone and in the archive, and tells their digests', async () => {
    const [task, expected] = await Promise.all([
      completed(project, { format: enumName(format) }),
      byCommandLine('formats.yaml', format),
    ]);
    expect(toldSums(task)).toEqual(sums(expected));
    expect(sums(await downloadAll(task))).toEqual(sums(expected));
    expect(sums(await archiveOf(task))).toEqual(sums(expected));
  });

  test('has those of some entities only, under the same names', async () => {
    const asked = { format: enumName(format), entities: [{ name: 'load' }, { name: 'Nobody' }] };
    const [task, expected] = await Promise.all([
      completed(project, asked),
      byCommandLine('formats.yaml', format, '--entity', 'load', '--entity', 'Nobody'),
    ]);
    expect(sums(await archiveOf(task))).toEqual(sums(expected));
  });
});

test('an artifact tells whose rows it has, and companions have none', async () => {
  const id = await started(client, project, { format: 'POSTGRES_OPTIMIZED', entities: [{ name: 'load' }] });
  await endedOnce(client, id);
  const { task } = await client.ask<{ task: unknown }>(
    `query ($id: ID!) { task(id: $id) {
      entities { name rows }
      artifacts { entity fileName contentType rows }
      alone: artifacts(entity: "load") { fileName }
    } }`,
    { id },
  );
  const companion = { entity: null, contentType: 'application/sql', rows: 0 };
  expect(task).toEqual({
    entities: [{ name: 'load', rows: 3 }],
    artifacts: [
      { entity: 'load', fileName: 'load_2.sql', contentType: 'application/sql', rows: 3 },
      { ...companion, fileName: 'load.sql' },
      { ...companion, fileName: 'schema.sql' },
      { ...companion, fileName: 'constraints.sql' },
    ],
    alone: [{ fileName: 'load_2.sql' }],
  });
});

test('sqlite is one file of all entities, with the rows of the command line', async () => {
  const [task, expected] = await Promise.all([
    completed(project, { format: 'SQLITE' }),
    byCommandLine('formats.yaml', 'sqlite'),
  ]);
  expect([...expected.keys()]).toEqual(['formats.sqlite']);
  const downloaded = await downloadAll(task);
  expect(toldSums(task)).toEqual(sums(downloaded));
  expect(sums(await archiveOf(task))).toEqual(sums(downloaded));
  const here = contentsOf(downloaded.get('formats.sqlite')!);
  expect(here).toEqual(contentsOf(expected.get('formats.sqlite')!));
  expect(here.integrity).toEqual([{ integrity_check: 'ok' }]);
});

test('sqlite of some entities refers to no others', async () => {
  const task = await completed(project, { format: 'SQLITE', entities: [{ name: 'Nobody' }] });
  const { rows } = contentsOf((await downloadAll(task)).get('formats.sqlite')!);
  expect(rows).toEqual([{ name: 'Nobody', rows: 0, sum: 0 }]);
});

test('options of a format are checked, and change the files', async () => {
  const asked = { format: 'SQL', entities: [{ name: 'Country' }] };
  const wrong = await start(client, project, { ...asked, formatOptions: { csv: { header: false } } });
  expect(wrong.errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['formatOptions', 'csv'] }]);
  const task = await completed(project, { ...asked, formatOptions: { sql: { dialect: 'SQLITE' } } });
  const expected = await byCommandLine('formats.yaml', 'sql', '--entity', 'Country', '--option', 'dialect=sqlite');
  expect(sums(await archiveOf(task))).toEqual(sums(expected));
});

const LONG = 'n'.repeat(64);

test.each(['SQL', 'POSTGRES_OPTIMIZED', 'SQLITE'])(
  'what %s cannot hold is told before the start, all at once',
  async (format) => {
    const model = `Good:\n  id: integer @id\nBad:\n  ${LONG}: integer\n  rowid: integer\n  ID: integer\n  id: integer\n  ctid: integer\n`;
    const bad = await createProject(client, `faults of ${format}`, model);
    const { id, errors } = await start(client, bad, { format });
    expect(id).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect(error).toMatchObject({ __typename: 'ModelProblemError', code: 'FORMAT_CANNOT_HOLD', path: ['format'] });
    }
    const stderr = await byCommandLineError(model, format.toLowerCase().replaceAll('_', '-'));
    for (const { message } of errors) expect(stderr).toContain(message.replace(/^.*cannot represent this model: /, ''));
    await completed(bad, { format, entities: [{ name: 'Good' }] });
  },
);

async function byCommandLineError(model: string, format: string): Promise<string> {
  writeFileSync(join(folder, 'bad.yaml'), model);
  const { code, stderr } = await run(['generate', 'bad.yaml', '--format', format, '--out', 'bad'], folder);
  expect(code).toBe(2);
  return stderr;
}

const isPsqlThere = await promisify(execFile)('psql', ['--version']).then(
  () => true,
  () => false,
);

test.each(['POSTGRES_OPTIMIZED', 'SQL'])(
  'an archive of the shop as %s loads into an empty database',
  async (format) => {
    const shop = await createProject(client, `shop as ${format}`, SHOP);
    const unzipped = join(folder, format);
    mkdirSync(unzipped);
    for (const [name, bytes] of await archiveOf(await completed(shop, { format }))) {
      writeFileSync(join(unzipped, name), bytes);
    }
    const { url, client: database } = await useDatabase();
    const script = join(unzipped, 'load.sql');
    if (isPsqlThere) await promisify(execFile)('psql', ['-X', '-f', script, url], { cwd: tmpdir() });
    else await runScript(database, script);
    const { rows } = await database.query(
      `SELECT (SELECT count(*)::int FROM "OrderLine") AS lines,
       (SELECT count(*)::int FROM pg_constraint WHERE contype = 'f' AND convalidated) AS keys`,
    );
    const csv = (await byCommandLine('shop.yaml', 'csv', '--entity', 'OrderLine')).get('OrderLine.csv')!;
    expect(rows).toEqual([{ lines: csv.toString().trim().split('\n').length - 1, keys: 4 }]);
  },
);
