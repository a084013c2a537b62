import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Access } from '../../access.ts';
import type { Log } from '../../log.ts';
import { crossOrigin } from './cross-origin.ts';
import { drainable } from './drain.ts';
import { logError } from './log-error.ts';
import { sendJson, sendText } from './send.ts';
import { passingError } from '../graphql/passing-error.ts';
import type { InitialContext } from '../graphql/yoga.ts';
import type { Metrics } from './metrics.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface HttpDeps {
  /** Who a key belongs to; null where it is unknown, expired or revoked. */
  readonly authenticate: (token: string) => Promise<Access | null>;
  readonly graphql: (request: IncomingMessage, response: ServerResponse, context: InitialContext) => unknown;
  readonly downloads: Listener;
  /** What works of what an operation needs. */
  readonly ready: () => Promise<Readonly<Record<string, boolean>>>;
  readonly metrics: Metrics;
  /** Answers nobody without a key, and GET with event streams only. */
  readonly production: boolean;
  /** Of web pages that may call. */
  readonly origins: readonly string[];
  readonly log: Log;
}

export interface HttpFront {
  readonly server: Server;
  /** Takes no more connections; what is being answered has that many milliseconds. From the call on it is not ready. */
  close(patience: number): Promise<void>;
}

/** Milliseconds in which a client has to send the head of a request, and all of it. */
const HEAD_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 60_000;
/** Longer than proxies keep connections, so that it is not the server that closes one under a request. */
const KEEP_ALIVE = 75_000;

/** Answers every path of the gateway on one server, which does not listen yet. */
export function httpFront(deps: HttpDeps): HttpFront {
  const { metrics, log } = deps;
  let isClosing = false;

  const routes: Readonly<Record<string, Listener>> = {
    graphql: (request, response) => answerGraphql(deps, request, response),
    artifacts: deps.downloads,
    health: (_request, response) => sendJson(response, 200, { status: 'ok' }),
    ready: async (_request, response) => {
      const parts = { ...(await deps.ready()), open: !isClosing };
      const isReady = Object.values(parts).every(Boolean);
      sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', ...parts });
    },
    metrics: async (_request, response) => {
      const { body, contentType } = await metrics.text();
      sendText(response, 200, contentType, body);
    },
    '': (_request, response) => sendJson(response, 200, { name: 'rowmill', graphql: '/graphql', health: '/health' }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = routeOf(request.url ?? '/');
    const route = Object.hasOwn(routes, name) ? name : undefined;
    response.on('close', () => metrics.answered(route ?? 'none', methodOf(request), response.statusCode));
    for (const [header, value] of Object.entries(SECURITY)) response.setHeader(header, value);
    try {
      if (crossOrigin(deps.origins, request, response)) return;
      if (route === undefined) sendError(response, 404, 'NOT_FOUND', 'There is nothing here. The API is at /graphql.');
      else if (isRead(route) && !['GET', 'HEAD'].includes(request.method ?? '')) {
        response.setHeader('allow', 'GET, HEAD');
        sendError(response, 405, 'METHOD_NOT_ALLOWED', 'Only GET and HEAD are answered here.');
      } else await routes[route](request, response);
    } catch (err) {
      fail(err, response);
    }
  }

  function fail(err: unknown, response: ServerResponse): void {
    logError(log, err, 'a request failed');
    const passing = passingError(err);
    if (response.headersSent) response.destroy();
    else if (passing !== null) {
      response.setHeader('retry-after', passing.retryAfter);
      sendError(response, passing.status, passing.code, passing.message);
    } else sendError(response, 500, 'INTERNAL', 'Something went wrong here, and was logged.');
  }

  const server = createServer(
    { headersTimeout: HEAD_TIMEOUT, requestTimeout: REQUEST_TIMEOUT, keepAliveTimeout: KEEP_ALIVE },
    (request, response) => void answer(request, response),
  );
  const drain = drainable(server);
  return {
    server,
    async close(patience) {
      isClosing = true;
      await drain(patience);
    },
  };
}

const SECURITY = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

/** Authenticates before anything of the request is read. */
async function answerGraphql(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (deps.production && request.method !== 'POST' && !wantsEvents(request)) {
    response.setHeader('allow', 'POST');
    sendError(response, 405, 'METHOD_NOT_ALLOWED', 'Operations are sent by POST. GET opens event streams only.');
    return;
  }
  const token = bearerOf(request);
  const access = token === undefined ? null : await deps.authenticate(token);
  if (access !== null || (token === undefined && !deps.production)) {
    await deps.graphql(request, response, { access });
    return;
  }
  response.setHeader('www-authenticate', 'Bearer');
  const message =
    token === undefined
      ? 'A key is needed: send the header `Authorization: Bearer rm_…`.'
      : 'This key is unknown, has expired or was revoked.';
  sendError(response, 401, 'UNAUTHENTICATED', message);
}

const wantsEvents = ({ method, headers: { accept = '' } }: IncomingMessage): boolean =>
  method === 'GET' && accept.includes('text/event-stream');

/** The key in the Authorization header; undefined where there is no such header, '' where it has another form. */
function bearerOf({ headers: { authorization } }: IncomingMessage): string | undefined {
  if (authorization === undefined) return undefined;
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}

/** The first name of the path; another one than the fronts' where more follows that must not. */
function routeOf(url: string): string {
  const path = url.split('?', 1)[0];
  const [, first, ...rest] = path.split('/');
  return first === 'artifacts' || rest.length === 0 ? first : path;
}

const isRead = (route: string): boolean => !['graphql', 'artifacts'].includes(route);

/** For metrics: whoever invents methods must not make labels. */
function methodOf({ method }: IncomingMessage): string {
  return method !== undefined && ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method) ? method : 'other';
}

/** In the form of a GraphQL response, which clients of all fronts can read. */
function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}
