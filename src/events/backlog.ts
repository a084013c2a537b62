/** What waits for one reader. Bounded, by each kind in its own way. */
export interface Backlog<S> {
  /** What became of the item: kept, in place of nothing or of an older one; not wanted; or there is no room for it. */
  add(item: S): 'held' | 'replaced' | 'unwanted' | 'full';
  /** Removes and returns the next one; undefined if none is ready. */
  take(): S | undefined;
}
