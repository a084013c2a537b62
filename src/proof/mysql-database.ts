import { mysql } from '../formats/sql/mysql.ts';
import type { MysqlClient } from '../targets/index.ts';

/** Drops a database that a proof created, if it is there. */
export async function dropMysqlDatabase(client: MysqlClient, database: string): Promise<void> {
  await client.query('rollback');
  await client.query(`drop database if exists ${mysql.identifier(database)}`);
}
