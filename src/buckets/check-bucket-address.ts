import { checkEndpoint, type Networks } from '../targets/index.ts';
import { type BucketAddress, readPrefix } from './bucket-address.ts';

/** What came from outside; a secret key that is null stays as it is stored. */
export type BucketAddressInput = Omit<BucketAddress, 'pathStyle' | 'secretAccessKey'> & {
  readonly secretAccessKey: string | null;
};

/** What is wrong with the parts of a place that came from outside, by part. The messages repeat nothing of them. */
export function checkBucketAddress(
  { bucket, prefix, endpoint, region, accessKeyId, secretAccessKey }: BucketAddressInput,
  networks: Networks,
): readonly (readonly [part: keyof BucketAddressInput, message: string])[] {
  const wrong: [keyof BucketAddressInput, string][] = [];
  if (!/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(bucket)) {
    wrong.push(['bucket', 'expected the name of a bucket: 3 to 63 of a-z, 0-9, dots and hyphens']);
  }
  if (readPrefix(prefix) === null) {
    wrong.push(['prefix', 'expected at most 512 bytes, such as exports/daily, without . or .. as a part of it']);
  }
  const unfit = endpoint === '' ? null : checkEndpoint(endpoint, networks);
  if (unfit !== null) wrong.push(['endpoint', unfit]);
  if (!/^[A-Za-z\d-]{1,64}$/.test(region)) {
    wrong.push(['region', 'expected the name of a region, such as eu-central-1']);
  }
  if (!/^[\u0021-\u007e]{1,256}$/.test(accessKeyId)) {
    wrong.push(['accessKeyId', 'expected the ID of an access key: at most 256 characters of ASCII without spaces']);
  }
  if (secretAccessKey !== null && !/^[\u0021-\u007e]{1,1000}$/.test(secretAccessKey)) {
    wrong.push(['secretAccessKey', 'expected a secret key: at most 1000 characters of ASCII without spaces']);
  }
  return wrong;
}
