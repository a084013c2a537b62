/** Where objects are: `s3://bucket/prefix?endpoint=https://…&region=…&pathStyle=true`. */
export interface S3Address {
  readonly bucket: string;
  /** Before the keys of all objects: '' or ends with a slash. */
  readonly prefix: string;
  /** Of a service that is not AWS; by default, what the AWS SDK reads from the environment, or AWS. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether the bucket is in the path of addresses and not in the host. By default, with an endpoint. */
  readonly pathStyle?: boolean;
}

const PARAMETERS = ['endpoint', 'region', 'pathStyle'];
/** Bytes that a prefix may have: keys have at most 1024 in all. */
const MAX_PREFIX = 512;

export const isS3Address = (text: string): boolean => /^s3:/i.test(text);

/** Reads an address, or says what is wrong with it. Credentials are never in it: the AWS SDK finds them. */
export function readS3Address(text: string): S3Address | string {
  const url = URL.parse(text);
  if (url?.protocol !== 's3:') return 'expected s3://bucket/prefix';
  if (url.username !== '' || url.password !== '') {
    return 'credentials do not belong into it: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile';
  }
  const { searchParams } = url;
  const unknown = [...searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) return `there is no parameter ${unknown}: ${PARAMETERS.join(', ')} are possible`;
  if (!/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(url.host)) return `${url.host || 'it'} has no name of a bucket`;
  const prefix = prefixOf(url.pathname);
  if (prefix === null) return 'the prefix is not text, or longer than 512 bytes';
  const endpoint = searchParams.get('endpoint');
  if (endpoint !== null && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
    return 'the endpoint is not an address that begins with https:// or http://';
  }
  const pathStyle = searchParams.get('pathStyle');
  if (pathStyle !== null && !/^(?:true|false)$/.test(pathStyle)) return 'pathStyle is true or false';
  const region = searchParams.get('region');
  return {
    bucket: url.host,
    prefix,
    ...(endpoint === null ? {} : { endpoint }),
    ...(region === null ? {} : { region }),
    ...(pathStyle === null ? {} : { pathStyle: pathStyle === 'true' }),
  };
}

/** Null where it is none. */
function prefixOf(path: string): string | null {
  const parts = path.split('/').filter((part) => part !== '');
  try {
    const prefix = parts.map((part) => `${decodeURIComponent(part)}/`).join('');
    return Buffer.byteLength(prefix) <= MAX_PREFIX ? prefix : null;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
