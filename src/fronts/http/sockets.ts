import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds that a client has to close a socket after the gateway has ended its own half. */
const GRACE = 2000;

/** Bounds on what clients may keep open. All in milliseconds. */
export interface SocketTimes {
  /** From the first byte of a socket, or of a further request, to the end of a request's head. */
  readonly head: number;
  /** To the end of its body. */
  readonly request: number;
  /** Between two requests. Longer than proxies keep connections, so that it is not the server that closes one under a request. */
  readonly keepAlive: number;
  /** Without any byte either way while an answer is awaited or read. */
  readonly still: number;
}

export const SOCKET_TIMES: SocketTimes = { head: 10_000, request: 60_000, keepAlive: 75_000, still: 60_000 };

/** How often Node looks for sockets that are late with a head or a body. */
const LOOK = 1000;

/** Descriptors that clients leave to files and to the database, however many come. */
const RESERVED = 256;
const LIMITS = '/proc/self/limits';

/** How many sockets may be open at once: as many as the system lets the process open, but for a reserve. */
function maxSockets(): number {
  const limit = existsSync(LIMITS) ? /^Max open files +(\d+)/m.exec(readFileSync(LIMITS, 'utf8'))?.[1] : undefined;
  return limit === undefined ? Infinity : Math.max(Number(limit) - RESERVED, Math.floor(Number(limit) / 2));
}

/** The options of a server that holds its clients to these times. Node's own look every 30 seconds is too rare for them. */
export function serverTimes({ head, request, keepAlive }: SocketTimes) {
  return {
    headersTimeout: head,
    requestTimeout: request,
    keepAliveTimeout: keepAlive,
    connectionsCheckingInterval: Math.min(LOOK, head / 4),
    // Other protocols, such as the h2c that curl offers, are refused by answering in this one.
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
  };
}

/**
 * Owns the sockets of a server from the first to the last byte, those that were upgraded included: Node forgets these, and keeps
 * one whose client does not close it, or that never sent anything, for ever.
 * @returns what stops the server: no new socket is taken, those that wait for no answer are ended at once, the others when
 * they have it; whoever took upgraded ones ends them. After `patience` milliseconds all that is left is destroyed. Harmless on a
 * server that does not listen.
 */
export function ownSockets(server: Server, { still }: SocketTimes): (patience: number) => Promise<void> {
  /** How many answers are under way on each; an upgraded one is always busy. */
  const busy = new Map<Socket, number>();
  let isClosing = false;

  const change = (socket: Socket, by: number): void => {
    const before = busy.get(socket);
    if (before === undefined) return;
    busy.set(socket, before + by);
    if (isClosing && before + by === 0) socket.end();
  };
  // Node destroys the sockets for which nobody listens to this; a download or page that is not read would else wait for ever.
  server.setTimeout(still);
  // Those beyond are closed as they come.
  server.maxConnections = maxSockets();
  server.on('connection', (socket) => {
    busy.set(socket, 0);
    let grace: NodeJS.Timeout | undefined;
    socket.once('finish', () => (grace = setTimeout(() => socket.destroy(), GRACE)));
    socket.once('close', () => {
      clearTimeout(grace);
      busy.delete(socket);
    });
  });
  server.on('upgrade', ({ socket }) => busy.set(socket, Infinity));
  server.prependListener('request', ({ socket }, response) => {
    change(socket, 1);
    response.once('close', () => change(socket, -1));
  });

  return async (patience) => {
    if (!server.listening) return;
    isClosing = true;
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    for (const socket of busy.keys()) change(socket, 0);
    const end = setTimeout(() => {
      for (const socket of busy.keys()) socket.destroy();
    }, patience);
    await closed;
    clearTimeout(end);
  };
}

/** Answers an upgrade with a refusal. What the client has sent behind it is thrown away, so that its end is seen. */
export function refuseUpgrade(socket: Socket, status: string): void {
  socket.resume();
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
