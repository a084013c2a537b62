import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly id: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request, or does not. */
export type Reply = (response: ServerResponse, received: Received) => void;

export const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (response) =>
    void response.writeHead(code, headers).end('answer-canary');

/** A receiver of webhooks on this machine. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Open connections, and the most that there were at once. */
  open = 0;
  mostOpen = 0;
  reply: Reply = status(204);
  readonly #server: Server;
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
    this.#server.on('connection', (socket) => {
      this.mostOpen = Math.max(this.mostOpen, ++this.open);
      socket.on('close', () => this.open--);
      // A sender that goes away is what some tests are about.
      socket.on('error', () => socket.destroy());
    });
  }

  static async open(host = '127.0.0.1'): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.listen(0, host);
    await once(receiver.#server, 'listening');
    return receiver;
  }

  /** @param path with a token in it, as users have them. */
  url(path = '/hooks/path-canary?token=query-canary'): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
    return `http://${address.address}:${address.port}${path}`;
  }

  /** Resolves when so many requests have come, those before included. */
  async count(count: number): Promise<readonly Received[]> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ count, resolve });
    this.#tell();
    await promise;
    return this.received;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '' } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const received = { id: headers['webhook-id'], url, headers, body: await text(request) };
    this.received.push(received);
    this.reply(response, received);
    this.#tell();
  }

  #tell(): void {
    for (const { count, resolve } of this.#waiting) if (this.received.length >= count) resolve();
  }
}
