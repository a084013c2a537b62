import { checkTarget } from './check-target.ts';
import { openClient } from './client.ts';
import type { TargetEndpoint, TargetDriver } from './driver.ts';
import { load } from './load.ts';
import { settle } from './transaction.ts';

const connectTo =
  ({ address, makeSocket }: TargetEndpoint) =>
  async () =>
    await openClient(address, makeSocket);

export const postgresDriver: TargetDriver = {
  check: async (endpoint, request, beyond) => await checkTarget(connectTo(endpoint), request, beyond),
  load: async (endpoint, request, source, signal) => await load(connectTo(endpoint), request, source, signal),
  settle: async (endpoint, transaction) => await settle(connectTo(endpoint), transaction),
  async version(endpoint) {
    const client = await connectTo(endpoint)();
    try {
      const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
      return rows[0].version;
    } finally {
      await client.end();
    }
  },
};
