import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { DatabaseAddress } from '../../databases/index.ts';
import { dialectNamed, dialectOf, DIALECTS, type ImportedSchema, type Source, sourceOf } from '../../dialects/index.ts';
import { catalogue } from '../../engine/generators/catalogue.ts';
import { TargetFailure } from '../../targets/failure.ts';
import { modelErrors } from '../../workers/programs/model-errors.ts';
import { unknown } from '../files/choose.ts';
import { Failure } from '../failure.ts';
import { MAX_SCHEMA_BYTES, readBytes, shownPath, STDIN } from '../model/model-file.ts';
import { parquetEnd } from './parquet-end.ts';
import { isSystemError } from '../system-failure.ts';

export interface SchemaOptions {
  /** The dialect of a file; detected if omitted. */
  readonly from?: string;
  /** The schemas of a database; all if empty. */
  readonly schema?: readonly string[];
  /** Whether to look at the rows of a database. */
  readonly hints?: boolean;
  /** Whether to look at the values of its texts, too. */
  readonly values?: boolean;
}

/** A model, and the source as messages name it: never by an address, which may have a password. */
export interface ReadSchema extends ImportedSchema {
  readonly title: string;
}

/** What is no path of a file: it may have a password, so that nothing repeats it. */
export const ADDRESS = /^(?:[a-z][a-z\d+.-]*:\/\/|sqlite:)/i;
const SQLITE_HEADER = 'SQLite format 3\0';

/** Makes a model of the schema in a file, in standard input (`-`), or of a database by its address. */
export async function readSchema(path: string, options: SchemaOptions): Promise<ReadSchema> {
  const database = await databaseOf(path);
  return database === null ? await fromFile(path, options) : await fromDatabase(database, options);
}

/** The address of a database, or a file that is one; null for others. Drivers are loaded for databases only. */
async function databaseOf(path: string): Promise<DatabaseAddress | null> {
  if (path !== STDIN && isSqliteFile(path)) return { kind: 'sqlite', path };
  if (!ADDRESS.test(path)) return null;
  const { databaseAddress } = await import('../../databases/index.ts');
  try {
    return databaseAddress(path);
  } catch (error) {
    throw error instanceof TargetFailure ? new Failure(2, `cannot read the schema: ${error.message}`) : error;
  }
}

/** Whether a file is a database of SQLite, by its first bytes. What cannot be read is none; reading it tells why. */
function isSqliteFile(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(SQLITE_HEADER.length);
      return readSync(file, start) === start.length && start.toString('latin1') === SQLITE_HEADER;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

async function fromFile(path: string, { from, schema = [], hints, values }: SchemaOptions): Promise<ReadSchema> {
  if (hints === true || values === true) throw new Failure(2, '--hints and --values apply to databases only');
  if (schema.length > 0) throw new Failure(2, '--schema applies to PostgreSQL databases only');
  const chosen = from === undefined ? null : dialectNamed(from);
  if (chosen === undefined) throw unknown('dialect', from ?? '', NAMES);
  const source = await sourceIn(path);
  const dialect = chosen ?? dialectOf(source);
  if (dialect === undefined) throw new Failure(2, `cannot read the schema ${shownPath(path)}: it is not UTF-8 text`);
  const read = await dialect.read(source, { catalogue, problemsOf: modelErrors });
  return { ...read, title: shownPath(path) };
}

/** A schema; of a Parquet file, however large, only what has its schema. */
async function sourceIn(path: string): Promise<Source> {
  if (path === STDIN) return sourceOf(await readBytes(path, 'schema', MAX_SCHEMA_BYTES));
  try {
    const end = parquetEnd(path);
    if (end !== null) return sourceOf(end, path);
  } catch (error) {
    // A file that cannot be read is reported by what reads it next.
    if (!isSystemError(error)) throw error;
  }
  return sourceOf(await readBytes(path, 'schema', MAX_SCHEMA_BYTES), path);
}

async function fromDatabase(
  address: DatabaseAddress,
  { from, schema = [], hints, values = false }: SchemaOptions,
): Promise<ReadSchema> {
  if (from !== undefined && dialectNamed(from)?.name !== address.kind) {
    throw new Failure(2, `--from ${from} does not fit: the database is read as ${address.kind}`);
  }
  if (schema.length > 0 && address.kind !== 'postgresql') {
    throw new Failure(2, '--schema applies to PostgreSQL databases only');
  }
  const { importDatabase } = await import('../../databases/index.ts');
  try {
    const options = { schemas: schema, ...(hints === true || values ? { hints: { values } } : {}) };
    const read = await importDatabase(address, options, { catalogue, problemsOf: modelErrors });
    return { ...read, title: schema.length === 0 ? 'the database' : `the schemas ${schema.join(', ')}` };
  } catch (error) {
    throw error instanceof TargetFailure ? new Failure(1, `cannot read the database: ${error.message}`) : error;
  }
}

const NAMES = DIALECTS.flatMap(({ name, aliases }) => [name, ...aliases]);
