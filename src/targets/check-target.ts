import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Client } from 'pg';
import type { Table } from '../engine/table.ts';
import { checkTables, type LoadMode } from './check-tables.ts';
import { existingTables } from './existing-tables.ts';
import type { TargetProblem } from './failure.ts';
import { problemsWith } from './limits.ts';
import { factsOf, type LoadRequest, type LoadSource } from './load.ts';
import { targetFailure } from './server-error.ts';
import { sqliteFailure } from './sqlite-error.ts';
import { checkSqliteTables } from './sqlite-tables.ts';

/** What keeps the tables of a PostgreSQL database from taking rows, as a load finds it before it sends any. Throws a TargetFailure. */
export async function checkTarget(
  connect: () => Promise<Client>,
  { tables, schema, mode }: LoadRequest,
  beyond: LoadSource['beyond'],
): Promise<readonly TargetProblem[]> {
  const client = await connect();
  try {
    const names = tables.map(({ name }) => name);
    const existing = await existingTables(client, names, schema);
    return await problemsWith(checkTables(tables, existing, mode, await factsOf(client, names, existing)), beyond);
  } catch (error) {
    throw targetFailure(error);
  } finally {
    await client.end();
  }
}

/** The same of a SQLite database, which is only read. Throws a TargetFailure. */
export function checkSqliteTarget(path: string, tables: readonly Table[], mode: LoadMode): readonly TargetProblem[] {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(resolve(path), { readOnly: true });
    return checkSqliteTables(database, tables, mode).problems;
  } catch (error) {
    throw sqliteFailure(error);
  } finally {
    database?.close();
  }
}
