import { validate } from 'uuid';
import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { S3Connection } from '../entities/s3-connection.ts';
import { verb } from '../verb.ts';
import type { ConnectionBy } from './find-connection.ts';
import { nameFault } from './name-fault.ts';

/** A connection as it is now, without its secret key; null where there is none, or none that the key may see. */
export async function s3ConnectionBy({ em, access }: Call, by: ConnectionBy): Promise<S3Connection | null> {
  // What no connection can have is not asked for: the database refuses some of it.
  const possible = 'id' in by ? validate(by.id) : nameFault(by.path.group) === null && nameFault(by.path.name) === null;
  if (!possible) return null;
  const where = 'id' in by ? { id: by.id } : { group: { name: by.path.group }, name: by.path.name };
  const connection = await em.findOne(S3Connection, where, { refresh: true });
  return connection !== null && sees(access, connection.group.id) ? connection : null;
}

/** `s3ConnectionBy` for any caller. */
export const findS3Connection = verb('read', s3ConnectionBy);
