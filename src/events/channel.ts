import type { Backlog } from './backlog.ts';

/** Told what happens to a channel. */
export interface ChannelWatch {
  /** A reader got an item. */
  delivered(): void;
  /** An item gave way to a newer one before it was read. */
  dropped(): void;
  /** The channel takes nothing any more; called once. */
  ended(): void;
}

interface Reader<S> {
  resolve(result: IteratorResult<S, undefined>): void;
  reject(reason: Error): void;
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * One subscriber's own stream. It is fed from the moment it is made, whether or not anybody reads; what waits is bounded by
 * the backlog; `return` releases a reader that waits.
 */
export class Channel<S> implements AsyncIterableIterator<S, undefined> {
  readonly #backlog: Backlog<S>;
  readonly #watch: ChannelWatch;
  /** Calls of `next` that wait. There are none while the backlog has something to give. */
  readonly #readers: Reader<S>[] = [];
  /** In order: it takes items; it gives what it has, then ends; it gives nothing. */
  #state: 'open' | 'finishing' | 'over' = 'open';
  #failure: Error | undefined;

  constructor(backlog: Backlog<S>, watch: ChannelWatch) {
    this.#backlog = backlog;
    this.#watch = watch;
  }

  /** Takes an item for the reader. Returns false if there was no room; the caller then ends the channel. */
  offer(item: S): boolean {
    if (this.#state !== 'open') return true;
    const fate = this.#backlog.add(item);
    if (fate === 'replaced') this.#watch.dropped();
    this.wake();
    return fate !== 'full';
  }

  /** Gives readers that wait what the backlog has. */
  wake(): void {
    while (this.#readers.length > 0) {
      const item = this.#backlog.take();
      if (item === undefined) return;
      this.#watch.delivered();
      this.#readers.shift()!.resolve({ done: false, value: item });
    }
  }

  /** Takes no more; what waits is still given. */
  finish(): void {
    if (this.#state !== 'open') return;
    this.#state = 'finishing';
    this.#watch.ended();
    // A reader that waits has taken all there was.
    this.#release();
  }

  /** Ends at once; what waits is forgotten. @param failure the next read is rejected with it, and later ones are done. */
  end(failure?: Error): void {
    if (this.#state === 'over') return;
    if (this.#state === 'open') this.#watch.ended();
    this.#state = 'over';
    const reader = failure === undefined ? undefined : this.#readers.shift();
    if (reader === undefined) this.#failure = failure;
    else reader.reject(failure!);
    this.#release();
  }

  next(): Promise<IteratorResult<S, undefined>> {
    if (this.#state !== 'over') {
      const item = this.#readers.length > 0 ? undefined : this.#backlog.take();
      if (item !== undefined) {
        this.#watch.delivered();
        return Promise.resolve({ done: false, value: item });
      }
      if (this.#state === 'open') return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
    }
    const failure = this.#failure;
    this.#failure = undefined;
    return failure === undefined ? Promise.resolve(DONE) : Promise.reject(failure);
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.#failure = undefined;
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #release(): void {
    for (const reader of this.#readers.splice(0)) reader.resolve(DONE);
  }
}
