import { randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ImportedSchema } from '../../src/dialects/index.ts';
import { installedPostgres } from '../database/installed-postgres.ts';
import { type PostgresServer, startPostgres } from '../database/postgres-server.ts';
import { importText } from '../dialects/import-text.ts';
import { comparable, importUrl } from './import-url.ts';

const TRICKY = readFileSync(join(import.meta.dirname, 'tricky.sql'), 'utf8');

const programs = installedPostgres();

/** Schemas that are not part of the project. */
const corpora = process.env['ROWMILL_CORPORA'] ?? '';
const scripts = existsSync(join(corpora, 'ddl'))
  ? readdirSync(corpora, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?:PostgreSql.*\.ddl|pagila-schema)\.sql$/.test(name),
    )
  : [];

/** A script without what a database of the script makes itself, or an extension or a newer server gives. */
function supported(script: string): string {
  return script
    .replaceAll(/^(?:DROP|CREATE) DATABASE .*$/gm, '')
    .replaceAll(/^\\.*$/gm, '')
    .replaceAll(/^(?:CREATE|COMMENT ON) EXTENSION .*vector.*$/gm, '')
    .replaceAll(/^CREATE INDEX .*vector_cosine_ops.*$/gm, '')
    .replaceAll(') VIRTUAL', ') STORED')
    .replaceAll('uuidv7()', 'gen_random_uuid()')
    .replaceAll('public.vector(20)', 'double precision[]');
}

describe.skipIf(programs === null)(
  'a live import equals the import of its dump (needs an installed PostgreSQL)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'rowmill-live-'));
    let server: PostgresServer | undefined;
    let made = 0;

    beforeAll(async () => {
      chmodSync(folder, 0o755);
      const path = (name: string): string => join(programs ?? '', name);
      server = await startPostgres(folder, { initdb: path('initdb'), postgres: path('postgres') });
    });
    afterAll(async () => {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The URL of a database that a script made. */
    async function load(script: string): Promise<string> {
      const url = new URL(server?.url ?? '');
      const name = `live_${made++}`;
      await run(url.href, `create database ${name}`);
      url.pathname = `/${name}`;
      await run(url.href, script);
      return url.href;
    }

    const dump = (url: string): string =>
      execFileSync(join(programs ?? '', 'pg_dump'), ['--schema-only', url], { encoding: 'utf8', maxBuffer: 1e9 });

    test('of everything that tables can have', async () => {
      const url = await load(TRICKY);
      expect(comparable(await importUrl(url))).toEqual(comparable(await importText(dump(url), 'postgresql')));
    });

    test.each(scripts)('of %s', async (name) => {
      const script = readFileSync(join(corpora, name), 'utf8');
      const url = await load(supported(script));
      const [live, dumped] = [await importUrl(url), await importText(dump(url), 'postgresql')];
      // pg_dump puts a table before the functions that return its rows; maps are equal in any order.
      const asMap = (imported: ImportedSchema): unknown => [
        comparable({ ...imported, model: '' }),
        parse(imported.model),
      ];
      expect(asMap(live)).toEqual(asMap(dumped));
    });
  },
);

describe('on the newest server', () => {
  const name = `live_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;

  beforeAll(async () => await run(inject('serverUrl'), `create database ${name}`));
  afterAll(async () => await run(inject('serverUrl'), `drop database ${name} with (force)`));

  test('the tables are those of the script that made them', async () => {
    await run(url.href, TRICKY);
    const live = await importUrl(url.href);
    // A catalogue knows neither the dimensions of an array, nor the order of the script; maps are equal in any order.
    const script = await importText(TRICKY.replace('[][]', '[]'), 'postgresql');
    expect(parse(live.model)).toEqual(parse(script.model));
    expect(live.report.source).toEqual(script.report.source);
    expect(live.report.understood).toEqual(script.report.understood);
  });
});

async function run(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
