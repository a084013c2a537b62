import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parquetMetadata } from 'hyparquet';

/** How a text file holds its rows. In csv, no cell of the measured models holds a newline. */
export type TextFormat = 'csv' | 'json' | 'jsonl';

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10;
const BRACE = 123;

/** The first line of a people file in csv. */
export const peopleHeader = 'id,uuid,first_name,last_name,email,birth_date,city,country,balance,created_at,active';

/** Throws when the two differ; `what` names the thing compared. */
export const expectEqual = (what: string, actual: string | number, expected: string | number): void => {
  if (actual !== expected) throw new Error(`${what}: expected ${expected}, got ${actual}`);
};

const digests = new Map<string, string>();

/** The first digest seen under a key binds all later ones, whatever the thread count or the way out was. */
const expectSameDigest = (key: string, digest: string): void => {
  const first = digests.get(key) ?? digest;
  digests.set(key, first);
  expectEqual(`SHA-256 of ${key}`, digest, first);
};

/** Reads a file once, by chunks: its first and last bytes as text, its SHA-256, and how often a byte occurs in it. */
const scan = (path: string, byte: number): { head: string; tail: string; digest: string; occurrences: number } => {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const file = openSync(path, 'r');
  let head = '';
  let tail = '';
  let occurrences = 0;
  try {
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      const chunk = buffer.subarray(0, length);
      hash.update(chunk);
      for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) occurrences++;
      head ||= chunk.toString('utf8', 0, 8192);
      tail = (tail + chunk.toString('latin1', Math.max(0, length - 65_536))).slice(-65_536);
    }
  } finally {
    closeSync(file);
  }
  return { head, tail, digest: hash.digest('hex'), occurrences };
};

/** The row's first value in csv; the value of `id` in json and jsonl. */
const lastId = (tail: string, format: TextFormat): number => {
  if (format === 'csv') return Number.parseInt(tail.slice(tail.lastIndexOf('\n', tail.length - 2) + 1), 10);
  const row: { id: number } = JSON.parse(tail.slice(tail.lastIndexOf('{'), tail.lastIndexOf('}') + 1));
  return row.id;
};

/**
 * Counts the rows of a file and holds its digest against earlier files of the same key. Rows are lines in csv (less
 * the header) and jsonl, and opening braces in json: top-level objects only, no braces in values.
 */
export const checkText = (path: string, format: TextFormat, key: string) => {
  const { head, tail, digest, occurrences } = scan(path, format === 'json' ? BRACE : NEWLINE);
  expectSameDigest(key, digest);
  const rows = format === 'csv' ? occurrences - 1 : occurrences;
  return { rows, header: head.slice(0, head.indexOf('\n')), tail };
};

/** Checks a file of people: number of rows, header, last id, and the same bytes as every file of this key before. */
export const checkPeople = (path: string, format: TextFormat, rows: number, key: string): number => {
  const found = checkText(path, format, key);
  expectEqual('rows', found.rows, rows);
  expectEqual('last id', lastId(found.tail, format), rows);
  if (format === 'csv') expectEqual('header', found.header, peopleHeader);
  return rows;
};

/** Checks a database of people: that it is sound, the number of rows, the columns, and the last id. */
export const checkDatabase = (path: string, rows: number): number => {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    expectEqual('quick_check', String(database.prepare('PRAGMA quick_check').get()?.quick_check), 'ok');
    const select = database.prepare('SELECT * FROM Person WHERE id = (SELECT count(*) FROM Person)');
    const last = select.get() ?? {};
    expectEqual('columns', Object.keys(last).join(), peopleHeader);
    expectEqual('last id', Number(last.id), rows);
    return rows;
  } finally {
    database.close();
  }
};

/** Checks a parquet file of people by its footer: number of rows, names of the columns, last id; and the same bytes as before. */
export const checkPeopleParquet = (path: string, rows: number, key: string): number => {
  const file = readFileSync(path);
  expectSameDigest(key, createHash('sha256').update(file).digest('hex'));
  const { row_groups: groups, schema, num_rows } = parquetMetadata(new Uint8Array(file).buffer);
  expectEqual('rows', Number(num_rows), rows);
  expectEqual(
    'columns',
    schema
      .slice(1)
      .map(({ name }) => name)
      .join(),
    peopleHeader,
  );
  const ids = groups.map(({ columns }) => Number(columns[0].meta_data?.statistics?.max_value));
  expectEqual('last id', Math.max(...ids), rows);
  return rows;
};

/** Checks a preview of people as csv: the header, `rows` rows, ids counting from `from` + 1. */
export const checkPreview = (path: string, from: number, rows: number): number => {
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  expectEqual('header', header, peopleHeader);
  const ids = lines.map((line) => Number.parseInt(line, 10));
  expectEqual('ids', ids.join(), Array.from({ length: rows }, (_, row) => from + row + 1).join());
  return rows;
};

/** Checks one csv file for each entity: a header, and the same bytes as before. Returns the rows of each. */
export const checkTables = (folder: string, model: string, entities: string[]): number[] =>
  entities.map((entity) => {
    const { rows, header } = checkText(join(folder, `${entity}.csv`), 'csv', `${model} ${entity}`);
    expectEqual(`header of ${entity}`, /^\w+(,\w+)*$/.test(header) ? 'names' : header, 'names');
    if (rows < 1) throw new Error(`${entity} has no rows`);
    return rows;
  });
