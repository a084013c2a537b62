import type { Address } from '../address.ts';
import type { MakeSocket } from '../client.ts';
import type { MysqlClient } from './client.ts';

export { MARKERS } from './markers.ts';

/** Connects to a database to read it. A start that needs no MySQL loads no driver of it. Throws a TargetFailure. */
export async function openMysql(address: Address, makeSocket?: MakeSocket): Promise<MysqlClient> {
  const { openMysql: open } = await import('./client.ts');
  return await open(address, makeSocket);
}
