import { validate } from 'uuid';
import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { Connection } from '../entities/connection.ts';
import { verb } from '../verb.ts';
import { nameFault } from './name-fault.ts';

/** `group` and `name` are names. */
export type ConnectionBy =
  | { readonly id: string }
  | { readonly path: { readonly group: string; readonly name: string } };

/** A connection as it is now, without its password; null where there is none, or none that the key may see. */
export async function connectionBy({ em, access }: Call, by: ConnectionBy): Promise<Connection | null> {
  // What no connection can have is not asked for: the database refuses some of it.
  const possible = 'id' in by ? validate(by.id) : nameFault(by.path.group) === null && nameFault(by.path.name) === null;
  if (!possible) return null;
  const where = 'id' in by ? { id: by.id } : { group: { name: by.path.group }, name: by.path.name };
  const connection = await em.findOne(Connection, where, { refresh: true });
  return connection !== null && sees(access, connection.group.id) ? connection : null;
}

/** `connectionBy` for any caller. */
export const findConnection = verb('read', connectionBy);
