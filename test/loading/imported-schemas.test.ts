import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { importText } from '../dialects/import-text.ts';
import { rowsOf } from '../engine/rows.ts';
import { createServerDatabase } from '../database/databases.ts';

/** Rows of each table, about: the variable that all counts of an imported model are multiplied by. */
const SCALE = { value: 0.2, text: '0.2' };
/** Inserts a row as the database reads JSON, and returns why it was refused. */
const INSERT = `create function insert_row(statement text, row_value json) returns text language plpgsql as $$
  begin execute statement using row_value; return null;
  exception when others then return sqlstate || ' ' || sqlerrm; end $$`;

interface Pending {
  readonly table: string;
  readonly statement: string;
  readonly row: string;
  why: string;
}

/** Loads the rows of the model of a schema into its own tables, and returns what was refused, by table. */
async function refused(script: string): Promise<ReadonlyMap<string, string>> {
  const { model } = await importText(script, 'postgresql');
  const { program } = loadProgram({ text: model, variables: [['scale', SCALE]] }, true);
  if (program === null) throw new Error('the model has errors');
  const database = await createServerDatabase('template0');
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(script);
    await client.query(`set search_path = public; ${INSERT}`);
    const tables = await client.query<{ schema: string; name: string }>(
      `select nspname as schema, relname as name from pg_class join pg_namespace n on n.oid = relnamespace where relkind = 'r'`,
    );
    let left: Pending[] = [];
    for (const { name } of program.entities) {
      const [schema, own] = name.includes('.') ? name.split('.') : [null, name];
      const table = tables.rows.find((one) => one.name === own && (schema === null || one.schema === schema));
      const title = `"${table?.schema}"."${table?.name}"`;
      for (const { _id: _, ...row } of await rowsOf(program, name)) {
        const columns = Object.keys(row).map((column) => `"${column}"`);
        const statement = `insert into ${title} (${columns.join(', ')}) overriding system value select ${columns.join(', ')} from json_populate_record(null::${title}, $1)`;
        left.push({ table: name, statement, row: JSON.stringify(row), why: '' });
      }
    }
    // A row whose parent is not there yet has its turn again, as long as others were accepted.
    for (let before = Infinity; left.length < before && left.length > 0;) {
      before = left.length;
      const result = await client.query<{ why: string | null }>(
        'select insert_row(statement, row_value) as why from unnest($1::text[], $2::json[]) with ordinality as rows(statement, row_value, at) order by at',
        [left.map(({ statement }) => statement), left.map(({ row }) => row)],
      );
      left = left.flatMap((one, i) => ({ ...one, why: result.rows[i].why ?? '' })).filter(({ why }) => why !== '');
    }
    return new Map(left.map(({ table, why }) => [table, why]));
  } finally {
    await client.end();
    await database.drop();
  }
}

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', 'dialects', 'fixtures', name), 'utf8');

describe('the rows of an imported schema load into its own tables', () => {
  it('of a company: people, products, stores and orders', async () => {
    expect(await refused(fixture('company.sql'))).toEqual(new Map());
  });

  it('of an encyclopaedia of music, but for the exclusion constraint that the report names', async () => {
    expect([...(await refused(fixture('records.sql'))).keys()]).toEqual(['event']);
  });
});
