import { LocalHints, type HintBus, type Snapshot, type SnapshotLoader } from '../../src/events/index.ts';

export interface TaskState extends Snapshot {
  readonly rows: number;
}

/** Tasks in memory: changes are told or hinted at, as the tasks room does. Counts the reads; they can be made to fail or to wait. */
export class MemoryTasks implements SnapshotLoader<TaskState> {
  readonly bus: HintBus;
  readonly reads = { load: 0, loadOpen: 0, sequences: 0 };
  /** Gets each change before it is hinted at. */
  tell: (state: TaskState) => void = () => undefined;
  /** Thrown by each read while it is there. */
  failure: Error | undefined;
  /** Reads have read by then, but answer only after it. */
  gate: Promise<void> = Promise.resolve();
  readonly #states = new Map<string, TaskState>();

  constructor(bus: HintBus = new LocalHints()) {
    this.bus = bus;
  }

  create(id: string): void {
    this.#change({ id, sequence: 1, kind: 'created', terminal: false, rows: 0 });
  }

  start(id: string): void {
    this.#change({ ...this.#next(id), kind: 'started' });
  }

  progress(id: string, rows = 1): void {
    const next = this.#next(id);
    this.#change({ ...next, kind: 'progressed', rows: next.rows + rows });
  }

  finish(id: string): void {
    this.#change({ ...this.#next(id), kind: 'finished', terminal: true });
  }

  remove(id: string): void {
    const { sequence } = this.#next(id);
    this.#states.delete(id);
    this.bus.publish({ id, sequence });
  }

  sequenceOf(id: string): number {
    return this.#states.get(id)?.sequence ?? 0;
  }

  async load(id: string): Promise<TaskState | null> {
    this.reads.load++;
    const state = this.#states.get(id);
    return this.#answer(state === undefined ? null : { ...state });
  }

  async loadOpen(): Promise<TaskState[]> {
    this.reads.loadOpen++;
    return this.#answer([...this.#states.values()].filter(({ terminal }) => !terminal).map((state) => ({ ...state })));
  }

  async sequences(ids: readonly string[]): Promise<Map<string, number>> {
    this.reads.sequences++;
    return this.#answer(
      new Map(ids.flatMap((id) => (this.#states.has(id) ? [[id, this.sequenceOf(id)] as const] : []))),
    );
  }

  async #answer<T>(value: T): Promise<T> {
    const { failure } = this;
    await this.gate;
    if (failure !== undefined) throw failure;
    return value;
  }

  #next(id: string): TaskState {
    const state = this.#states.get(id);
    if (state === undefined) throw new Error(`no task ${id}`);
    return { ...state, sequence: state.sequence + 1 };
  }

  #change(state: TaskState): void {
    this.#states.set(state.id, state);
    this.tell(state);
    this.bus.publish({ id: state.id, sequence: state.sequence });
  }
}
