import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Reader } from '../subscriptions/stalls.ts';

/** Bytes that may wait for one socket before anything more is held back. */
const MAX_WAITING = 256 * 1024;
/** Messages of one socket that may be worked on at once. More than there may be subscriptions: a `complete` must get through. */
const MAX_HANDLED = 64;

/** What graphql-ws throws where a client sends what only a server may, such as `next`: the client's mistake. */
const SERVERS_OWN = /^Unexpected message of type /;

interface Held {
  readonly text: string;
  readonly done: () => void;
}

/**
 * One socket: frames out, messages in, both bounded. What is more than may wait is held back with its sender, and while
 * there is such, or too many messages are worked on, nothing more is read from the client.
 */
export class WsSession implements Reader {
  readonly #socket: WebSocket;
  readonly #connection: Socket;
  readonly #report: (error: unknown) => void;
  readonly #held: Held[] = [];
  #handled = 0;
  #isOver = false;
  #ending: ((code: number, reason: string) => void) | undefined;

  /** @param connection what the socket runs on. @param report gets what the handling of a message throws. */
  constructor(socket: WebSocket, connection: Socket, report: (error: unknown) => void) {
    this.#socket = socket;
    this.#connection = connection;
    this.#report = report;
    connection.on('drain', () => this.#balance());
    // The answer of ws to a ping is a frame as well.
    socket.on('ping', () => this.#balance());
    socket.on('close', (code, reason) => this.#end(code, reason.toString()));
  }

  waiting(): number {
    return this.#socket.bufferedAmount;
  }

  taken(): number {
    return this.#connection.bytesWritten - this.#connection.writableLength;
  }

  cut(): void {
    this.close(1013, 'Standing still');
  }

  /** Sends a frame. @param done is called once the system has it, or when there is nobody to send it to any more. */
  write(text: string, done: () => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) done();
    else if (this.#held.length > 0 || !this.#hasRoom(text)) {
      this.#held.push({ text, done });
      this.#balance();
    } else this.#send(text, done);
  }

  /**
   * Hands each message to the handler, until the socket is closed from here: what a client still sends then would begin
   * operations that nobody ends. What the handler throws is reported and closes the socket.
   */
  receive(handle: (message: string) => Promise<void>): void {
    this.#socket.on('message', (data: Buffer) => {
      if (!this.#isOver) void this.#handle(data.toString(), handle);
    });
  }

  /** @param ending is called once, as soon as nothing more can be sent, although a client that does not read may hold the socket open. */
  whenEnding(ending: (code: number, reason: string) => void): void {
    this.#ending = ending;
  }

  /** Closes the socket; harmless where it is closed. */
  close(code: number, reason: string): void {
    // What is not read cannot be answered, the client's own close included.
    this.#socket.resume();
    this.#socket.close(code, reason);
    this.#end(code, reason);
  }

  /** Sends pings, and drops a client that does not answer. One that does not read is left to those who watch for that. */
  keepAlive(every: number): () => void {
    let answered = true;
    const alive = (): void => {
      answered = true;
    };
    this.#socket.on('pong', alive);
    const timer = setInterval(() => {
      if (this.#socket.readyState !== this.#socket.OPEN || this.#socket.isPaused || this.waiting() > 0) return;
      if (!answered) {
        this.#socket.terminate();
        return;
      }
      answered = false;
      this.#socket.ping();
    }, every).unref();
    return () => clearInterval(timer);
  }

  async #handle(message: string, handle: (message: string) => Promise<void>): Promise<void> {
    this.#handled++;
    this.#balance();
    try {
      await handle(message);
    } catch (error) {
      if (error instanceof Error && SERVERS_OWN.test(error.message)) {
        this.close(4400, 'Invalid message received');
      } else {
        this.#report(error);
        // Clients come back after 1013; the protocol's own code for this would be fatal to them.
        this.close(1013, 'Try again later');
      }
    }
    this.#handled--;
    this.#balance();
  }

  #end(code: number, reason: string): void {
    this.#isOver = true;
    for (const { done } of this.#held.splice(0)) done();
    this.#ending?.(code, reason);
    this.#ending = undefined;
  }

  #hasRoom(text: string): boolean {
    const waiting = this.waiting();
    return waiting === 0 || waiting + Buffer.byteLength(text) <= MAX_WAITING;
  }

  #send(text: string, done: () => void): void {
    this.#socket.send(text, () => {
      done();
      if (this.#held.length > 0) this.#balance();
    });
  }

  #balance(): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    while (this.#held.length > 0 && this.#hasRoom(this.#held[0].text)) {
      const { text, done } = this.#held.shift()!;
      this.#send(text, done);
    }
    const full = this.#held.length > 0 || this.#handled >= MAX_HANDLED || this.waiting() > MAX_WAITING;
    if (full === this.#socket.isPaused) return;
    if (full) this.#socket.pause();
    else this.#socket.resume();
  }
}
