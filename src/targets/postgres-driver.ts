import { checkTarget } from './check-target.ts';
import { openClient } from './client.ts';
import type { Place, TargetDriver } from './driver.ts';
import { load } from './load.ts';
import { settle } from './transaction.ts';

const connectTo =
  ({ address, makeSocket }: Place) =>
  async () =>
    await openClient(address, makeSocket);

export const postgresDriver: TargetDriver = {
  check: async (place, request, beyond) => await checkTarget(connectTo(place), request, beyond),
  load: async (place, request, source, signal) => await load(connectTo(place), request, source, signal),
  settle: async (place, transaction) => await settle(connectTo(place), transaction),
  async version(place) {
    const client = await connectTo(place)();
    try {
      const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
      return rows[0].version;
    } finally {
      await client.end();
    }
  },
};
