import type { Dialect } from '../dialect.ts';
import { detectSqlDialect, SQL_DIALECTS, type SqlDialectName } from './dialect.ts';

const ALIASES: Readonly<Record<SqlDialectName, readonly string[]>> = {
  postgresql: ['postgres', 'pg'],
  mysql: ['mariadb'],
  sqlite: ['sqlite3'],
  sqlserver: ['mssql', 'tsql'],
  oracle: [],
  db2: [],
};

const ofDatabases: readonly Dialect[] = Object.values(SQL_DIALECTS).map(({ name, title }) => ({
  name,
  aliases: ALIASES[name],
  title: `${title} DDL`,
  detects: ({ text }) => text !== null && detectSqlDialect(text).name === name,
  read: async ({ text }, context) => {
    const { importSql } = await import('./import.ts');
    return await importSql(text ?? '', name, context);
  },
}));

/** For those who know that it is SQL, and not of which database. */
const ofAny: Dialect = {
  name: 'sql',
  aliases: [],
  title: 'SQL DDL of a database that is detected',
  detects: () => false,
  read: async ({ text }, context) => {
    const { importSql } = await import('./import.ts');
    return await importSql(text ?? '', detectSqlDialect(text ?? '').name, context);
  },
};

/** The DDL of each database whose SQL is read. */
export const sqlDialects: readonly Dialect[] = [...ofDatabases, ofAny];
