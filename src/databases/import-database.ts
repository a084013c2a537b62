import { Socket } from 'node:net';
import {
  dialectNamed,
  type ImportContext,
  type ImportedSchema,
  type ImportReport,
  sourceOf,
} from '../dialects/index.ts';
import { type MakeSocket, within } from '../targets/index.ts';
import type { DatabaseAddress } from './address.ts';
import type { OpenDatabase } from './database.ts';

/** Milliseconds until a server must have sent its whole schema. */
const READ_TIMEOUT = 60_000;

export interface DatabaseOptions {
  /** The schemas to read; empty for all. */
  readonly schemas: readonly string[];
}

/**
 * Makes a model of the tables of a database, which is only read. Throws a TargetFailure, with nothing of the address, where
 * it cannot be read.
 * @param makeSocket of the connection; it may refuse where that leads.
 */
export async function importDatabase(
  address: DatabaseAddress,
  options: DatabaseOptions,
  context: ImportContext,
  makeSocket: MakeSocket = () => new Socket(),
): Promise<ImportedSchema> {
  return await within(READ_TIMEOUT, makeSocket, async (make) => {
    const database = await openDatabase(address, options, make);
    try {
      const source = sourceOf(Buffer.from(await database.ddl()));
      const dialect = dialectNamed(database.dialect);
      if (dialect === undefined) throw new Error(`there is no dialect ${database.dialect}`);
      const { model, report } = await dialect.read(source, context);
      return { model, report: withoutPlaces(report) };
    } finally {
      await database.close();
    }
  });
}

/** Loads the driver that it needs. */
async function openDatabase(
  address: DatabaseAddress,
  { schemas }: DatabaseOptions,
  makeSocket: MakeSocket,
): Promise<OpenDatabase> {
  switch (address.kind) {
    case 'postgresql':
      return await (await import('./postgres.ts')).openPostgres(address.address, schemas, makeSocket);
    case 'mysql':
      return await (await import('./mysql.ts')).openMysql(address.address, makeSocket);
    case 'sqlite':
      return (await import('./sqlite.ts')).openSqlite(address.path);
  }
}

/** Lines and columns are those of statements that nobody has seen. */
function withoutPlaces(report: ImportReport): ImportReport {
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, line: null, column: null })) };
}
