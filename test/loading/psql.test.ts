import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Client } from 'pg';
import { useFolder } from '../cli/folder.ts';
import { run } from '../cli/run.ts';
import { readCsv } from '../formats/csv-reader.ts';
import { identifier } from '../../src/formats/sql/quote.ts';
import { CIRCLE, PAIRS, SHOP } from './models.ts';
import { NAUGHTY, naughtyRows, naughtyTables } from './naughty.ts';
import { runScript } from './run-script.ts';
import { useDatabase } from './use-database.ts';
import { loadedFormats, writeTables } from './write-tables.ts';

const root = useFolder({ 'shop.yaml': SHOP, 'circle.yaml': CIRCLE, 'pairs.yaml': PAIRS });
mkdirSync(join(root, 'elsewhere'));

/** The columns of the shop's tables whose sums are compared. */
const SUMMED = {
  Country: [],
  User: ['id', 'age'],
  Product: ['id', 'price'],
  Order: ['user_id', 'total'],
  OrderLine: ['line_no', 'product_id', 'quantity', 'price', 'amount'],
};

/** Programs that load a script into the database of a URL, called from another folder; they throw what went wrong. */
const loaders = [
  {
    name: 'psql',
    isThere: spawnSync('psql', ['--version']).status === 0,
    async load(script: string, url: string): Promise<void> {
      const path = join('..', script);
      const { status, stderr } = spawnSync('psql', ['-X', '-f', path, url], {
        cwd: join(root, 'elsewhere'),
        encoding: 'utf8',
      });
      if (status !== 0 || stderr !== '') throw new Error(`psql ended with ${status}: ${stderr}`);
    },
  },
  {
    name: 'pg-copy-streams',
    isThere: true,
    load: async (script: string, _: string, client: Client) => await runScript(client, join(root, script)),
  },
];

async function rowsOf(client: Client, text: string): Promise<unknown[][]> {
  return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows;
}

/** Every constraint as PostgreSQL describes it; those that were not looked at are left out. */
async function constraints(client: Client): Promise<unknown[]> {
  const rows = await rowsOf(
    client,
    `SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) COLLATE "C" FROM pg_constraint
     WHERE contype IN ('p', 'u', 'f') AND convalidated AND connamespace = 'public'::regnamespace ORDER BY 1`,
  );
  return rows.flat();
}

/** The constraints on several columns of the model of pairs. */
const SEVERAL = [
  '"Bill" PRIMARY KEY (org, no)',
  '"Item" FOREIGN KEY (a, b) REFERENCES "Bill"(org, no)',
  '"Item" FOREIGN KEY (bill_org, bill_no) REFERENCES "Bill"(org, no)',
  '"Item" PRIMARY KEY (bill_org, bill_no, line)',
  '"Item" UNIQUE (bill_org, bill_no, product)',
  '"Member" UNIQUE (tenant, id)',
  '"Project" FOREIGN KEY (tenant, owner) REFERENCES "Member"(tenant, id)',
  '"Project" UNIQUE (owner, color)',
  '"Project" UNIQUE (tenant, code)',
  '"Stock" PRIMARY KEY (tenant, product, size)',
  '"Taken" PRIMARY KEY (tenant, product)',
];

beforeAll(async () => {
  for (const model of ['shop', 'circle', 'pairs']) {
    for (const format of ['csv', 'sql', 'postgres-optimized']) {
      const out = join(model, format);
      await run(['generate', `${model}.yaml`, '--format', format, '--out', out], root);
    }
  }
});

for (const { name, isThere, load } of loaders) {
  describe.skipIf(!isThere)(`${name} (skipped where it is not installed)`, () => {
    describe.each(loadedFormats)('loads $name', ({ name: format }) => {
      test('the shop, with all keys and references, and the sums of csv', async () => {
        const { client, url } = await useDatabase();
        await load(join('shop', format, 'load.sql'), url, client);
        for (const [table, numeric] of Object.entries(SUMMED)) {
          const [head, ...lines] = readCsv(readFileSync(join(root, 'shop', 'csv', `${table}.csv`), 'utf8'));
          const sums = numeric.map((name) => {
            const k = head.findIndex(({ text }) => text === name);
            return lines.reduce((sum, line) => sum + BigInt(Math.round(Number(line[k].text) * 100)), 0n);
          });
          const cells = numeric.map((name) => `, sum(${identifier(name)} * 100)::bigint`);
          expect(await rowsOf(client, `SELECT count(*)${cells.join('')} FROM ${identifier(table)}`)).toEqual([
            [lines.length, ...sums].map(String),
          ]);
        }
        expect(await constraints(client)).toEqual([
          '"Country" UNIQUE (code)',
          '"Country" UNIQUE (name)',
          '"Order" FOREIGN KEY (user_id) REFERENCES "User"(id)',
          '"Order" PRIMARY KEY (id)',
          '"OrderLine" FOREIGN KEY (order_id) REFERENCES "Order"(id)',
          '"OrderLine" FOREIGN KEY (product_id) REFERENCES "Product"(id)',
          '"OrderLine" PRIMARY KEY (order_id, line_no)',
          '"Product" FOREIGN KEY (made_in) REFERENCES "Country"(code)',
          '"Product" PRIMARY KEY (id)',
          '"Product" UNIQUE (name)',
          '"User" PRIMARY KEY (id)',
          '"User" UNIQUE (email)',
        ]);
      });

      test('keys, unique lists and references of several fields', async () => {
        const { client, url } = await useDatabase();
        await load(join('pairs', format, 'load.sql'), url, client);
        const found = await constraints(client);
        expect(found.filter((text) => /\(\w+, /.test(String(text)))).toEqual(SEVERAL);
      });

      test('entities that refer in circles, and texts too long for an index', async () => {
        const { client, url } = await useDatabase();
        await load(join('circle', format, 'load.sql'), url, client);
        expect(
          await rowsOf(
            client,
            'SELECT (SELECT count(*) FROM "A"), (SELECT count(*) FROM "B"), (SELECT count(*) FROM "Empty")',
          ),
        ).toEqual([['50', '30', '0']]);
        expect(await constraints(client)).toEqual([
          '"A" FOREIGN KEY (b) REFERENCES "B"(id)',
          '"A" FOREIGN KEY (twin) REFERENCES "A"(id)',
          '"A" PRIMARY KEY (id)',
          '"B" FOREIGN KEY (a) REFERENCES "A"(id)',
          '"B" PRIMARY KEY (id)',
          '"Empty" FOREIGN KEY (a) REFERENCES "A"(id)',
          '"Empty" PRIMARY KEY (id)',
        ]);
      });
    });

    test.each(loadedFormats)('loads naughty names and texts from $name', async (format) => {
      const { client, url } = await useDatabase();
      const folder = mkdtempSync(join(root, 'naughty-'));
      writeTables(folder, format, naughtyTables);
      await load(join(folder.slice(root.length), 'load.sql'), url, client);
      for (const name of NAUGHTY) {
        const cells = NAUGHTY.map((column) => `${identifier(column)}::text`);
        const text = `SELECT ${cells.join(', ')} FROM ${identifier(name)} ORDER BY ${identifier(NAUGHTY[0])}`;
        expect(await rowsOf(client, text)).toEqual(naughtyRows(name));
      }
      expect(await rowsOf(client, `SELECT count(*) FROM pg_constraint WHERE contype = 'f'`)).toEqual([
        [`${NAUGHTY.length}`],
      ]);
    });

    test('the next key of a sequence is behind the highest, and 1 where there is none', async () => {
      const { client, url } = await useDatabase();
      await load(join('circle', 'postgres-optimized', 'load.sql'), url, client);
      const b = (await rowsOf(client, 'SELECT id FROM "B" LIMIT 1'))[0][0];
      const added = await client.query('INSERT INTO "A" (b, story) VALUES ($1, $2) RETURNING id', [b, 'x']);
      expect(added.rows).toEqual([{ id: '51' }]);
      const first = await client.query('INSERT INTO "Empty" (a) VALUES (51) RETURNING id');
      expect(first.rows).toEqual([{ id: '1' }]);
    });

    test('the first error leaves nothing behind', async () => {
      const { client, url } = await useDatabase();
      await client.query('CREATE TABLE "OrderLine" ()');
      await expect(load(join('shop', 'postgres-optimized', 'load.sql'), url, client)).rejects.toThrow(
        'relation "OrderLine" already exists',
      );
      await client.query('ROLLBACK');
      expect(await rowsOf(client, `SELECT to_regclass('"User"')`)).toEqual([[null]]);
    });
  });
}

test('the file of one entity loads alone', async () => {
  const { client } = await useDatabase();
  const { stdout, code } = await run(
    ['generate', 'shop.yaml', '--entity', 'OrderLine', '--format', 'sql', '--out', '-'],
    root,
  );
  expect(code).toBe(0);
  await client.query(stdout);
  expect(await rowsOf(client, 'SELECT count(*) FROM "OrderLine"')).toEqual([['8756']]);
  await run(
    ['generate', 'shop.yaml', '--entity', 'OrderLine', '--format', 'postgres-optimized', '--out', 'alone'],
    root,
  );
  await client.query('DROP TABLE "OrderLine"');
  await runScript(client, join(root, 'alone', 'load.sql'));
  expect(await constraints(client)).toEqual(['"OrderLine" PRIMARY KEY (order_id, line_no)']);
});

test('a standalone file loads alone, with a sequence after its highest key', async () => {
  const { url, client } = await useDatabase();
  const args = ['--format', 'postgres-optimized', '--option', 'standalone=true', '--out', 'standalone'];
  await run(['generate', 'shop.yaml', ...args], root);
  expect(readdirSync(join(root, 'standalone')).sort()).not.toContain('load.sql');
  const { load } = loaders.find(({ isThere }) => isThere) ?? loaders[0];
  for (const name of ['User', 'OrderLine']) await load(join('standalone', `${name}.sql`), url, client);
  expect(await constraints(client)).toEqual([
    '"OrderLine" PRIMARY KEY (order_id, line_no)',
    expect.stringContaining('"User" PRIMARY KEY (id)'),
    expect.stringContaining('"User" UNIQUE'),
  ]);
  const [[next]] = await rowsOf(client, `SELECT nextval(pg_get_serial_sequence('"User"', 'id'))`);
  const [[most]] = await rowsOf(client, 'SELECT max(id) FROM "User"');
  expect(Number(next)).toBe(Number(most) + 1);
});
