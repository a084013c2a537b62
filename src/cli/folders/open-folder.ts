import { isS3Address, readS3Address } from '../../artifacts/s3/address.ts';
import { Failure } from '../failure.ts';
import type { Folder } from './folder.ts';
import { LocalFolder } from './local-folder.ts';

/** The folder of a path, or of s3://bucket/prefix. A wrong address is a failure with exit code 2. */
export async function openFolder(out: string): Promise<Folder> {
  if (!isS3Address(out)) return new LocalFolder(out);
  const address = readS3Address(out);
  if (typeof address === 'string') throw new Failure(2, `cannot write to the bucket: ${address}`);
  const { BucketFolder } = await import('./bucket-folder.ts');
  return new BucketFolder(address);
}
