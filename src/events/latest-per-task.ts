import type { Backlog } from './backlog.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Keeps the newest states of many tasks, in the order in which each began to wait. Gives nothing until `open` is called:
 * what happens while the first states are read is merged with them. Bounded by the limit, which also bounds the sequences
 * it remembers of tasks that are not terminal.
 */
export class LatestPerTask<S extends Snapshot> implements Backlog<S> {
  readonly #filter: (snapshot: S) => boolean;
  readonly #limit: number;
  readonly #waiting = new Map<string, S>();
  /** The newest sequence of each task that was kept here and has not ended. */
  readonly #newest = new Map<string, number>();
  #open = false;

  /** @param filter which states the reader wants. @param limit how many tasks may wait. */
  constructor(filter: (snapshot: S) => boolean, limit: number) {
    this.#filter = filter;
    this.#limit = limit;
  }

  /** Lets what waits be taken. */
  open(): void {
    this.#open = true;
  }

  add(snapshot: S): 'held' | 'replaced' | 'unwanted' | 'full' {
    const { id, sequence, terminal } = snapshot;
    const known = this.#waiting.get(id)?.sequence ?? this.#newest.get(id) ?? -1;
    if (terminal) this.#newest.delete(id);
    if ((sequence <= known && !(terminal && sequence === known)) || !this.#filter(snapshot)) return 'unwanted';
    const replaced = this.#waiting.has(id);
    if (!replaced && this.#waiting.size >= this.#limit) return 'full';
    this.#waiting.set(id, snapshot);
    if (!terminal) this.#newest.set(id, sequence);
    return replaced ? 'replaced' : 'held';
  }

  take(): S | undefined {
    if (!this.#open) return undefined;
    for (const [id, snapshot] of this.#waiting) {
      this.#waiting.delete(id);
      return snapshot;
    }
    return undefined;
  }
}
