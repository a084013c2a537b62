import { openClient } from '../targets/index.ts';
import type { Judge } from './judge.ts';
import type { TablesToProve } from './messages.ts';
import { MysqlJudge } from './mysql-judge.ts';
import { extensionsIn } from './postgres-ddl.ts';
import { PostgresJudge } from './postgres-judge.ts';
import { tablesOfScript } from './postgres-script.ts';
import { openEmbedded, openFresh, overClient } from './postgres-session.ts';
import { copiesOfTables } from './postgres-copies.ts';
import { SqliteJudge } from './sqlite-judge.ts';
import { sqliteScript } from './sqlite-script.ts';

/**
 * Opens the database that judges, which is empty.
 * @param created is told the name of a database that is to be dropped if this process dies.
 */
export async function openJudge(tables: TablesToProve, created: (database: string) => void): Promise<Judge> {
  switch (tables.kind) {
    case 'postgresql-script': {
      const { script, server } = tables;
      const extensions = extensionsIn(script);
      const session = server === null ? await openEmbedded(extensions) : await openFresh(server, created);
      return new PostgresJudge(session, tablesOfScript(script, extensions));
    }
    case 'postgresql-tables': {
      const client = await openClient(tables.address);
      const session = await overClient(client, async () => await client.end());
      return new PostgresJudge(session, copiesOfTables(client, tables.schema));
    }
    case 'mysql-script':
      return await MysqlJudge.open(tables.server, { script: tables.script }, created);
    case 'mysql-tables':
      return await MysqlJudge.open(tables.address, { database: tables.address.database }, created);
    case 'sqlite-script':
      return new SqliteJudge(tables.script);
    case 'sqlite-tables':
      return new SqliteJudge(sqliteScript(tables.path));
  }
}
