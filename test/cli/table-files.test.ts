import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useFolder } from './folder.ts';
import { run } from './run.ts';

const MODEL = `
$providers:
  City: { file: data/cities.csv, weight: people }
Country:
  $rows: { file: countries.csv }
  code: string @id
User:
  $count: 4000
  id: integer @id
  city: string @City.city
  country: $Country.code
`;
const folder = useFolder({ 'secret.csv': 'a\nsecret\n' });
const models = join(folder, 'models');
mkdirSync(join(models, 'data'), { recursive: true });
writeFileSync(join(models, 'm.yaml'), MODEL);
writeFileSync(join(models, 'countries.csv'), '\ufeffcode,name\r\nDE,"Germany, ""Federal"""\r\nFR,\r\n');
writeFileSync(join(models, 'data', 'cities.csv'), 'city;people\nBonn;330\nRome;2800\n');
symlinkSync(join(folder, 'secret.csv'), join(models, 'link.csv'));
symlinkSync(folder, join(models, 'up'));
symlinkSync('countries.csv', join(models, 'inside.csv'));
symlinkSync('loop.csv', join(models, 'loop.csv'));
mkdirSync(join(models, 'folder.csv'));
execFileSync('mkfifo', [join(models, 'pipe.csv')]);
writeFileSync(join(models, 'large.csv'), '');
truncateSync(join(models, 'large.csv'), 8 * 1024 * 1024 + 1);
writeFileSync(join(models, 'short.csv'), 'a,b\n1,2\n3\n');

describe('files that a model names', () => {
  test('are relative to it, wherever the command runs', async () => {
    const { code, stdout, stderr } = await run(
      ['preview', 'models/m.yaml', '--entity', 'Country', '--format', 'json'],
      folder,
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual([
      { code: 'DE', name: 'Germany, "Federal"' },
      { code: 'FR', name: null },
    ]);
  });

  test('give the same rows on any number of threads, and far out', async () => {
    const written = await Promise.all(
      ['1', '2'].map((threads) =>
        run(['generate', 'm.yaml', '--entity', 'User', '--out', '-', '--threads', threads], models),
      ),
    );
    expect(written.map(({ code }) => code)).toEqual([0, 0]);
    expect(written[0].stdout).toBe(written[1].stdout);
    const { stdout } = await run(
      ['preview', 'm.yaml', '--entity', 'User', '--from', '3999', '--format', 'csv'],
      models,
    );
    expect(written[0].stdout.trimEnd().split('\n').at(-1)).toBe(stdout.trimEnd().split('\n').at(-1));
  });

  test('are relative to the current folder where the model comes from standard input', async () => {
    const { code, stdout } = await run(['check', '-', '--json'], models, MODEL);
    expect(code).toBe(0);
    const { files }: { files: unknown } = JSON.parse(stdout);
    expect(files).toEqual([
      { name: 'data/cities.csv', bytes: 31, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      expect.objectContaining({ name: 'countries.csv' }),
    ]);
    const elsewhere = await run(['check', '-'], folder, MODEL);
    expect([elsewhere.code, elsewhere.stderr]).toEqual([2, expect.stringContaining('FILE_MISSING')]);
  });

  test.each([
    ['no.csv', 'FILE_MISSING', 'there is no such file'],
    ['../secret.csv', 'FILE_NAME', 'below the folder'],
    [join(folder, 'secret.csv'), 'FILE_NAME', 'below the folder'],
    ['link.csv', 'FILE_NAME', 'a link to a file outside'],
    ['up/secret.csv', 'FILE_NAME', 'a link to a file outside'],
    ['loop.csv', 'FILE_MISSING', 'leads to itself'],
    ['folder.csv', 'FILE_INVALID', 'not a regular file'],
    ['pipe.csv', 'FILE_INVALID', 'not a regular file'],
    ['countries.csv/x.csv', 'FILE_MISSING', 'not a folder'],
    ['large.csv', 'FILE_TOO_LARGE', 'larger than 8 MiB'],
    ['short.csv', 'FILE_INVALID', 'line 3 has 1 cells, and the header 2'],
  ])('are refused before anything is written: %s', async (name, code, message) => {
    const model = `A:\n  $rows: { file: ${JSON.stringify(name)} }\n`;
    const result = await run(['generate', '-', '--out', 'never'], models, model);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(`stdin:2:18 error ${code} `);
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toMatch(/^ +at /m);
    expect(result.stderr.replaceAll(name, '')).not.toContain(folder);
  });

  test('may be links to others in the folder', async () => {
    const { code } = await run(['check', '-'], models, 'A: { $rows: { file: inside.csv } }\n');
    expect(code).toBe(0);
  });

  test('are loaded into tables', async () => {
    const create =
      'CREATE TABLE "Country" (code text primary key, name text); CREATE TABLE "User" (id integer primary key, city text, country text)';
    const { DatabaseSync } = await import('node:sqlite');
    const path = join(folder, 'a.db');
    const database = new DatabaseSync(path);
    database.exec(create);
    const { code, stderr } = await run(['generate', 'm.yaml', '--target', `sqlite:${path}`], models);
    expect([code, stderr.includes('error')]).toEqual([0, false]);
    expect(database.prepare('select count(*) as n from "User" join "Country" on code = country').get()).toEqual({
      n: 4000,
    });
    database.close();
  });
});
