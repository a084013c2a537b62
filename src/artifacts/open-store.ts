import { DiskStore } from './disk-store.ts';
import { Bucket } from './s3/bucket.ts';
import { S3Store } from './s3/s3-store.ts';
import type { ArtifactStore, StoreSettings } from './store.ts';

/** The store that the settings name. Throws the system's error if its folder cannot be made. */
export function openStore(settings: StoreSettings): ArtifactStore {
  const { folder } = settings;
  if (settings.kind === 'disk') return new DiskStore(folder, settings);
  return new S3Store(new Bucket(settings.address, settings.attempts), folder, settings.wholes);
}
