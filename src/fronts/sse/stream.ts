import type { ServerResponse } from 'node:http';
import { sequenceOf } from '../subscriptions/shared.ts';
import { resultText, type Result } from '../subscriptions/text.ts';
import type { Reader } from '../subscriptions/stalls.ts';

const encoder = new TextEncoder();
const PING = encoder.encode(':\n\n');
const COMPLETE = encoder.encode('event: complete\ndata:\n\n');

/**
 * One subscription as server-sent events. A result is asked for only when the connection can take it, so at most one frame
 * waits here; what the connection itself holds is bounded by its high-water mark and that frame.
 */
export class SseStream implements Reader {
  readonly body: ReadableStream<Uint8Array>;
  readonly #results: AsyncIterator<Result>;
  readonly #response: ServerResponse | undefined;
  readonly #ended: (error?: unknown) => void;
  readonly #pings: NodeJS.Timeout;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  #over = false;

  /**
   * @param response the connection, where there is one to be seen. @param ping milliseconds between two pings.
   * @param ended is called with the error that ended the results, if one did; again where giving them up fails.
   */
  constructor(
    results: AsyncIterable<Result>,
    response: ServerResponse | undefined,
    ping: number,
    ended: (error?: unknown) => void,
  ) {
    this.#results = results[Symbol.asyncIterator]();
    this.#response = response;
    this.#ended = ended;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
          // Lets the headers go out before the first event.
          controller.enqueue(PING);
        },
        pull: () => this.#pull(),
        cancel: () => this.#end(),
      },
      { highWaterMark: 0 },
    );
    this.#pings = setInterval(() => this.#ping(), ping).unref();
    response?.once('close', () => this.end());
  }

  waiting(): number {
    return this.#response?.writableLength ?? 0;
  }

  taken(): number {
    const connection = this.#response?.socket;
    return connection == null ? 0 : connection.bytesWritten - connection.writableLength;
  }

  cut(): void {
    this.end();
    this.#response?.destroy();
  }

  /** Ends it without a word, as a lost connection would, so that the client subscribes again. Harmless where it is over. */
  end(): void {
    if (this.#over) return;
    this.#controller.close();
    this.#end();
    // An orderly end would wait for bytes that the client does not read.
    if (this.#response?.writableNeedDrain === true) this.#response.destroy();
  }

  async #pull(): Promise<void> {
    try {
      const { done, value } = await this.#results.next();
      if (this.#over) return;
      if (done !== true) {
        this.#controller.enqueue(frame(value));
        return;
      }
      this.#controller.enqueue(COMPLETE);
      this.#controller.close();
      this.#end();
    } catch (error) {
      if (this.#over) return;
      this.#controller.close();
      this.#end(error);
    }
  }

  #ping(): void {
    // One that nobody has taken is enough.
    if (this.#controller.desiredSize === 0) this.#controller.enqueue(PING);
  }

  #end(error?: unknown): void {
    this.#over = true;
    clearInterval(this.#pings);
    this.#ended(error);
    void this.#giveUp();
  }

  async #giveUp(): Promise<void> {
    try {
      await this.#results.return?.();
    } catch (error) {
      this.#ended(error);
    }
  }
}

function frame(result: Result): Uint8Array {
  const sequence = sequenceOf(result);
  const id = sequence === undefined ? '' : `id: ${sequence}\n`;
  return encoder.encode(`${id}event: next\ndata: ${resultText(result)}\n\n`);
}
