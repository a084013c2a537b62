import type { Call } from '../call.ts';
import { statement } from '../entities/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { findConnection } from './find-connection.ts';
import { notFound } from './refusals.ts';

export interface DeleteConnection {
  readonly id: string;
}

/** Deletes a connection with its password. Nothing happens to the database that it leads to. */
export async function deleteConnection(
  call: Call,
  { id }: DeleteConnection,
): Promise<Outcome<{ readonly id: string }>> {
  if ((await findConnection(call, { id })) === null) return refused(notFound('connection', 'id'));
  await statement(call.em, 'delete from connection where id = $1', [id]);
  return done({ id });
}
