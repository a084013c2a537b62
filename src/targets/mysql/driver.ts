import type { Place, TargetDriver } from '../driver.ts';
import { problemsWith } from '../limits.ts';
import { checkMysqlTables } from './check-tables.ts';
import { openMysql } from './client.ts';
import { existingTables } from './existing-tables.ts';
import { loadMysql } from './load.ts';
import { settle } from './transaction.ts';

const connectTo =
  ({ address, makeSocket }: Place) =>
  async () =>
    await openMysql(address, makeSocket);

/** MySQL and MariaDB. */
export const mysqlDriver: TargetDriver = {
  async check(place, { tables, schema, mode }, beyond) {
    const client = await connectTo(place)();
    try {
      const database = schema ?? place.address.database;
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
  async load(place, request, source, signal) {
    await loadMysql(connectTo(place), place.address.database, request, source, signal);
  },
  settle: async (place, transaction) => await settle(connectTo(place), place.address.database, transaction),
  async version(place) {
    const client = await connectTo(place)();
    try {
      const [{ version }] = await client.query('select version() as version');
      return String(version);
    } finally {
      await client.end();
    }
  },
};
