import { StoreError } from '../store-error.ts';
import type { S3Address } from './address.ts';

const CREDENTIALS = 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or what else the AWS SDK reads';

/** What the names of errors mean to an operator. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['NoSuchBucket', 'there is no such bucket'],
  ['AccessDenied', 'access is denied: the credentials need to list, read, write and delete objects'],
  ['Forbidden', 'access is denied: the credentials need to list, read, write and delete objects'],
  ['403', 'access is denied: the credentials need to list, read, write and delete objects'],
  ['InvalidAccessKeyId', `the access key is unknown: ${CREDENTIALS}`],
  ['SignatureDoesNotMatch', 'the secret key is wrong, or the clock of this machine is'],
  ['ExpiredToken', 'the credentials have expired'],
  ['CredentialsProviderError', `there are no credentials: ${CREDENTIALS}`],
  ['RequestTimeTooSkewed', 'the clock of this machine is wrong'],
  ['PermanentRedirect', 'the bucket is in another region: name it with ?region='],
  ['AuthorizationHeaderMalformed', 'the bucket is in another region: name it with ?region='],
  ['SlowDown', 'the service is overloaded'],
  ['ServiceUnavailable', 'the service is overloaded'],
  ['503', 'the service is overloaded'],
  ['QuotaExceeded', 'the bucket is full'],
  ['XMinioStorageFull', 'the storage is full'],
  ['InsufficientCapacity', 'the storage is full'],
  ['507', 'the storage is full'],
  ['TimeoutError', 'the service does not answer'],
  ['ECONNREFUSED', 'the service cannot be reached'],
  ['ENOTFOUND', 'the host of the service is unknown'],
  ['ECONNRESET', 'the connection broke'],
  ['EPIPE', 'the connection broke'],
]);

const MISSING = new Set(['NoSuchKey', 'NotFound', 'NoSuchUpload']);

/** Converts any error of a call into an error of the store. The messages of services are omitted, since they can contain secrets. */
export function storeErrorOf(error: unknown, { bucket }: S3Address): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  if (MISSING.has(code)) return new StoreError('ENOENT', `the bucket ${bucket} has no such object`, { cause: error });
  const status = statusOf(error);
  const reason = REASONS.get(code) ?? REASONS.get(status) ?? 'the service refused the call';
  const name = status === '' ? code : `${code}, status ${status}`;
  return new StoreError(code, `bucket ${bucket}: ${reason} (${name})`, { cause: error });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const name = /^[A-Za-z]\w*$/.test(error.name) && error.name !== 'Error' ? error.name : '';
  return REASONS.has(code) ? code : name || code || 'Unknown';
}

/** The status of an HTTP answer that an error of the SDK came with; '' where there was none. */
export function statusOf(error: unknown): string {
  if (!(error instanceof Error && '$metadata' in error)) return '';
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return '';
  return typeof metadata.httpStatusCode === 'number' ? String(metadata.httpStatusCode) : '';
}
