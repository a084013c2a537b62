import { artifactStream } from '../artifact-stream.ts';
import type { DownloadableFile } from '../downloadable.ts';
import type { ArtifactStore, WholeObjects } from '../store.ts';
import type { Bucket } from './bucket.ts';
import { partBytesFor, Upload } from './upload.ts';

/** Whole files as objects of the bucket that their pieces are in. */
export class BucketObjects implements WholeObjects {
  readonly #bucket: Bucket;
  readonly #store: Pick<ArtifactStore, 'read'>;

  constructor(bucket: Bucket, store: Pick<ArtifactStore, 'read'>) {
    this.#bucket = bucket;
    this.#store = store;
  }

  async compose(
    key: string,
    { pieces, bytes, digest, contentType }: DownloadableFile,
    signal: AbortSignal,
  ): Promise<void> {
    const metadata = { 'rowmill-crc32': digest };
    const found = await this.#bucket.head(key);
    if (found?.bytes === bytes && found.metadata['rowmill-crc32'] === digest) return;
    const upload = new Upload(this.#bucket, key, partBytesFor(bytes), { contentType, metadata });
    try {
      const chunks: AsyncIterable<Uint8Array> = artifactStream(this.#store, pieces, 0, bytes);
      for await (const chunk of chunks) {
        signal.throwIfAborted();
        await upload.write(chunk);
      }
      await upload.finish();
    } catch (error) {
      // Parts of an upload that cannot be removed now are not listed, and rules of the bucket remove them.
      await Promise.allSettled([upload.abandon()]);
      throw error;
    }
  }

  async url(key: string, seconds: number, { name, contentType }: Pick<DownloadableFile, 'name' | 'contentType'>) {
    return await this.#bucket.signedUrl(key, seconds, { name, contentType });
  }
}
