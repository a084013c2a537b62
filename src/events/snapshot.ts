/** A task as it was read at one moment. Never changed afterwards: all subscribers get the same object. */
export interface Snapshot {
  readonly id: string;
  /** Grows with every change of the task. Orders the snapshots of one task, and says nothing about another's. */
  readonly sequence: number;
  /** What the latest change was. Only `progressed` may be held back: a change of status is never one. */
  readonly kind: 'created' | 'started' | 'progressed' | 'finished';
  /** Whether this is the task's last state. */
  readonly terminal: boolean;
}

/** Reads tasks for the hub. Each call reads anew; an error is reported and the read tried again later. */
export interface SnapshotLoader<S extends Snapshot> {
  /** The task's state; null if there is no such task. */
  load(id: string): Promise<S | null>;
  /** The states of all tasks that are not terminal. */
  loadOpen(): Promise<readonly S[]>;
  /** The sequences that the tasks have reached; a task that is gone has none. */
  sequences(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
