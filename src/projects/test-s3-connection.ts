import { askerOf } from '../access.ts';
import { type BucketAddress, readPrefix, socketsFor, tryBucket } from '../buckets/index.ts';
import type { Call } from '../call.ts';
import type { S3Connection } from '../entities/s3-connection.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { TargetFailure, type TargetPolicy } from '../targets/index.ts';
import { verb } from '../verb.ts';
import { s3ConnectionBy } from './find-s3-connection.ts';
import { notFound } from './refusals.ts';
import type { TestConnection } from './test-connection.ts';

/** Writes a small object into the bucket, and removes it where that is permitted. */
export const testS3Connection = verb(
  'write',
  async (call: Call, { id }: TestConnection, policy: TargetPolicy): Promise<Outcome<S3Connection>> => {
    const connection = await s3ConnectionBy(call, { id });
    if (connection === null) return refused(notFound('connection', 'id'));
    try {
      const bucketAddress = await addressOf(call, id, policy);
      if (bucketAddress === null) return refused(notFound('connection', 'id'));
      const asker = askerOf(call.access, connection.group.id);
      const sockets = socketsFor(bucketAddress, policy.networks);
      await policy.talks.run(asker, sockets, async (makeSocket) => await tryBucket(bucketAddress, makeSocket));
      return done(connection);
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      return refused({ kind: 'target-failed', code: error.code, message: error.message, path: ['id'] });
    }
  },
);

/** In one statement with the secret key, which is for that place alone. */
async function addressOf(
  { em }: Call,
  id: string,
  { vault }: Pick<TargetPolicy, 'vault'>,
): Promise<BucketAddress | null> {
  const [stored] = await statement<BucketAddress>(
    em,
    `select bucket, prefix, endpoint, region, path_style as "pathStyle", access_key_id as "accessKeyId",
       secret_access_key as "secretAccessKey"
     from s3_connection where id = $1`,
    [id],
  );
  const prefix = stored === undefined ? null : readPrefix(stored.prefix);
  if (stored === undefined || prefix === null) return null;
  if (vault === null)
    throw new TargetFailure('PASSWORD_UNREADABLE', 'stored passwords cannot be read without ROWMILL_SECRET_KEY');
  return { ...stored, prefix, secretAccessKey: vault.open(stored.secretAccessKey, id) };
}
