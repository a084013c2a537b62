import { type BucketAddress, checkBucketAddress } from '../buckets/index.ts';
import type { Call } from '../call.ts';
import type { S3Connection } from '../entities/s3-connection.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Outcome, type Refusal, refused } from '../refusal.ts';
import type { TargetPolicy } from '../targets/index.ts';
import { verb } from '../verb.ts';
import { s3ConnectionBy } from './find-s3-connection.ts';
import { found } from './found.ts';
import { nameRefusals } from './name-refusals.ts';
import { connectionOutdated, invalid, nameTaken, noSecretKey, notFound } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

/** What is null stays as it is. */
export type UpdateS3Connection = { readonly id: string; readonly name: string | null } & {
  readonly [Part in keyof BucketAddress]: BucketAddress[Part] | null;
};

type Policy = Pick<TargetPolicy, 'vault' | 'networks'>;

/**
 * Changes a connection. What is signed with its secret key is not sent elsewhere: another service or access key needs the secret key
 * again. The write compares the place with the one that was looked at, so that of two changes at once neither gets the other's key.
 */
export const updateS3Connection = verb(
  'write',
  async (call: Call, input: UpdateS3Connection, policy: Policy): Promise<Outcome<S3Connection>> =>
    await update(call, input, policy),
);

async function update(call: Call, input: UpdateS3Connection, policy: Policy): Promise<Outcome<S3Connection>> {
  const { id, name, secretAccessKey } = input;
  const { vault, networks } = policy;
  const refusals: Refusal[] = name === null ? [] : [...nameRefusals(name, 'name')];
  const connection = await s3ConnectionBy(call, { id });
  if (connection === null) return refused(...refusals, notFound('connection', 'id'));
  const before = addressOf(connection);
  const after = {
    bucket: input.bucket ?? before.bucket,
    prefix: input.prefix ?? before.prefix,
    endpoint: input.endpoint ?? before.endpoint,
    region: input.region ?? before.region,
    pathStyle: input.pathStyle ?? before.pathStyle,
    accessKeyId: input.accessKeyId ?? before.accessKeyId,
  };
  for (const [part, message] of checkBucketAddress({ ...after, secretAccessKey }, networks)) {
    refusals.push(invalid(message, part));
  }
  const leadsElsewhere = after.endpoint !== before.endpoint || after.accessKeyId !== before.accessKeyId;
  if (leadsElsewhere && secretAccessKey === null) {
    const message = 'send the secret key again: the stored one is for the previous service and access key';
    refusals.push(invalid(message, 'secretAccessKey'));
  }
  if (secretAccessKey !== null && vault === null) refusals.push(noSecretKey('secretAccessKey'));
  if (refusals.length > 0) return refused(...refusals);
  const sealed = secretAccessKey === null ? null : (vault?.seal(secretAccessKey, id) ?? null);
  return await unlessViolated({ unique: nameTaken('the project group', 'name') }, async () => {
    const written = await statement(
      call.em,
      `update s3_connection set name = coalesce($2, name), bucket = $3, prefix = $4, endpoint = $5, region = $6,
         path_style = $7, access_key_id = $8, secret_access_key = coalesce($9, secret_access_key), updated_at = now()
       where id = $1 and (bucket, prefix, endpoint, region, path_style, access_key_id) = ($10, $11, $12, $13, $14::boolean, $15)
       returning id`,
      [id, name, ...valuesOf(after), sealed, ...valuesOf(before)],
    );
    if (written.length > 0) return found(await s3ConnectionBy(call, { id }), 'connection', 'id');
    // Another call was quicker. What has no secret key of its own is held against the place as it is now.
    if (secretAccessKey === null || (await s3ConnectionBy(call, { id })) === null) {
      return await update(call, input, policy);
    }
    return refused(connectionOutdated);
  });
}

type PublicAddress = Omit<BucketAddress, 'secretAccessKey'>;

/** A copy: a second look at the same row changes the object of the first. */
function addressOf({ bucket, prefix, endpoint, region, pathStyle, accessKeyId }: S3Connection): PublicAddress {
  return { bucket, prefix, endpoint, region, pathStyle, accessKeyId };
}

const valuesOf = ({ bucket, prefix, endpoint, region, pathStyle, accessKeyId }: PublicAddress) => [
  bucket,
  prefix,
  endpoint,
  region,
  pathStyle,
  accessKeyId,
];
