import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Address, DATABASE_KINDS, SSL_MODES, TargetFailure, type TargetPolicy } from '../targets/index.ts';

/**
 * Where a connection leads, with its password: read in one statement, since the password is for that address alone. Null where the
 * connection is gone. Throws a TargetFailure where the password cannot be read.
 * @param id of a connection that the key sees.
 */
export async function connectionAddress(
  { em }: Pick<Call, 'em'>,
  id: string,
  { vault }: Pick<TargetPolicy, 'vault'>,
): Promise<(Address & { readonly password: string }) | null> {
  const [stored] = await statement<Address & { readonly password: string }>(
    em,
    'select kind, host, port, "database", "user", sslmode, "password" from connection where id = $1',
    [id],
  );
  if (stored === undefined || !SSL_MODES.includes(stored.sslmode) || !DATABASE_KINDS.includes(stored.kind)) {
    return null;
  }
  if (vault === null)
    throw new TargetFailure('PASSWORD_UNREADABLE', 'stored passwords cannot be read without ROWMILL_SECRET_KEY');
  return { ...stored, password: vault.open(stored.password, id) };
}
