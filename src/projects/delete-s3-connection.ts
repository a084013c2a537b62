import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { DeleteConnection } from './delete-connection.ts';
import { s3ConnectionBy } from './find-s3-connection.ts';
import { notFound } from './refusals.ts';

/** Deletes a connection with its secret key. Nothing happens to the bucket. */
export const deleteS3Connection = verb(
  'write',
  async (call: Call, { id }: DeleteConnection): Promise<Outcome<{ readonly id: string }>> => {
    if ((await s3ConnectionBy(call, { id })) === null) return refused(notFound('connection', 'id'));
    await statement(call.em, 'delete from s3_connection where id = $1', [id]);
    return done({ id });
  },
);
