import { crc32 } from 'node:zlib';
import { artifactStream } from '../artifacts/artifact-stream.ts';
import type { DownloadableFile } from '../artifacts/downloadable.ts';
import { MANIFEST_FILE } from '../artifacts/manifest.ts';
import type { Bucket } from '../artifacts/s3/bucket.ts';
import { partBytesFor, Upload } from '../artifacts/s3/upload.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import { bucketFailure } from './failure.ts';
import { TargetFailure } from '../targets/index.ts';
import { openBucket } from './open-bucket.ts';
import type { OpenBucket } from './open-bucket.ts';
import type { BucketAddress } from './bucket-address.ts';

/** Files that are written at once. Each has a part of an upload in memory. */
const MAX_FILES = 4;

export interface Delivery {
  /** Where the pieces of the files are. */
  readonly store: Pick<ArtifactStore, 'read'>;
  readonly files: readonly DownloadableFile[];
  /** The bytes of the manifest; null if others are still to be written before it. */
  readonly manifest: Uint8Array | null;
  /** Whose files these are: what an earlier run of the same task has written is not written again. */
  readonly task: string;
}

/**
 * Writes files into a bucket, each as one object that is there as a whole or not at all, and last the manifest. Whoever writes them,
 * and however often, writes the same bytes under the same keys. Throws a TargetFailure where it is the bucket's fault, or else the
 * error of the store; uploads that were begun are given up then.
 */
export async function deliver(
  bucketAddress: BucketAddress,
  { store, files, manifest, task }: Delivery,
  open: OpenBucket & { readonly signal: AbortSignal },
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([open.signal, failed.signal]);
  const bucket = openBucket(bucketAddress, { ...open, signal });
  const rest = files.values();
  const lane = async (): Promise<void> => {
    try {
      for (const file of rest) {
        signal.throwIfAborted();
        await write(bucket, file, store, task, signal, manifest === null);
      }
    } catch (error) {
      // The other lanes have nothing to go on for.
      failed.abort(error);
    }
  };
  try {
    await Promise.all(Array.from({ length: MAX_FILES }, lane));
    open.signal.throwIfAborted();
    failed.signal.throwIfAborted();
    if (manifest === null) return;
    const notes = { contentType: 'application/json', metadata: { 'rowmill-task': task } };
    await ofBucket(bucket.put(MANIFEST_FILE, manifest, crc32(manifest), notes));
  } finally {
    await bucket.close();
  }
}

async function write(
  bucket: Bucket,
  { name, contentType, bytes, digest, pieces }: DownloadableFile,
  store: Pick<ArtifactStore, 'read'>,
  task: string,
  signal: AbortSignal,
  isEarly: boolean,
): Promise<void> {
  const metadata = { 'rowmill-task': task, 'rowmill-crc32': digest };
  if (!isEarly && (await isThere(bucket, name, bytes, metadata))) return;
  const upload = new Upload(bucket, name, partBytesFor(bytes), { contentType, metadata });
  const source = artifactStream(store, pieces, 0, bytes);
  try {
    const chunks: AsyncIterable<Uint8Array> = source;
    for await (const chunk of chunks) await ofBucket(upload.write(chunk));
    signal.throwIfAborted();
    await ofBucket(upload.finish());
  } catch (error) {
    // Parts of an upload that cannot be removed now are not listed, and rules of the bucket remove them.
    await Promise.allSettled([upload.abandon()]);
    throw error;
  }
  // What nobody can look at is written again in the end: it had better not be written before.
  if (isEarly && !(await isThere(bucket, name, bytes, metadata))) {
    throw new TargetFailure(
      'NOT_PERMITTED',
      'the access key may not look at what it has written: it needs s3:GetObject',
    );
  }
}

/** Whether an earlier run of the task wrote the file. Who may not look writes it again. */
async function isThere(
  bucket: Bucket,
  key: string,
  bytes: number,
  metadata: Readonly<Record<string, string>>,
): Promise<boolean> {
  try {
    const found = await bucket.head(key);
    if (found?.bytes !== bytes) return false;
    return Object.entries(metadata).every(([name, value]) => found.metadata[name] === value);
  } catch (error) {
    const failure = bucketFailure(error);
    if (failure.code === 'NOT_PERMITTED') return false;
    throw failure;
  }
}

async function ofBucket<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw bucketFailure(error);
  }
}
