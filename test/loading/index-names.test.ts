import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Table } from '../../src/engine/table.ts';
import { postgresOptimized } from '../../src/formats/postgres-optimized.ts';
import { sql } from '../../src/formats/sql.ts';
import { integer, tableWith } from '../formats/sql/tables.ts';
import { column, make } from '../formats/vectors.ts';
import { runScript } from './run-script.ts';
import { useDatabase } from './use-database.ts';
import { writeTables } from './write-tables.ts';

const tableOf = (name: string, ...uniques: readonly string[]): Table => ({
  ...tableWith(name),
  columns: ['id', ...uniques].map(integer),
  uniques: uniques.map((name) => [name]),
});

const POSTGRES = { dialect: 'postgres', arrays: [] } as const;

/** Makes tables as the files of format sql do, in this order, and answers the names of their indexes. Throws what the server says. */
async function indexesOf(client: Client, tables: readonly Table[]): Promise<string[]> {
  await client.query('BEGIN');
  try {
    for (const table of tables) await client.query(Buffer.from(sql.frame(table, POSTGRES).header).toString());
    const { rows } = await client.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace`,
    );
    return rows.map(({ relname }) => relname);
  } finally {
    await client.query('ROLLBACK');
  }
}

const faultsOf = (tables: readonly Table[]): readonly string[] => sql.faults(tables, POSTGRES);

describe('an entity called as the index of another one', () => {
  test('is a fault of format sql, whichever comes first, and so is none that is called otherwise', async () => {
    const { client } = await useDatabase();
    const tables = [tableOf('User', 'email'), tableOf('User_pkey'), tableOf('User_email_key'), tableOf('User_key')];
    const faults = ['User_pkey', 'User_email_key'].map((name) => {
      return `entity ${name}: the database calls an index of User like this`;
    });
    expect(faultsOf(tables)).toEqual(faults);
    expect(faultsOf(tables.toReversed())).toEqual(faults.toReversed());
    await expect(indexesOf(client, tables)).rejects.toThrow('relation "User_pkey" already exists');
  });

  test('is no fault of its own', async () => {
    const { client } = await useDatabase();
    const long = tableOf(`${'x'.repeat(58)}_pkey`);
    expect(faultsOf([long])).toEqual([]);
    expect(await indexesOf(client, [long])).toEqual([`${'x'.repeat(57)}_pkey1`]);
    expect(faultsOf([long, tableOf('x'.repeat(60))])).toHaveLength(1);
  });

  test('is told by the names that PostgreSQL gives, also to long ones and to those that are taken', async () => {
    const { client } = await useDatabase();
    const name = fc
      .tuple(
        fc.constantFrom('', 'x'.repeat(50), 'é'.repeat(25), `x${'😀'.repeat(13)}`),
        fc.string({ unit: fc.constantFrom('a', '_', 'é'), minLength: 1, maxLength: 9 }),
      )
      .map((parts) => parts.join('').replace(/^_+$/, 'a'))
      .filter((text) => Buffer.byteLength(text) <= 63);
    const table = fc
      .tuple(name, fc.uniqueArray(name, { maxLength: 3 }))
      .map(([name, uniques]) => tableOf(name, ...uniques));
    const tables = fc.uniqueArray(table, { selector: ({ name }) => name, minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(tables, async (tables) => {
        expect(faultsOf(tables)).toEqual([]);
        const indexes = await indexesOf(client, tables);
        for (const index of indexes) {
          expect(faultsOf([...tables, tableOf(index)])).toHaveLength(1);
          const other = `${index.slice(0, -1)}2`;
          expect(faultsOf([...tables, tableOf(other)])).toHaveLength(indexes.includes(other) ? 1 : 0);
        }
      }),
      { seed: 20_240_101, numRuns: 200 },
    );
  });

  test('loads from format postgres-optimized, which makes the tables first', async () => {
    const { client } = await useDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'rowmill-names-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const names = [
      'Rank',
      'User',
      ...['pkey', 'email_key', 'rank_idx', 'rank_fkey', 'id_seq'].map((name) => `User_${name}`),
    ];
    const columns = ['id', 'email', 'rank'].map((name) => column(name, 'integer', make.int32([1])));
    const rows = names.map((name) => {
      const table = { ...tableOf(name, 'email'), references: [{ columns: ['rank'], table: 'Rank', targets: ['id'] }] };
      return { table: { ...table, columns }, columns, rows: 1 };
    });
    expect(postgresOptimized.faults(rows.map(({ table }) => table))).toEqual([]);
    writeTables(folder, postgresOptimized, rows);
    await runScript(client, join(folder, 'load.sql'));
    for (const name of names) {
      const { rows } = await client.query(`INSERT INTO "${name}" (email, rank) VALUES (2, 1) RETURNING id`);
      expect(rows).toEqual([{ id: '2' }]);
    }
  });
});
