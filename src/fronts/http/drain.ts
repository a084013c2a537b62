import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Watches the connections of a server, so that it can be stopped without cutting answers short. Those that were upgraded are
 * left to whoever took them. Node's own way keeps a connection that never sent anything until it times out.
 * @returns what stops the server: no new connection is taken, those that wait for no answer are closed at once, the others when
 * they have it, and all that is left after `patience` milliseconds. Harmless on a server that does not listen.
 */
export function drainable(server: Server): (patience: number) => Promise<void> {
  /** How many answers are under way on each. */
  const connections = new Map<Socket, number>();
  let isClosing = false;

  const change = (socket: Socket, by: number): void => {
    const before = connections.get(socket);
    if (before === undefined) return;
    connections.set(socket, before + by);
    if (isClosing && before + by === 0) socket.end();
  };
  server.on('connection', (socket) => {
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('upgrade', ({ socket }) => connections.delete(socket));
  server.prependListener('request', ({ socket }, response) => {
    change(socket, 1);
    response.once('close', () => change(socket, -1));
  });

  return async (patience) => {
    if (!server.listening) return;
    isClosing = true;
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    for (const socket of connections.keys()) change(socket, 0);
    const end = setTimeout(() => server.closeAllConnections(), patience);
    await closed;
    clearTimeout(end);
  };
}
