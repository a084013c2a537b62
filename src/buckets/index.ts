/** Buckets of users: files are written there by the saved connections of a project group. */
export { checkBucketAddress } from './check-bucket-address.ts';
export { deliver, type Delivery } from './deliver.ts';
export { bucketFailure } from './failure.ts';
export { socketsFor } from './open-bucket.ts';
export { type BucketAddress, readPrefix, shownAddress } from './bucket-address.ts';
export { tryBucket } from './try-bucket.ts';
