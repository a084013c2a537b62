import type { TargetEndpoint, TargetDriver } from '../driver.ts';
import { problemsWith } from '../limits.ts';
import { checkMysqlTables } from './check-tables.ts';
import { openMysql } from './client.ts';
import { existingTables } from './existing-tables.ts';
import { loadMysql } from './load.ts';
import { settle } from './transaction.ts';

const connectTo =
  ({ address, makeSocket }: TargetEndpoint) =>
  async () =>
    await openMysql(address, makeSocket);

/** MySQL and MariaDB. */
export const mysqlDriver: TargetDriver = {
  async check(endpoint, { tables, schema, mode }, beyond) {
    const client = await connectTo(endpoint)();
    try {
      const database = schema ?? endpoint.address.database;
      const existing = await existingTables(
        client,
        tables.map(({ name }) => name),
        database,
      );
      return await problemsWith(checkMysqlTables(tables, existing, database, mode), beyond);
    } finally {
      await client.end();
    }
  },
  async load(endpoint, request, source, signal) {
    await loadMysql(connectTo(endpoint), endpoint.address.database, request, source, signal);
  },
  settle: async (endpoint, transaction) => await settle(connectTo(endpoint), endpoint.address.database, transaction),
  async version(endpoint) {
    const client = await connectTo(endpoint)();
    try {
      const [{ version }] = await client.query('select version() as version');
      return String(version);
    } finally {
      await client.end();
    }
  },
};
