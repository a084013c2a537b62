import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { connectionBy } from './find-connection.ts';
import { notFound } from './refusals.ts';

export interface DeleteConnection {
  readonly id: string;
}

/** Deletes a connection with its password. Nothing happens to the database that it leads to. */
export const deleteConnection = verb(
  'write',
  async (call: Call, { id }: DeleteConnection): Promise<Outcome<{ readonly id: string }>> => {
    if ((await connectionBy(call, { id })) === null) return refused(notFound('connection', 'id'));
    await statement(call.em, 'delete from connection where id = $1', [id]);
    return done({ id });
  },
);
