/** The hub: publishes the changes of tasks to subscribers. */
export type { Hint, HintBus } from './hint-bus.ts';
export { LocalHints } from './local-hints.ts';
export { SlowSubscriber } from './slow-subscriber.ts';
export type { Snapshot, SnapshotLoader } from './snapshot.ts';
export { TaskHub, type HubCounts, type HubSettings } from './task-hub.ts';
