/** "Task `id` has reached `sequence`": all that travels. Nodes that need more read the row. */
export interface Hint {
  readonly id: string;
  readonly sequence: number;
}

/** Carries hints about changed tasks to the hubs of all nodes. */
export interface HintBus {
  /** Whether a hint can get lost on the way, so that a hub has to look for itself now and then. */
  readonly lossy: boolean;
  /** To be called once the change can be read, that is after the commit. Never throws. */
  publish(hint: Hint): void;
  /** Calls the listener, which must not throw, for each hint from now on. Returns what stops it. */
  listen(listener: (hint: Hint) => void): () => void;
}
