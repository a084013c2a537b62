import type { Backlog } from './backlog.ts';
import type { Snapshot } from './snapshot.ts';

/** Keeps the newest state of one task: at most one snapshot waits. */
export class LatestState<S extends Snapshot> implements Backlog<S> {
  #waiting: S | undefined;
  #newest: number;
  #terminal = false;

  /** @param after the sequence that the reader knows already; only the terminal state is kept although it is not newer. */
  constructor(after: number) {
    this.#newest = after;
  }

  add(snapshot: S): 'held' | 'replaced' | 'unwanted' {
    if (this.#terminal || (snapshot.sequence <= this.#newest && !snapshot.terminal)) return 'unwanted';
    this.#terminal = snapshot.terminal;
    const replaced = this.#waiting !== undefined;
    this.#waiting = snapshot;
    this.#newest = snapshot.sequence;
    return replaced ? 'replaced' : 'held';
  }

  take(): S | undefined {
    const snapshot = this.#waiting;
    this.#waiting = undefined;
    return snapshot;
  }
}
