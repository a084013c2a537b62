import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findProgram, NO_MARIADB } from '../database/mariadb.ts';
import { hasMariadb, type MariadbDatabase, useMariadb } from '../database/use-mariadb.ts';
import { importText } from '../dialects/import-text.ts';
import { comparable, importUrl } from './import-url.ts';

const corpora = process.env['ROWMILL_CORPORA'] ?? '';

/** What mariadb-dump writes of a database, as its users have it. */
function dump({ url, name }: MariadbDatabase): string {
  const { hostname, port, username, password } = new URL(url);
  const program = findProgram('mariadb-dump') ?? '';
  const options = ['--no-defaults', '--no-data', '-h', hostname, '-P', port, '-u', username, `-p${password}`];
  return execFileSync(program, [...options, name], { encoding: 'utf8', maxBuffer: 1e9 });
}

describe.skipIf(!hasMariadb())(`a live import equals the import of its dump (skipped if ${NO_MARIADB})`, () => {
  const tricky = useMariadb();

  test('of everything that tables can have', async () => {
    await tricky.query(readFileSync(join(import.meta.dirname, 'tricky-mysql.sql'), 'utf8'));
    const live = await importUrl(tricky.url);
    expect(comparable(live)).toEqual(comparable(await importText(dump(tricky), 'mysql')));
    expect(live.report.source).toMatchObject({ tables: 6, keys: 6, references: 4 });
  });

  test('reads tables by the hundred', async () => {
    const names = Array.from({ length: 101 }, (_, i) => `many_${String(i).padStart(3, '0')}`);
    await tricky.query(names.map((name) => `create table ${name} (id int primary key)`).join(';'));
    const { model } = await importUrl(tricky.url.replace('mysql:', 'mariadb:'));
    await tricky.query(`drop table ${names.join(', ')}`);
    expect(model.match(/^many_\d+:$/gm)).toEqual(names.map((name) => `${name}:`));
  });

  const chinook = useMariadb();
  const script = join(corpora, 'ddl', 'chinook', 'Chinook_MySql_AutoIncrementPKs.ddl.sql');

  test.skipIf(!existsSync(script))('of a script of ROWMILL_CORPORA', async () => {
    const text = readFileSync(script, 'utf8').replaceAll(/^(?:DROP DATABASE|CREATE DATABASE|USE) .*$/gm, '');
    await chinook.query(text.trim().replace(/;$/, ''));
    expect(comparable(await importUrl(chinook.url))).toEqual(comparable(await importText(dump(chinook), 'mysql')));
  });
});
