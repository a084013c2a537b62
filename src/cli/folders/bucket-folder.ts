import type { Output } from '../../artifacts/output.ts';
import type { S3Address } from '../../artifacts/s3/address.ts';
import { Bucket } from '../../artifacts/s3/bucket.ts';
import { partBytesFor, Upload } from '../../artifacts/s3/upload.ts';
import type { Folder } from './folder.ts';

/** Estimates are off by less. An object has 10,000 parts at most, and its size is not known when it begins. */
const MARGIN = 3;
/** What is not known to be small is uploaded in parts. */
const MIN_BYTES = 64 * 1024 * 1024;

export class BucketFolder implements Folder {
  readonly direct = false;
  readonly #address: S3Address;
  readonly #bucket: Bucket;

  constructor(address: S3Address, attempts?: number) {
    this.#address = address;
    this.#bucket = new Bucket(address, attempts);
  }

  shown(name: string): string {
    const { bucket, prefix } = this.#address;
    return `s3://${bucket}/${prefix}${name}`;
  }

  fits(): boolean {
    // An upload is cut into pieces by its size.
    return false;
  }

  prepare(): void {
    // A bucket has no folders, and does not say what it has left.
  }

  open(name: string, bytes: number): Output {
    return new Upload(this.#bucket, name, partBytesFor(Math.max(MIN_BYTES, MARGIN * bytes)));
  }

  async names(start: string): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const { key } of this.#bucket.list(start)) if (!key.includes('/')) names.push(key);
    return names;
  }

  async size(name: string): Promise<number | null> {
    return await this.#bucket.length(name);
  }

  read(name: string): AsyncIterable<Uint8Array> {
    return this.#bucket.read(name, 0, Infinity);
  }
}
