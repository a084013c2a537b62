import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** A client that keeps a connection busy without ever finishing what it began. It reads nothing. */
export interface RudeClient {
  readonly name: string;
  /** What it sends. */
  readonly says: (key: string) => string | Buffer;
  /** What it does next: keeps the connection as it is, ends its own half, or leaves. */
  readonly next: 'silent' | 'half' | 'gone';
}

const UPGRADE = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
const HANDSHAKE = `GET /graphql HTTP/1.1\r\n${UPGRADE}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`;
const POST = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const UNREAD = 'x'.repeat(70_000);
const PAGE = 'GET /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n';
const SUBSCRIPTION = 'subscription { taskEvents { kind task { id } } }';

const SAYS: Readonly<Record<string, (key: string) => string | Buffer>> = {
  nothing: () => '',
  'half a head': () => 'GET /health HTTP/1.1\r\nHost: x\r\nX-Half:',
  'empty lines': () => '\r\n'.repeat(1000),
  'no HTTP at all': () => Buffer.from('16030100c8010000c40303', 'hex'),
  'an upgrade of another path': () => `GET /x HTTP/1.1\r\n${UPGRADE}\r\n${UNREAD}`,
  'an upgrade from another origin': () =>
    `GET /graphql HTTP/1.1\r\n${UPGRADE}Origin: https://evil.example\r\n\r\n${UNREAD}`,
  'an upgrade without a key of its own': () => `GET /graphql HTTP/1.1\r\n${UPGRADE}\r\n${UNREAD}`,
  'an upgrade to another protocol': () =>
    `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n${UNREAD}`,
  'an upgrade by POST': () => `POST /graphql HTTP/1.1\r\n${UPGRADE}Content-Length: 100000\r\n\r\n${UNREAD}`,
  'a tunnel': () => `CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n${UNREAD}`,
  'an expectation': () => `${POST}Expect: 100-continue\r\nContent-Length: 100\r\n\r\n`,
  'an unknown expectation': () => `${POST}Expect: a-miracle\r\nContent-Length: 100\r\n\r\n`,
  'half a body': () => `${POST}Content-Length: 100\r\n\r\n{`,
  'half a chunk': () => `${POST}Transfer-Encoding: chunked\r\n\r\nff\r\n{`,
  'a body that nobody wants': () => `POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n${UNREAD}`,
  'a request, and keeps the connection': () => 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n',
  'a thousand requests at once': () => 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1000),
  'a request for a page of 9 MB': () => PAGE,
  'two requests for a page of 9 MB': () => PAGE + PAGE,
  'a WebSocket that says no hello': () => HANDSHAKE,
  'half a frame': () => Buffer.concat([Buffer.from(HANDSHAKE), frame('x'.repeat(100)).subarray(0, 50)]),
  'a WebSocket message that is too large': () => Buffer.concat([Buffer.from(HANDSHAKE), frame(UNREAD)]),
  'a WebSocket message that is none': () => Buffer.concat([Buffer.from(HANDSHAKE), frame('{')]),
  'a WebSocket that watches tasks': (key) =>
    Buffer.concat([
      Buffer.from(HANDSHAKE),
      frame(JSON.stringify({ type: 'connection_init', payload: { apiKey: key } })),
      frame(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } })),
    ]),
  'an event stream': (key) =>
    `GET /graphql?query=${encodeURIComponent(SUBSCRIPTION)} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: Bearer ${key}\r\n\r\n`,
};

/** Every kind of rude client that we know, each in its three manners. */
export const RUDE_CLIENTS: readonly RudeClient[] = Object.entries(SAYS).flatMap(([name, says]) =>
  (['silent', 'half', 'gone'] as const).map((next) => ({ name, says, next })),
);

/** Connects a client to a gateway, which it leaves alone from then on. Ends when its system has taken what it says. */
export async function connectRudely(url: string, key: string, { says, next }: RudeClient): Promise<Socket> {
  const { port, hostname } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  // The gateway may cut it off at any time.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  const text = says(key);
  // The gateway may have stopped to read before all of it is sent.
  if (text.length > 0)
    await Promise.race([new Promise((resolve) => socket.write(text, resolve)), once(socket, 'close')]);
  if (next === 'half') socket.end();
  if (next === 'gone') socket.destroy();
  return socket;
}

/** One masked text frame, as clients send them. The mask changes nothing. */
function frame(text: string): Buffer {
  const data = Buffer.from(text);
  const length = data.length;
  let head: Buffer;
  if (length < 126) head = Buffer.from([0x81, 0x80 | length]);
  else if (length < 65_536) head = Buffer.from([0x81, 0x80 | 126, length >> 8, length & 255]);
  else {
    head = Buffer.alloc(10);
    head.set([0x81, 0x80 | 127]);
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, Buffer.alloc(4), data]);
}

/** How many descriptors a process has open; only where there is /proc. */
export const descriptorsOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
