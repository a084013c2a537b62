import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportedText } from '../../src/workers/host/model-host.ts';
import { importedText } from '../../src/workers/making/imported-text.ts';
import { ASKER, openHost, startHost, type TestHost, whenFree } from './host.ts';

const SCRIPT = `CREATE TABLE customers (id serial PRIMARY KEY, email varchar(80) NOT NULL UNIQUE);
CREATE TABLE orders (id serial PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers);
`;

/** A table of many columns with checks, which takes far longer to import than a call may. */
const wide = (count: number): string =>
  `create table t (${Array.from({ length: count }, (_, i) => `c${i} int check (c${i} > 3)`).join(', ')});`;

let started: TestHost;
beforeAll(async () => {
  started = await openHost();
  return async () => await started.end();
});

const imported = async (source: string, dialect: string | null = null): Promise<ImportedText> =>
  await started.host.importText({ text: source, dialect }, ASKER);

describe('an import', () => {
  test('makes the model that it makes here, in the child process', async () => {
    const found = await imported(SCRIPT);
    expect(found).toEqual(await importedText({ text: SCRIPT, dialect: null }));
    expect(found).toMatchObject({
      ok: true,
      dialect: 'postgresql',
      report: { understood: { tables: 2, references: 1 } },
    });
  });

  test('reads a source in the dialect that is named, and in that of any database where it is named SQL', async () => {
    expect(await imported(SCRIPT, 'db2')).toMatchObject({ ok: true, dialect: 'db2', report: { dialect: 'db2' } });
    const mysql = 'CREATE TABLE `a` (`id` int unsigned AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;';
    expect(await imported(mysql, 'sql')).toMatchObject({ ok: true, dialect: 'sql', report: { dialect: 'mysql' } });
  });

  test.each([
    ['nothing', ''],
    ['prose', 'Dear all, this is no schema.'],
    ['brackets without an end', '['.repeat(100_000)],
    ['a parenthesis 10,000 deep', `create table a (id int check (${'('.repeat(10_000)}id > 1${')'.repeat(10_000)}));`],
    [
      'objects 5,000 deep',
      `{"type":"object","properties":${'{"a":{"properties":'.repeat(5000)}{}${'}}'.repeat(5000)}}`,
    ],
    ['half a statement', 'create table a (id int primary key, name text not null'],
    ['names of prototypes', 'create table "__proto__" (id int primary key, "constructor" text, "__proto__" int);'],
    [
      'names of prototypes in JSON',
      '{"$defs":{"__proto__":{"type":"object","properties":{"__proto__":{"type":"string"}}}}}',
    ],
    ['psql', '\\connect shop\nCOPY a (id) FROM stdin;\n1\n\\.\nDO $$ begin end $$;'],
  ])('of %s has a report, and harms nothing', async (_name, source) => {
    const { pid } = started.host;
    const found = await imported(source);
    expect(found).toMatchObject({ ok: true, report: { dialect: expect.any(String) } });
    expect(started.host.pid).toBe(pid);
  });

  test('tells names as long as the source in a report that stays small', async () => {
    const columns = Array.from({ length: 2000 }, (_, i) => `c${i} no_such_type`).join();
    const found = await imported(`create table "${'x'.repeat(300_000)}" (${columns});`);
    expect(found.ok && found.report.findings.length).toBe(1000);
    expect(found.ok && found.report.unlisted).toBeGreaterThan(900);
    expect(JSON.stringify(found).length).toBeLessThan(3_000_000);
  });
});

test('an import that takes too long loses its thread, while the quick calls of others are answered', async () => {
  const { host } = await startHost({ interactiveTimeout: 2000, threads: 1 });
  const quick = { group: 'other', key: 'other' };
  const preview = { model: { text: 'A:\n  id: integer @id\n' }, entity: 'A', offset: 0, limit: 1 };
  // It is known for quick calls from now on.
  await whenFree(() => host.preview(preview, quick));
  const { pid } = host;
  let isOver = false;
  const slow = host.importText({ text: wide(60_000), dialect: null }, ASKER).finally(() => (isOver = true));
  slow.catch(() => undefined);
  for (let i = 0; i < 5; i++)
    expect(await host.preview({ ...preview, offset: i }, quick)).toMatchObject({ rowsTotal: 100 });
  expect(isOver).toBe(false);
  await expect(slow).rejects.toMatchObject({ reason: 'timeout' });
  await expect(host.importText({ text: wide(60_000), dialect: null }, ASKER)).rejects.toMatchObject({
    reason: 'timeout',
  });
  expect(host.pid).toBe(pid);
  expect(await host.importText({ text: SCRIPT, dialect: null }, quick)).toMatchObject({ ok: true });
});
