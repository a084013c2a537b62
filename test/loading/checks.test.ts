import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, test } from 'vitest';
import { useFolder } from '../cli/folder.ts';
import { run } from '../cli/run.ts';
import { runScript } from './run-script.ts';
import { useDatabase } from './use-database.ts';

const MODEL = `
Team: { $count: 6, id: integer @id, name: string @company_name }
Game:
  $count: 3000
  $check:
    - starts < ends
    - day <= '2024-12-31'
    - home != away
    - low <= mid <= high
    - "status = 'off' implies reason != null"
    - "status != 'off' implies reason = null"
    - standing + seated = seats
    - net + tax = gross
    - "kind in ['cup', 'league']"
    - "[country, currency] in [['DE', 'EUR'], ['GB', 'GBP']]"
    - is_final implies kind = 'cup'
    - opens < closes
    - "price < 5.50 or not is_final"
  id: integer @id
  starts: timestamp 2024-01-01..2024-06-30
  ends: timestamp 2024-01-01..2024-07-31
  day: date 2024-01-01..2025-12-31
  home: $Team.id
  away: $Team.id
  low: integer 1-90
  mid: decimal(6,2) 0-100
  high: integer 5-80
  status: enum(on, off)
  reason: string @word null 40%
  seats: integer 0-900
  standing: integer 0-400
  seated: integer 0-800
  net: decimal(9,2) 1-500
  tax: decimal(9,2) 0-90
  gross: decimal(9,2) 10-400
  kind: enum(cup, league, friendly)
  is_final: boolean
  country: string
  currency: string
  opens: time 08:00..20:00
  closes: time 09:00..21:00
  price: decimal(6,2) 1-9
`;

/** What databases are told of the checks; sums of decimals are exact in some of them only. */
const DECLARED = 12;

const root = useFolder({ 'game.yaml': MODEL });

beforeAll(async () => {
  for (const [out, ...more] of [
    ['sql', '--format', 'sql'],
    ['copy', '--format', 'postgres-optimized'],
    ['lite', '--format', 'sqlite'],
  ]) {
    await run(['generate', 'game.yaml', '--out', out, ...more], root);
  }
});

test.each(['sql', 'copy'])('PostgreSQL loads %s under the CHECKs that it declares', async (folder) => {
  const { client } = await useDatabase();
  await runScript(client, join(root, folder, 'load.sql'));
  const { rows } = await client.query<{ n: string }>(
    `SELECT count(*) AS n FROM pg_constraint WHERE contype = 'c' AND convalidated AND connamespace = 'public'::regnamespace`,
  );
  expect(Number(rows[0].n)).toBe(DECLARED);
  const game = await client.query<{ n: string }>('SELECT count(*) AS n FROM "Game" WHERE net + tax = gross');
  expect(Number(game.rows[0].n)).toBe(3000);
  await expect(client.query(`UPDATE "Game" SET ends = starts WHERE id = 1`)).rejects.toThrow('check constraint');
});

test('SQLite holds the same rows under the same CHECKs', () => {
  const database = new DatabaseSync(join(root, 'lite', 'game.sqlite'));
  try {
    const definition = database.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'Game'`).get();
    expect(String(definition?.sql).match(/CHECK/g)?.length).toBe(DECLARED);
    // The rows were written under them; another table with the same constraints takes them again.
    database.exec(String(definition?.sql).replace('"Game"', '"Copy"'));
    database.exec('INSERT INTO "Copy" SELECT * FROM "Game"');
    expect(database.prepare('SELECT count(*) AS n FROM "Copy"').get()).toEqual({ n: 3000 });
    expect(() => database.exec(`UPDATE "Copy" SET standing = standing + 1`)).toThrow('CHECK constraint failed');
  } finally {
    database.close();
  }
});
