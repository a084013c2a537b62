import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

/** An address that stays while what answers there comes and goes: connections are passed on, refused, or cut after some bytes. */
export class Relay implements AsyncDisposable {
  /** Where connections go; null: they are closed at once. */
  target: URL | null;
  /** Bytes of each answer after which its connection is cut. */
  cutAfter = Infinity;
  /** Connections that were accepted. */
  accepted = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: string | null) {
    this.target = target === null ? null : new URL(target);
    this.#server = createServer((client) => this.#pass(client));
  }

  static async open(target: string | null): Promise<Relay> {
    const relay = new Relay(target);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the relay does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Cuts all connections that are open. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #pass(client: Socket): void {
    this.accepted++;
    if (this.target === null) {
      client.destroy();
      return;
    }
    const server = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    let left = this.cutAfter;
    server.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) client.end(chunk.subarray(0, chunk.length + left), () => client.destroy());
      else client.write(chunk);
    });
    server.on('close', () => client.end());
    pipeline(client, server, () => server.destroy());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
