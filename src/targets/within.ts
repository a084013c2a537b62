import type { Socket } from 'node:net';
import type { MakeSocket } from './client.ts';
import { TargetFailure } from './failure.ts';

/**
 * Talks to a server, which can be silent at any point of it: after so many milliseconds the sockets of the talk are destroyed, and
 * a TargetFailure is thrown. They are destroyed at the end as well.
 * @param makeSocket makes the sockets of the talk.
 */
export async function within<T>(
  milliseconds: number,
  makeSocket: MakeSocket,
  talk: (makeSocket: MakeSocket) => Promise<T>,
): Promise<T> {
  const sockets: Socket[] = [];
  let late: TargetFailure | undefined;
  const timer = setTimeout(() => {
    late = new TargetFailure('TARGET_UNREACHABLE', 'no server responds at this address in time');
    for (const socket of sockets) socket.destroy(late);
  }, milliseconds);
  try {
    return await talk(() => {
      const socket = makeSocket();
      sockets.push(socket);
      return socket;
    });
  } catch (error) {
    throw late ?? error;
  } finally {
    clearTimeout(timer);
    for (const socket of sockets) socket.destroy();
  }
}
