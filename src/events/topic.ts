import type { Channel } from './channel.ts';
import type { Snapshot } from './snapshot.ts';

/** What a topic needs of the hub it belongs to. */
export interface TopicHost<S extends Snapshot> {
  /** Milliseconds between two progress events. */
  readonly progressEvery: number;
  load(id: string): Promise<S | null>;
  /** Gives a snapshot to those who watch all tasks. */
  tellAll(snapshot: S): void;
  /** The task is terminal or gone, or nobody watches it any more. */
  forget(topic: Topic<S>): void;
  report(error: unknown): void;
}

/**
 * One task that somebody watches: its newest known state, who watches it, and at most one read in flight. Everybody gets the
 * same snapshot objects, in order of their sequence.
 */
export class Topic<S extends Snapshot> {
  readonly id: string;
  readonly #host: TopicHost<S>;
  readonly #channels = new Set<Channel<S>>();
  /** Those who came after the latest read began: they still wait for the current state. */
  #newcomers = new Set<Channel<S>>();
  #latest: S | undefined;
  /** The highest sequence that a hint spoke of. */
  #hinted = -1;
  #reading = false;
  #failed = false;
  #over = false;
  /** Runs while a progress event is held back. */
  #timer: NodeJS.Timeout | undefined;
  #progressAt = -Infinity;

  constructor(id: string, host: TopicHost<S>) {
    this.id = id;
    this.#host = host;
  }

  get latest(): S | undefined {
    return this.#latest;
  }

  get watched(): boolean {
    return this.#channels.size + this.#newcomers.size > 0;
  }

  /** Whether it knows that it should read again: a read failed, or showed less than a hint had said. */
  get behind(): boolean {
    return this.#failed || (this.#latest?.sequence ?? -1) < this.#hinted;
  }

  attach(channel: Channel<S>): void {
    this.#newcomers.add(channel);
    if (!this.#reading) void this.#read();
  }

  detach(channel: Channel<S>): void {
    this.#channels.delete(channel);
    this.#newcomers.delete(channel);
  }

  /** The task has reached a sequence, as somebody says. */
  hint(sequence: number): void {
    if (sequence <= this.#hinted || sequence <= (this.#latest?.sequence ?? -1)) return;
    this.#hinted = sequence;
    if (!this.#reading) void this.#read();
  }

  /** The task has reached a state, which was just written. */
  hear(snapshot: S): void {
    this.#hinted = Math.max(this.#hinted, snapshot.sequence);
    this.learn(snapshot);
  }

  /** Reads again, unless a read is in flight. */
  refresh(): void {
    if (!this.#reading) void this.#read();
  }

  /** Takes a state that was read. One that is not newer than what is known is dropped. */
  learn(snapshot: S): void {
    const known = this.#latest;
    // An end is news whatever its sequence: a damaged one may not grow any more.
    if (this.#over || (known !== undefined && snapshot.sequence <= known.sequence && !snapshot.terminal)) return;
    this.#latest = snapshot;
    if (snapshot.kind === 'progressed' && !snapshot.terminal) this.#hold();
    // A task that ended long ago is no news for those who watch all tasks, only for who asks for it.
    else this.#tell(snapshot, known !== undefined || this.#hinted >= 0 || !snapshot.terminal);
    if (snapshot.terminal) this.#finish();
  }

  /** Ends all who watch at once. */
  end(): void {
    this.close();
    for (const channel of [...this.#channels, ...this.#newcomers]) channel.end();
  }

  /** Takes no more states; those who watch are not touched. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #read(): Promise<void> {
    this.#reading = true;
    let again: boolean;
    do {
      const hinted = this.#hinted;
      const newcomers = this.#newcomers;
      this.#newcomers = new Set();
      for (const channel of newcomers) this.#channels.add(channel);
      again = await this.#readOnce(newcomers);
      // Hints during the read count only where they spoke of more than it showed; once each, since the row may not show it yet.
      again &&= this.#newcomers.size > 0 || (this.#hinted > hinted && this.behind);
    } while (again && !this.#over);
    this.#reading = false;
  }

  /** Answers whether the read succeeded. */
  async #readOnce(newcomers: ReadonlySet<Channel<S>>): Promise<boolean> {
    let snapshot: S | null;
    try {
      snapshot = await this.#host.load(this.id);
    } catch (error) {
      this.#failed = true;
      for (const channel of newcomers) if (this.#channels.delete(channel)) this.#newcomers.add(channel);
      this.#host.report(error);
      return false;
    }
    this.#failed = false;
    if (this.#over) return true;
    if (snapshot === null) {
      this.#finish();
      return true;
    }
    this.learn(snapshot);
    for (const channel of newcomers) if (this.#latest !== undefined) channel.offer(this.#latest);
    return true;
  }

  /** Gives the newest state now, or when the time between two progress events is over. */
  #hold(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#progressAt + this.#host.progressEvery - performance.now();
    if (wait <= 0) this.#progress();
    else this.#timer = setTimeout(() => this.#progress(), wait).unref();
  }

  #progress(): void {
    this.#timer = undefined;
    this.#progressAt = performance.now();
    this.#tell(this.#latest!, true);
  }

  #tell(snapshot: S, all: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const channel of this.#channels) channel.offer(snapshot);
    if (all) this.#host.tellAll(snapshot);
  }

  #finish(): void {
    this.close();
    for (const channel of [...this.#channels, ...this.#newcomers]) {
      // One that came during the read has not been told.
      if (this.#latest?.terminal === true) channel.offer(this.#latest);
      channel.finish();
    }
    this.#host.forget(this);
  }
}
