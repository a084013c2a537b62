import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { GraphQLError } from 'graphql';
import { handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Access } from '../../access.ts';
import { refuseUpgrade } from '../http/sockets.ts';
import { AuthorizationEnded, ReaderTooSlow } from '../subscriptions/endings.ts';
import { publicErrors, publicResult } from '../subscriptions/text.ts';
import { Stalls } from '../subscriptions/stalls.ts';
import { WsFrames } from './frames.ts';
import { WsOperations, type EnvelopedServer } from './operations.ts';
import { originAllowed } from './origin.ts';
import { WsSession } from './session.ts';
import { tokenOf } from './token.ts';

const PATH = '/graphql';
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_OPERATIONS = 32;

export interface WebSocketDeps {
  /** Who a key belongs to; null where it is unknown, expired or revoked. */
  authenticate(token: string): Promise<Access | null>;
  /** Origins of pages that may connect, besides those of the server's own host. */
  readonly allowedOrigins: readonly string[];
  /** Gets every error that no client is told of. */
  readonly report: (error: unknown) => void;
  readonly times?: WebSocketTimes;
}

/** In milliseconds. */
export interface WebSocketTimes {
  /** Within which a client has to send `connection_init`; 3,000. */
  readonly init?: number;
  /** Between two pings; 12,000. */
  readonly ping?: number;
  /** For which a reader may stand still; 30,000. */
  readonly stall?: number;
  /** Within which a client has to answer a close before it is cut off; 5,000. */
  readonly close?: number;
}

export interface WebSocketFront {
  /** What is open now. */
  readonly counts: { readonly sockets: number; readonly subscriptions: number };
  /** Closes all sockets with 1001, so that clients connect again elsewhere. Done when they are closed. To be called before the hub ends. */
  close(): Promise<void>;
}

/** What belongs to one socket. */
interface Extra {
  readonly session: WsSession;
  readonly request: IncomingMessage;
  access?: Access;
}

/**
 * Serves the graphql-transport-ws protocol on `/graphql` of an HTTP server, for queries and mutations too. Operations get an
 * initial context of `{ req, access, params }`, and pass all of Yoga's plugins that do not need an HTTP request.
 */
export function serveWebSocket(server: Server, yoga: EnvelopedServer, deps: WebSocketDeps): WebSocketFront {
  const times = { init: 3000, ping: 12_000, stall: 30_000, close: 5000, ...deps.times };
  const stalls = new Stalls(times.stall);
  const streams = new Set<WsFrames>();
  const sessions = new Map<WebSocket, WsSession>();
  const protocol = makeServer(protocolOptions(yoga, deps, times.init, streams));
  const options = {
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    // Each message in a turn of its own: one that ends a subscription has done so before the next may use its id again.
    allowSynchronousEvents: false,
    closeTimeout: times.close,
    clientTracking: false,
    handleProtocols,
  };
  const sockets = new WebSocketServer(options);

  const upgrade = (request: IncomingMessage, connection: Socket, head: Buffer): void => {
    connection.on('error', ignore);
    const refusal = refusalOf(request, deps.allowedOrigins);
    if (refusal !== undefined) {
      refuseUpgrade(connection, refusal);
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => open(socket, connection, request));
  };

  const open = (socket: WebSocket, connection: Socket, request: IncomingMessage): void => {
    // ws has closed it with the code that fits, 1009 for a message that is too large.
    socket.on('error', ignore);
    const session = new WsSession(socket, connection, deps.report);
    const unwatch = stalls.watch(session);
    const stopPings = session.keepAlive(times.ping);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => new Promise((resolve) => session.write(text, resolve)),
        close: (code, reason) => session.close(code ?? 1000, reason ?? ''),
        onMessage: (handle) => session.receive(handle),
      },
      { session, request },
    );
    session.whenEnding((code, reason) => void closed(code, reason).catch(deps.report));
    sessions.set(socket, session);
    socket.on('close', () => {
      sessions.delete(socket);
      unwatch();
      stopPings();
    });
  };

  server.on('upgrade', upgrade);
  return {
    get counts() {
      return { sockets: sessions.size, subscriptions: streams.size };
    },
    async close() {
      server.off('upgrade', upgrade);
      const closed = [...sessions].map(([socket, session]) => {
        session.close(1001, 'Going away');
        return once(socket, 'close');
      });
      await Promise.all(closed);
    },
  };
}

function protocolOptions(
  yoga: EnvelopedServer,
  deps: WebSocketDeps,
  connectionInitWaitTimeout: number,
  streams: Set<WsFrames>,
): ServerOptions<Record<string, unknown>, Extra> {
  const operations = new WsOperations(yoga, deps.report);
  return {
    connectionInitWaitTimeout,
    async onConnect({ extra, connectionParams }) {
      const token = tokenOf(connectionParams);
      const access = token === undefined ? null : await deps.authenticate(token);
      if (access === null) return false;
      extra.access = access;
      return true;
    },
    async onSubscribe({ extra, subscriptions }, _id, payload) {
      const { access, session, request } = extra;
      // The protocol has refused it already, with 4401.
      if (access === undefined) throw new Error('an operation came before its socket was authenticated');
      if (Object.keys(subscriptions).length > MAX_OPERATIONS) return [tooManyOperations()];
      const prepared = await operations.prepare(payload, access, request);
      if (!(prepared instanceof AuthorizationEnded)) return prepared;
      session.close(4403, 'Forbidden');
      return [prepared];
    },
    execute: (args) => operations.execute(args),
    subscribe: (args) => operations.subscribe(args),
    onOperation({ extra: { session } }, id, _payload, _args, result) {
      if (!(Symbol.asyncIterator in result)) return;
      const frames = new WsFrames(id, result, session, {
        failed(error) {
          const revoked = error instanceof AuthorizationEnded;
          if (!revoked && !(error instanceof ReaderTooSlow)) deps.report(error);
          session.close(revoked ? 4403 : 1013, revoked ? 'Forbidden' : 'Try again later');
        },
        ended: (ended) => void streams.delete(ended),
      });
      streams.add(frames);
      return frames;
    },
    onNext: (_context, _id, _payload, _args, result) => publicResult(result),
    onError: (_context, _id, _payload, errors) => publicErrors(errors),
  };
}

function tooManyOperations(): GraphQLError {
  return new GraphQLError(
    `A socket carries at most ${MAX_OPERATIONS} operations at once. End one of them, or open another socket.`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  );
}

/** The status to refuse an upgrade with; undefined where it is fine. */
function refusalOf(request: IncomingMessage, allowedOrigins: readonly string[]): string | undefined {
  if (request.url?.split('?', 1)[0] !== PATH) return '404 Not Found';
  return originAllowed(request, allowedOrigins) ? undefined : '403 Forbidden';
}

function ignore(): void {
  // Connections break; their `close` event follows and says so.
}
