import { askerOf } from '../access.ts';
import type { Call } from '../call.ts';
import type { Connection } from '../entities/connection.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { guardedSocket, loadDriver, TargetFailure, type TargetPolicy } from '../targets/index.ts';
import { verb } from '../verb.ts';
import { connectionAddress } from './connection-address.ts';
import { connectionBy } from './find-connection.ts';
import { notFound } from './refusals.ts';

export interface TestConnection {
  readonly id: string;
}

export interface TestedConnection {
  readonly connection: Connection;
  /** `18.4`. */
  readonly serverVersion: string;
}

/** Connects and asks the server for its version. */
export const testConnection = verb(
  'write',
  async (call: Call, { id }: TestConnection, policy: TargetPolicy): Promise<Outcome<TestedConnection>> => {
    const connection = await connectionBy(call, { id });
    if (connection === null) return refused(notFound('connection', 'id'));
    try {
      const address = await connectionAddress(call, id, policy);
      if (address === null) return refused(notFound('connection', 'id'));
      const asker = askerOf(call.access, connection.group.id);
      const serverVersion = await policy.talks.run(asker, guardedSocket(policy.networks), async (makeSocket) => {
        const driver = await loadDriver(address);
        return await driver.version({ address, makeSocket });
      });
      return done({ connection, serverVersion });
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      return refused({ kind: 'target-failed', code: error.code, message: error.message, path: ['id'] });
    }
  },
);
