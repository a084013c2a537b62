import { DuckDBInstance } from '@duckdb/node-api';
import { faker } from '@faker-js/faker/locale/en';
import { readLists } from './lists.ts';

/*
 * The same people as SQL expressions over a range: dictionary picks by list index, one thread, copied to a csv file, or
 * to a parquet file where a compression is named. In csv, DuckDB keeps its own form of timestamps
 * ("2024-01-02 03:04:05.678"), the cheaper one for it.
 * Arguments: number of rows, file to write, optionally a compression.
 */

const [rows, file, compression] = process.argv.slice(2);
const { cities, countryCodes } = readLists();
const { first_name: firstNames, last_name: lastNames } = faker.rawDefinitions.person ?? {};

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const dictionaries = {
  first_names: [...(firstNames?.female ?? []), ...(firstNames?.male ?? [])],
  last_names: [...(lastNames?.generic ?? [])],
  domains: ['example.com', 'example.net', 'example.org'],
  cities,
  country_codes: countryCodes,
};

/** A list held in a variable, indexed from 1: faster than the same list written into the query. */
const pick = (name: keyof typeof dictionaries): string =>
  `getvariable('${name}')[1 + floor(random() * ${dictionaries[name].length})::INTEGER]`;

const people = `
  SELECT id, uuid, first_name, last_name,
    lower(first_name) || '.' || lower(last_name) || number || '@' || domain AS email,
    birth_date, city, country, balance, created_at, active
  FROM (
    SELECT range + 1 AS id,
      uuid() AS uuid,
      ${pick('first_names')} AS first_name,
      ${pick('last_names')} AS last_name,
      floor(random() * 100)::INTEGER AS number,
      ${pick('domains')} AS domain,
      DATE '1940-01-01' + floor(random() * 24837)::INTEGER AS birth_date,
      ${pick('cities')} AS city,
      ${pick('country_codes')} AS country,
      (random() * 9999.99)::DECIMAL(10, 2) AS balance,
      epoch_ms(1704067200000 + floor(random() * 31622400000)::BIGINT) AS created_at,
      random() < 0.5 AS active
    FROM range(${Number(rows)})
  )`;

const database = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await database.connect();
await connection.run('SET threads = 1');
for (const [name, values] of Object.entries(dictionaries)) {
  await connection.run(`SET VARIABLE ${name} = [${values.map(literal).join(', ')}]`);
}
// A fixed seed, so that repeated runs write the same bytes.
await connection.run('SELECT setseed(0.5)');
const form = compression === undefined ? 'FORMAT csv, HEADER' : `FORMAT parquet, COMPRESSION ${compression}`;
await connection.run(`COPY (${people}) TO ${literal(file)} (${form})`);
