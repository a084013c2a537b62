import type { Call } from '../call.ts';
import type { Connection } from '../entities/connection.ts';
import { statement } from '../entities/statement.ts';
import { type Address, SSL_MODES, TargetFailure, type TargetPolicy } from '../targets/index.ts';

/** Where a connection leads, with its password. Throws a TargetFailure where that cannot be read. */
export async function connectionAddress(
  { em }: Pick<Call, 'em'>,
  { id, host, port, database, user, sslmode }: Connection,
  { vault }: Pick<TargetPolicy, 'vault'>,
): Promise<Address> {
  const [stored] = await statement<{ password: string }>(em, 'select "password" from connection where id = $1', [id]);
  const mode = SSL_MODES.find((known) => known === sslmode);
  if (stored === undefined || mode === undefined) throw new Error('a connection was deleted while it was being read');
  if (vault === null)
    throw new TargetFailure('PASSWORD_UNREADABLE', 'stored passwords cannot be read without ROWMILL_SECRET_KEY');
  return { host, port, database, user, sslmode: mode, password: vault.open(stored.password, id) };
}
