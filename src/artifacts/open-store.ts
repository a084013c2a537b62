import { DiskStore } from './disk-store.ts';
import type { ArtifactStore, StoreSettings } from './store.ts';

/** The store that the settings name. Throws the system's error if its folder cannot be made. */
export const openStore = ({ folder, durable }: StoreSettings): ArtifactStore => new DiskStore(folder, durable);
