import { statusOf } from '../artifacts/s3/errors.ts';
import { StoreError } from '../artifacts/store-error.ts';
import { type TargetCode, TargetFailure } from '../targets/index.ts';

type Meaning = readonly [code: TargetCode, message: string];

const KEYS: Meaning = ['AUTHENTICATION_FAILED', 'the service does not accept the access key and its secret key'];
const RIGHTS: Meaning = [
  'NOT_PERMITTED',
  'the access key may not write there: it needs s3:PutObject and s3:AbortMultipartUpload below the prefix',
];
const REGION: Meaning = ['ADDRESS_INVALID', 'the bucket is in another region, or the endpoint is of another region'];
const AWAY: Meaning = ['TARGET_UNREACHABLE', 'the service of the bucket does not respond, or is overloaded'];
const FULL: Meaning = ['TARGET_FULL', 'the bucket or the storage of its service is full'];

/** What the names of errors, or else the status, mean to the owner of a connection. */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['NoSuchBucket', ['BUCKET_MISSING', 'the service has no bucket of this name: create it first']],
  ['InvalidAccessKeyId', KEYS],
  ['SignatureDoesNotMatch', KEYS],
  ['ExpiredToken', KEYS],
  ['InvalidToken', KEYS],
  ['401', KEYS],
  ['AccessDenied', RIGHTS],
  ['403', RIGHTS],
  ['405', RIGHTS],
  ['PermanentRedirect', REGION],
  ['AuthorizationHeaderMalformed', REGION],
  ['301', REGION],
  ['307', REGION],
  ['RequestTimeTooSkewed', ['TARGET_REFUSED', 'the clocks of the gateway and of the service differ by minutes']],
  ['QuotaExceeded', FULL],
  ['XMinioStorageFull', FULL],
  ['InsufficientCapacity', FULL],
  ['507', FULL],
  ['NoSuchUpload', ['TARGET_LOST', 'the service ended an upload before it was complete']],
  ['SlowDown', AWAY],
  ['TimeoutError', AWAY],
  ['ECONNREFUSED', AWAY],
  ['ECONNRESET', AWAY],
  ['EPIPE', AWAY],
  ['ETIMEDOUT', AWAY],
  ['EHOSTUNREACH', AWAY],
  ['ENETUNREACH', AWAY],
  ['EAI_AGAIN', AWAY],
  ['ENOTFOUND', ['TARGET_UNREACHABLE', 'the host of the service is unknown']],
  ['SDK_MISSING', ['TARGET_REFUSED', 'this gateway has no AWS SDK: its operator must install @aws-sdk/client-s3']],
]);
const TLS: Meaning = ['TLS_FAILED', 'the certificate of the service is not valid, or it does not speak TLS'];

/** Any error of a bucket for the owner of the connection: never with the words of the service, which may hold secrets. */
export function bucketFailure(error: unknown): TargetFailure {
  if (error instanceof TargetFailure) return error;
  const cause = error instanceof StoreError ? error.cause : error;
  if (cause instanceof TargetFailure) return cause;
  const status = statusOf(cause);
  const name = [error, cause].map(codeOf).find((code) => MEANINGS.has(code)) ?? '';
  const known = MEANINGS.get(name) ?? MEANINGS.get(status) ?? (status >= '500' ? AWAY : undefined);
  const [code, message] = known ?? (isOfTls(codeOf(cause)) ? TLS : refusedWith(status));
  return new TargetFailure(code, message);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

const isOfTls = (code: string): boolean =>
  /^(?:ERR_TLS|ERR_SSL|CERT_|EPROTO$|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code);

function refusedWith(status: string): Meaning {
  const answer = status === '' ? '' : ` (status ${status})`;
  return ['TARGET_REFUSED', `the service of the bucket refused the call${answer}`];
}
