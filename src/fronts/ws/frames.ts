import { resultText, type Result } from '../subscriptions/text.ts';
import type { WsSession } from './session.ts';

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** Told what becomes of a stream. */
export interface FramesWatch {
  /** The results ended with an error; what becomes of the socket is decided here. */
  failed(error: unknown): void;
  /** No more frames follow. May come twice. */
  ended(frames: WsFrames): void;
}

/**
 * Sends the results of one subscription as frames, each text written once for all subscribers. It stands where graphql-ws
 * expects the results themselves: its first `next` sends them all, so graphql-ws writes none. It never rejects.
 */
export class WsFrames implements AsyncIterableIterator<never, undefined> {
  readonly #head: string;
  readonly #results: AsyncIterator<Result>;
  readonly #session: WsSession;
  readonly #watch: FramesWatch;
  #stopped = false;
  /** Ends the wait for the frame that is on its way. */
  #release: (() => void) | undefined;

  /** @param id the client's name of the subscription. */
  constructor(id: string, results: AsyncIterable<Result>, session: WsSession, watch: FramesWatch) {
    this.#head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.#results = results[Symbol.asyncIterator]();
    this.#session = session;
    this.#watch = watch;
  }

  async next(): Promise<IteratorReturnResult<undefined>> {
    try {
      while (!this.#stopped) {
        const { done, value } = await this.#results.next();
        if (done === true || this.#stopped) break;
        await this.#send(`${this.#head}${resultText(value)}}`);
      }
    } catch (error) {
      if (!this.#stopped) this.#watch.failed(error);
    }
    this.#watch.ended(this);
    return DONE;
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#stopped = true;
    this.#release?.();
    // Where `next` was never called, nobody else says so.
    this.#watch.ended(this);
    await this.#results.return?.();
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #send(frame: string): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve;
      this.#session.write(frame, resolve);
    });
  }
}
