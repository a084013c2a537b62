import { crc32 } from 'node:zlib';
import type { MakeSocket } from '../targets/index.ts';
import { bucketFailure } from './failure.ts';
import { openBucket } from './open-bucket.ts';
import type { BucketAddress } from './bucket-address.ts';

/** What is written and removed again. */
const PROBE = '.rowmill-test';
/** Attempts at each call: somebody waits. */
const ATTEMPTS = 2;

/** Writes a small object below the prefix, and removes it where that is permitted. Throws a TargetFailure. */
export async function tryBucket(bucketAddress: BucketAddress, makeSocket: MakeSocket): Promise<void> {
  const bucket = openBucket(bucketAddress, { makeSocket, attempts: ATTEMPTS });
  const bytes = Buffer.from('rowmill tests whether it can write here\n');
  try {
    await bucket.put(PROBE, bytes, crc32(bytes), { contentType: 'text/plain' });
    await bucket.remove([PROBE]).catch((error: unknown) => {
      // Files are written without the right to remove some.
      if (bucketFailure(error).code !== 'NOT_PERMITTED') throw error;
    });
  } catch (error) {
    throw bucketFailure(error);
  } finally {
    await bucket.close();
  }
}
