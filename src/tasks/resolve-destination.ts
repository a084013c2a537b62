import { type BucketAddress, readPrefix } from '../buckets/index.ts';
import type { Call } from '../call.ts';
import { S3Connection } from '../entities/s3-connection.ts';
import { statement } from '../entities/queries/statement.ts';
import type { TaskDestination } from '../entities/task.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { TargetFailure, type TargetPolicy } from '../targets/index.ts';
import { isId } from './is-id.ts';
import type { StartDestination } from './start-input.ts';
import { notFound } from './visible-model.ts';

const PATH = ['destination', 's3'];

/**
 * Where a task writes its files, as the task keeps it: with a secret key of its own, so that it goes on when the connection changes.
 * @param group of the project: a connection of another one is not for it.
 * @param task that the secret key is sealed for.
 */
export async function resolveDestination(
  { em }: Call,
  { connection, prefix }: Pick<StartDestination, 'connection' | 'prefix'>,
  group: string,
  task: string,
  { vault }: Pick<TargetPolicy, 'vault'>,
): Promise<Outcome<TaskDestination>> {
  const wrong: Refusal[] = readPrefix(prefix) === null ? [invalidPrefix] : [];
  if (vault === null) {
    const message = 'this gateway cannot store passwords: its operator must set ROWMILL_SECRET_KEY';
    return refused(...wrong, {
      kind: 'not-allowed',
      code: 'SECRET_KEY_MISSING',
      message,
      path: [...PATH, 'connection'],
    });
  }
  const where = 'id' in connection ? { id: connection.id, group } : { name: connection.name, group };
  const found = 'id' in where && !isId(where.id) ? null : await em.findOne(S3Connection, where);
  // With its secret key in one statement: that is for this place alone.
  const [stored] =
    found === null
      ? []
      : await statement<BucketAddress>(
          em,
          `select bucket, prefix, endpoint, region, path_style as "pathStyle", access_key_id as "accessKeyId",
             secret_access_key as "secretAccessKey"
           from s3_connection where id = $1 and group_id = $2`,
          [found.id, group],
        );
  if (found === null || stored === undefined) {
    return refused(...wrong, notFound('S3 connection', [...PATH, 'connection']));
  }
  const whole = readPrefix(`${stored.prefix}/${prefix}`);
  if (whole === null && wrong.length === 0) wrong.push(invalidPrefix);
  if (whole === null || wrong.length > 0) return refused(...wrong);
  try {
    const secretAccessKey = vault.seal(vault.open(stored.secretAccessKey, found.id), task);
    return done({ connection: found.id, ...stored, prefix: whole, below: prefix, secretAccessKey });
  } catch (error) {
    if (!(error instanceof TargetFailure)) throw error;
    return refused({
      kind: 'target-failed',
      code: error.code,
      message: error.message,
      path: [...PATH, 'connection'],
    });
  }
}

const invalidPrefix: Refusal = {
  kind: 'invalid-input',
  code: 'INVALID_INPUT',
  message:
    'expected a prefix such as runs/2026-11-30, without . or .. as a part of it: with that of the connection at most 512 bytes',
  path: [...PATH, 'prefix'],
};
