import { createHash, createHmac } from 'node:crypto';

/** Where an object is, as a service names it. */
export interface ObjectAddress {
  /** `https:`. */
  readonly protocol: string;
  /** With the port, unless that is the usual one. */
  readonly host: string;
  /** Encoded, from the first slash on. */
  readonly path: string;
  readonly region: string;
}

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of credentials that expire. */
  readonly sessionToken?: string | undefined;
}

/**
 * A URL that gets an object without other credentials, until it expires: Signature Version 4 in the query.
 * @param seconds from now on, at most 7 days. @param query other parameters of the call.
 */
export function presign(
  { protocol, host, path, region }: ObjectAddress,
  { accessKeyId, secretAccessKey, sessionToken }: Signer,
  now: Date,
  seconds: number,
  query: Readonly<Record<string, string>> = {},
): string {
  const time = `${now.toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`;
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const parameters = Object.entries({
    ...query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(seconds),
    ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  }).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const sorted = parameters.toSorted((a, b) => (a < b ? -1 : 1)).join('&');
  const request = ['GET', path, sorted, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(request).digest('hex')].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Uint8Array>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  const signature = createHmac('sha256', key).update(text).digest('hex');
  return `${protocol}//${host}${path}?${sorted}&X-Amz-Signature=${signature}`;
}

/** As RFC 3986 has it, which the signature is made over. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
