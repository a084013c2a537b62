import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';

interface Frame {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A client that speaks the protocol frame by frame. */
export class RawClient {
  readonly socket: WebSocket;
  /** The code that the socket was closed with. */
  readonly closed: Promise<number>;
  readonly received: Frame[] = [];
  #wake: (() => void) | undefined;

  constructor(url: string, options: ClientOptions = {}, protocol = 'graphql-transport-ws') {
    this.socket = new WebSocket(url, protocol, options);
    this.closed = new Promise((resolve) =>
      this.socket.on('close', (code) => {
        resolve(code);
        this.#wake?.();
      }),
    );
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      this.received.push(JSON.parse(data.toString()));
      this.#wake?.();
    });
  }

  /** Opens a socket that is not initialised. */
  static async open(url: string, options: ClientOptions = {}): Promise<RawClient> {
    const client = new RawClient(url, options);
    await once(client.socket, 'open');
    return client;
  }

  /** Opens a socket with a key. */
  static async connect(url: string, key = 'key', options: ClientOptions = {}): Promise<RawClient> {
    const client = await RawClient.open(url, options);
    client.send({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
    await client.take('connection_ack');
    return client;
  }

  send(frame: Frame): void {
    this.socket.send(JSON.stringify(frame));
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The next frame, which must be of the type. */
  async take(type: string): Promise<Frame> {
    while (this.received.length === 0) {
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed before a frame ${type}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const frame = this.received.shift()!;
    if (frame.type !== type) throw new Error(`expected ${type}, got ${JSON.stringify(frame)}`);
    return frame;
  }
}
