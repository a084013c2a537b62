import type * as Sdk from '@aws-sdk/client-s3';
import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { StoreError } from '../store-error.ts';
import type { S3Address } from './address.ts';
import { storeErrorOf } from './errors.ts';
import { encoded, presign } from './presign.ts';

/** An object as a listing has it. */
export interface ListedObject {
  /** Without the prefix of the address. */
  readonly key: string;
  readonly bytes: number;
  /** By the clock of the service, in milliseconds since 1970. */
  readonly modified: number;
}

/** What a service keeps with an object beside its bytes. */
export interface ObjectNotes {
  readonly contentType?: string;
  /** By names in lower case. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** How the bucket of a user is reached. Nothing of the environment or of the AWS SDK's files is used then. */
export interface BucketAccess {
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Make all connections. */
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  /** Ends every call, but for those that clear away. */
  readonly signal?: AbortSignal;
}

/** Part of an upload, as its end names it. */
export interface UploadedPart {
  readonly number: number;
  readonly etag: string;
  readonly crc32: string;
}

/** Attempts at one call. With the SDK's waits of up to 20 s, a service may refuse everything for more than a minute. */
const MAX_ATTEMPTS = 15;
/** Milliseconds. */
const CONNECT_TIMEOUT = 5000;
const SILENCE_TIMEOUT = 60_000;
const ABORT_PATIENCE = 10_000;
/** Objects that one call removes. */
const MAX_REMOVED = 1000;

type Loaded = typeof Sdk;

/** The objects of a bucket below a prefix. Keys are relative to it. Every failure is a StoreError. */
export class Bucket {
  readonly #address: S3Address;
  readonly #attempts: number;
  readonly #access: BucketAccess | undefined;
  #opened: Promise<{ readonly sdk: Loaded; readonly client: Sdk.S3Client }> | undefined;

  /**
   * Connects when something is asked of it.
   * @param attempts at each call. @param access by default what the AWS SDK finds.
   */
  constructor(address: S3Address, attempts = MAX_ATTEMPTS, access?: BucketAccess) {
    this.#address = address;
    this.#attempts = attempts;
    this.#access = access;
  }

  /** Stores an object, or replaces it. @param crc32 of the bytes, which the service compares. */
  async put(key: string, bytes: Uint8Array, crc32: number, notes: ObjectNotes = {}): Promise<void> {
    await this.#call(async ({ PutObjectCommand }, client) => {
      const sum = { ChecksumAlgorithm: 'CRC32', ChecksumCRC32: base64Sum(crc32) } as const;
      const body = { Body: bytes, ContentLength: bytes.length };
      await client.send(new PutObjectCommand({ ...this.#at(key), ...noted(notes), ...sum, ...body }), this.#until());
    });
  }

  /** Bytes `start` up to, not including, `end` of an object, or as many as there are. */
  async *read(key: string, start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    const range = start === 0 && end === Infinity ? {} : { Range: `bytes=${start}-${end === Infinity ? '' : end - 1}` };
    const answer = await this.#call<Sdk.GetObjectCommandOutput | null>(async ({ GetObjectCommand }, client) => {
      try {
        return await client.send(new GetObjectCommand({ ...this.#at(key), ...range }));
      } catch (error) {
        // The object is there, and ends before the range begins.
        if (error instanceof Error && error.name === 'InvalidRange') return null;
        throw error;
      }
    });
    if (answer?.Body === undefined) return;
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what it is in Node
      for await (const chunk of answer.Body as AsyncIterable<Uint8Array>) yield chunk;
    } catch (error) {
      throw storeErrorOf(error, this.#address);
    }
  }

  /** The length of an object; null where there is none. */
  async length(key: string): Promise<number | null> {
    return (await this.head(key))?.bytes ?? null;
  }

  /** What the service says of an object; null where there is none. */
  async head(
    key: string,
  ): Promise<{ readonly bytes: number; readonly metadata: Readonly<Record<string, string>> } | null> {
    return await this.#call(async ({ HeadObjectCommand }, client) => {
      try {
        const answer = await client.send(new HeadObjectCommand(this.#at(key)), this.#until());
        return { bytes: answer.ContentLength ?? 0, metadata: answer.Metadata ?? {} };
      } catch (error) {
        if (error instanceof Error && error.name === 'NotFound') return null;
        throw error;
      }
    });
  }

  /** A URL that gets an object, for so many seconds, as a download of that name. */
  async signedUrl(
    key: string,
    seconds: number,
    { name, contentType }: { readonly name: string; readonly contentType: string },
  ): Promise<string> {
    return await this.#call(async (_sdk, { config }) => {
      const [endpoint, region, credentials] = await Promise.all([
        config.endpoint?.(),
        config.region(),
        config.credentials(),
      ]);
      const { pathStyle = endpoint !== undefined, bucket } = this.#address;
      const base = endpoint ?? {
        protocol: 'https:',
        hostname: `s3.${region}.amazonaws.com`,
        port: undefined,
        path: '/',
      };
      const host = `${pathStyle ? '' : `${bucket}.`}${base.hostname}${base.port === undefined ? '' : `:${base.port}`}`;
      const parts = [...(pathStyle ? [bucket] : []), ...this.#at(key).Key.split('/')];
      const path = `${base.path.replace(/\/$/, '')}/${parts.map(encoded).join('/')}`;
      const file = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
      const query = { 'response-content-disposition': file, 'response-content-type': contentType };
      return presign({ protocol: base.protocol, host, path, region }, credentials, new Date(), seconds, query);
    });
  }

  /** The objects whose keys begin so, in the order of their keys. */
  async *list(start: string): AsyncGenerator<ListedObject, void, undefined> {
    for await (const { Contents = [] } of this.#pages(start)) {
      for (const { Key = '', Size = 0, LastModified } of Contents) {
        const modified = LastModified?.getTime() ?? 0;
        yield { key: Key.slice(this.#address.prefix.length), bytes: Size, modified };
      }
    }
  }

  /** What keys have before their first slash, each once. */
  async *folders(): AsyncGenerator<string, void, undefined> {
    for await (const { CommonPrefixes = [] } of this.#pages('', '/')) {
      for (const { Prefix = '' } of CommonPrefixes) yield Prefix.slice(this.#address.prefix.length, -1);
    }
  }

  /** Removes objects. Harmless where there are none. */
  async remove(keys: readonly string[]): Promise<void> {
    for (let first = 0; first < keys.length; first += MAX_REMOVED) {
      const Objects = keys.slice(first, first + MAX_REMOVED).map((key) => ({ Key: this.#at(key).Key }));
      await this.#call(async ({ DeleteObjectsCommand }, client) => {
        const { Bucket: name } = this.#at('');
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: name, Delete: { Objects, Quiet: true } }),
        );
        const [wrong] = Errors;
        if (wrong !== undefined) throw Object.assign(new Error('an object was not removed'), { name: wrong.Code });
      });
    }
  }

  /** Begins an upload in parts, and returns its ID. */
  async beginUpload(key: string, notes: ObjectNotes = {}): Promise<string> {
    return await this.#call(async ({ CreateMultipartUploadCommand }, client) => {
      const answer = await client.send(
        new CreateMultipartUploadCommand({ ...this.#at(key), ...noted(notes), ChecksumAlgorithm: 'CRC32' }),
        this.#until(),
      );
      if (answer.UploadId === undefined) throw new StoreError('NoUploadId', 'the service began no upload');
      return answer.UploadId;
    });
  }

  /** @param number from 1 to 10,000. @param bytes at least 5 MiB, but for the last part. */
  async uploadPart(
    key: string,
    upload: string,
    number: number,
    bytes: Uint8Array,
    crc32: number,
  ): Promise<UploadedPart> {
    return await this.#call(async ({ UploadPartCommand }, client) => {
      const part = { UploadId: upload, PartNumber: number, Body: bytes, ContentLength: bytes.length };
      const sum = base64Sum(crc32);
      const { ETag = '' } = await client.send(
        new UploadPartCommand({ ...this.#at(key), ...part, ChecksumAlgorithm: 'CRC32', ChecksumCRC32: sum }),
        this.#until(),
      );
      return { number, etag: ETag, crc32: sum };
    });
  }

  /** Makes the object of the parts. */
  async endUpload(key: string, upload: string, parts: readonly UploadedPart[]): Promise<void> {
    await this.#call(async ({ CompleteMultipartUploadCommand }, client) => {
      const Parts = parts.map(({ number, etag, crc32 }) => ({ PartNumber: number, ETag: etag, ChecksumCRC32: crc32 }));
      await client.send(
        new CompleteMultipartUploadCommand({ ...this.#at(key), UploadId: upload, MultipartUpload: { Parts } }),
        this.#until(),
      );
    });
  }

  /** Gives up an upload: nothing of it stays. A service that is away for long keeps it until its own rules clear it away. */
  async abortUpload(key: string, upload: string): Promise<void> {
    await this.#call(async ({ AbortMultipartUploadCommand }, client) => {
      const patience = { abortSignal: AbortSignal.timeout(ABORT_PATIENCE) };
      await client.send(new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: upload }), patience);
    });
  }

  /** Closes its connections. */
  async close(): Promise<void> {
    (await this.#opened)?.client.destroy();
    this.#access?.httpAgent.destroy();
    this.#access?.httpsAgent.destroy();
  }

  #until(): { readonly abortSignal?: AbortSignal } {
    const signal = this.#access?.signal;
    return signal === undefined ? {} : { abortSignal: signal };
  }

  async *#pages(start: string, delimiter?: string) {
    let token: string | undefined;
    do {
      const from = token;
      const page = await this.#call(async ({ ListObjectsV2Command }, client) => {
        const { Bucket: name, Key } = this.#at(start);
        const more = from === undefined ? {} : { ContinuationToken: from };
        const by = delimiter === undefined ? {} : { Delimiter: delimiter };
        return await client.send(new ListObjectsV2Command({ Bucket: name, Prefix: Key, ...more, ...by }));
      });
      yield page;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  #at(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#address.bucket, Key: `${this.#address.prefix}${key}` };
  }

  async #call<T>(call: (sdk: Loaded, client: Sdk.S3Client) => Promise<T>): Promise<T> {
    try {
      const { sdk, client } = await (this.#opened ??= this.#open());
      return await call(sdk, client);
    } catch (error) {
      throw storeErrorOf(error, this.#address);
    }
  }

  async #open(): Promise<{ readonly sdk: Loaded; readonly client: Sdk.S3Client }> {
    const sdk = await loadSdk();
    const { endpoint, region, pathStyle = endpoint !== undefined } = this.#address;
    const { credentials, httpAgent, httpsAgent } = this.#access ?? {};
    const own = credentials === undefined ? {} : { credentials, ignoreConfiguredEndpointUrls: true };
    const agents = httpAgent === undefined ? {} : { httpAgent, httpsAgent };
    const client = new sdk.S3Client({
      ...(endpoint === undefined ? {} : { endpoint }),
      // Services beside AWS have no regions, and yet one belongs to a signature.
      ...(region !== undefined ? { region } : endpoint === undefined ? {} : { region: 'us-east-1' }),
      forcePathStyle: pathStyle,
      maxAttempts: this.#attempts,
      // The sums are known before: nothing is read twice for them.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECT_TIMEOUT, socketTimeout: SILENCE_TIMEOUT, ...agents },
      ...own,
    });
    return { sdk, client };
  }
}

/** Loaded on demand: the client is as large as the rest of the package, and most gateways have no bucket. */
async function loadSdk(): Promise<Loaded> {
  try {
    return await import('@aws-sdk/client-s3');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new StoreError('SDK_MISSING', 's3:// needs the AWS SDK beside rowmill: npm install @aws-sdk/client-s3');
  }
}

const noted = ({ contentType, metadata }: ObjectNotes) => ({
  ...(contentType === undefined ? {} : { ContentType: contentType }),
  ...(metadata === undefined ? {} : { Metadata: { ...metadata } }),
});

/** A CRC-32 as the service writes it: four bytes, the highest first. */
export function base64Sum(crc32: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32);
  return bytes.toString('base64');
}
