import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/*
 * A WebSocket server and nothing else: each text that comes over the process channel is sent to every socket at once.
 * Says its port when it listens.
 */

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
process.on('message', (text: string) => {
  for (const socket of sockets.clients) socket.send(text);
});
process.once('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(address.port);
});
