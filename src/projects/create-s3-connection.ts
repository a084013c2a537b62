import { v7 as newId } from 'uuid';
import { type BucketAddress, checkBucketAddress } from '../buckets/index.ts';
import type { Call } from '../call.ts';
import type { S3Connection } from '../entities/s3-connection.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Outcome, refused } from '../refusal.ts';
import type { TargetPolicy } from '../targets/index.ts';
import { verb } from '../verb.ts';
import { s3ConnectionBy } from './find-s3-connection.ts';
import { projectGroupBy } from './find-project-group.ts';
import { found } from './found.ts';
import { nameRefusals } from './name-refusals.ts';
import { invalid, nameTaken, noSecretKey, notFound } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

export interface CreateS3Connection extends BucketAddress {
  /** Id of its group. */
  readonly group: string;
  readonly name: string;
}

/** Saves an address in a bucket; its secret key is sealed. Whether the bucket is there is not looked at. */
export const createS3Connection = verb(
  'write',
  async (
    call: Call,
    { group, name, ...bucketAddress }: CreateS3Connection,
    { vault, networks }: Pick<TargetPolicy, 'vault' | 'networks'>,
  ): Promise<Outcome<S3Connection>> => {
    const refusals = [
      ...nameRefusals(name, 'name'),
      ...checkBucketAddress(bucketAddress, networks).map(([part, message]) => invalid(message, part)),
    ];
    if ((await projectGroupBy(call, { id: group })) === null) refusals.push(notFound('project group', 'group'));
    if (vault === null) refusals.push(noSecretKey('secretAccessKey'));
    if (vault === null || refusals.length > 0) return refused(...refusals);
    const { bucket, prefix, endpoint, region, pathStyle, accessKeyId, secretAccessKey } = bucketAddress;
    const id = newId();
    const raced = { unique: nameTaken('the project group', 'name'), reference: notFound('project group', 'group') };
    return await unlessViolated(raced, async () => {
      await statement(
        call.em,
        `insert into s3_connection (id, group_id, name, bucket, prefix, endpoint, region, path_style, access_key_id, secret_access_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, group, name, bucket, prefix, endpoint, region, pathStyle, accessKeyId, vault.seal(secretAccessKey, id)],
      );
      return found(await s3ConnectionBy(call, { id }), 'connection', 'id');
    });
  },
);
