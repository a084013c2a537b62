/** Where in a bucket files are written, and as whom. */
export interface BucketAddress {
  readonly bucket: string;
  /** Before the names of all files: '' or ends with a slash. */
  readonly prefix: string;
  /** Of a service that is not AWS; '' for AWS. */
  readonly endpoint: string;
  readonly region: string;
  /** Whether the bucket is in the path of addresses and not in the host. */
  readonly pathStyle: boolean;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Bytes of a prefix at most: the keys of objects have 1024. */
const MAX_PREFIX = 512;

/** A prefix with a slash at its end, and without one at its beginning or twice; null where it is none that all tools read alike. */
export function readPrefix(text: string): string | null {
  const parts = text.split('/').filter((part) => part !== '');
  // oxlint-disable-next-line no-control-regex -- those that tools and listings do not show
  const isUnfit = (part: string): boolean => part === '.' || part === '..' || /[\u0000-\u001f\u007f\\]/.test(part);
  const prefix = parts.map((part) => `${part}/`).join('');
  return parts.some(isUnfit) || !text.isWellFormed() || Buffer.byteLength(prefix) > MAX_PREFIX ? null : prefix;
}

/** As messages and answers show it: without keys. */
export const shownAddress = ({ bucket, prefix }: Pick<BucketAddress, 'bucket' | 'prefix'>): string =>
  `s3://${bucket}/${prefix}`;
