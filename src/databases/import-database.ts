import { Socket } from 'node:net';
import {
  dialectNamed,
  type Findings,
  type ImportContext,
  type ImportedSchema,
  type ImportReport,
  type SourceSchema,
  sourceOf,
  withHints,
} from '../dialects/index.ts';
import { type MakeSocket, within } from '../targets/index.ts';
import type { DatabaseAddress } from './address.ts';
import type { OpenDatabase } from './database.ts';
import { hintsOf } from './hints.ts';

/** Milliseconds until a server must have sent its whole schema, and until its rows are looked at. */
const READ_TIMEOUT = 60_000;
const HINTS_TIMEOUT = 90_000;

export interface DatabaseOptions {
  /** The schemas to read; empty for all. */
  readonly schemas: readonly string[];
  /** Whether to look at rows for counts, shares of nulls and ranges, and whether at the values of texts as well. */
  readonly hints?: { readonly values: boolean };
}

/**
 * Makes a model of the tables of a database, which is only read. Throws a TargetFailure, with nothing of the address, where
 * it cannot be read.
 * @param makeSocket of the connection; it may refuse where that leads.
 */
export async function importDatabase(
  address: DatabaseAddress,
  options: DatabaseOptions,
  context: Omit<ImportContext, 'enrich'>,
  makeSocket: MakeSocket = () => new Socket(),
): Promise<ImportedSchema> {
  const { hints } = options;
  return await within(READ_TIMEOUT + (hints === undefined ? 0 : HINTS_TIMEOUT), makeSocket, async (make) => {
    const database = await openDatabase(address, options, make);
    try {
      const source = sourceOf(Buffer.from(await database.ddl()));
      const dialect = dialectNamed(database.dialect);
      if (dialect === undefined) throw new Error(`there is no dialect ${database.dialect}`);
      const enrich = async (schema: SourceSchema, findings: Findings): Promise<SourceSchema> => {
        if (hints === undefined) return schema;
        const rows = await database.rows(hints.values);
        return withHints(schema, await hintsOf(schema, rows, hints.values, findings), context.catalogue, findings);
      };
      const { model, report } = await dialect.read(source, { ...context, enrich });
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
