/** Buckets of users: files are written there by the saved connections of a project group. */
export { checkPlace } from './check-place.ts';
export { deliver, type Delivery } from './deliver.ts';
export { bucketFailure } from './failure.ts';
export { socketsFor } from './open-bucket.ts';
export { type BucketPlace, readPrefix, shownPlace } from './place.ts';
export { tryBucket } from './try-bucket.ts';
