import { createServer, type Server } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../../log.ts';
import type { Metrics } from './metrics.ts';
import { countedAs, type DoorEnv, type Middleware } from './middleware.ts';
import { Refused, refusalOf } from './refused.ts';
import { ownSockets, serverTimes, SOCKET_TIMES, type SocketTimes } from './sockets.ts';

export interface DoorDeps {
  /** What works of what an operation needs. */
  readonly ready: () => Promise<Readonly<Record<string, boolean>>>;
  readonly metrics: Metrics;
  /** Origins of web pages that may call. */
  readonly origins: readonly string[];
  readonly log: Log;
  readonly times?: SocketTimes;
}

export interface Door {
  readonly server: Server;
  /** Adds the routes of a front, from the root on. To be called before the server listens. */
  mount(front: Hono<DoorEnv>): void;
  /** Stops accepting connections, and gives running requests that many milliseconds. Reports not ready from the call on. */
  close(patience: number): Promise<void>;
}

/** Seconds for which a browser may remember what it was allowed. */
const MAX_AGE = 600;

/**
 * Answers every path of the gateway by one Hono application on one server, which does not listen yet. From now on the global
 * Request and Response are those of Hono's adapter, which is quicker with its own.
 */
export function openDoor({ ready, metrics, origins, log, times = SOCKET_TIMES }: DoorDeps): Door {
  let isClosing = false;
  const app = new Hono<DoorEnv>();
  app.use(counted(metrics), secureHeaders(SECURITY));
  // It makes each response anew: nobody pays for that who has no such pages.
  if (origins.length > 0) app.use(crossOrigin(origins));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (_context, methods) => notAllowed(methods) }));

  app.get('/', countedAs('root'), uncached, (context) =>
    context.json({ name: 'rowmill', graphql: '/graphql', rest: '/openapi', health: '/health' }),
  );
  app.get('/health', countedAs('health'), uncached, (context) => context.json({ status: 'ok' }));
  app.get('/ready', countedAs('ready'), uncached, async (context) => {
    const parts = { ...(await ready()), open: !isClosing };
    const isReady = Object.values(parts).every(Boolean);
    return context.json({ status: isReady ? 'ready' : 'not ready', ...parts }, isReady ? 200 : 503);
  });
  app.get('/metrics', countedAs('metrics'), uncached, async (context) => {
    const { body, contentType } = await metrics.text();
    return context.body(body, 200, { 'content-type': contentType });
  });
  app.notFound(() =>
    graphqlRefusal(new Refused(404, 'NOT_FOUND', 'Nothing is served at this path. The API is at /graphql.')),
  );
  app.onError((error) => graphqlRefusal(refusalOf(error, log)));

  const listener = getRequestListener(app.fetch, {
    // Programs of old send HTTP/1.0, which names no host.
    hostname: 'localhost',
    errorHandler: (error) => {
      if (error instanceof RequestError) return graphqlRefusal(new Refused(400, 'BAD_REQUEST', `${error.message}.`));
      // The client has gone, and nobody reads the answer.
      if (!(error instanceof Error)) return new Response(null, { status: 500 });
      return graphqlRefusal(refusalOf(error, log));
    },
  });
  const server = createServer(serverTimes(times), (request, response) => void listener(request, response));
  const drain = ownSockets(server, times);
  return {
    server,
    mount(front) {
      app.route('/', front);
    },
    async close(patience) {
      isClosing = true;
      await drain(patience);
    },
  };
}

/** Those that the gateway has always sent: others, such as HSTS, are for whoever ends TLS before it. */
const SECURITY = {
  crossOriginResourcePolicy: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  xFrameOptions: 'DENY',
} as const;

/** Lets web pages of the given origins call. Others get no headers, so that browsers keep answers from them. */
function crossOrigin(origins: readonly string[]): Middleware {
  const allow = cors({
    origin: [...origins],
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'last-event-id', 'range'],
    exposeHeaders: ['content-disposition', 'etag', 'retry-after'],
    maxAge: MAX_AGE,
  });
  return async (context, next) => {
    if (origins.includes(context.req.header('origin') ?? '')) return await allow(context, next);
    await next();
    context.header('vary', 'origin', { append: true });
    return undefined;
  };
}

function counted(metrics: Metrics): Middleware {
  return async (context, next) => {
    const { outgoing } = context.env;
    outgoing.once('close', () =>
      metrics.answered(context.get('front') ?? 'none', methodOf(context), outgoing.statusCode),
    );
    await next();
  };
}

const uncached: Middleware = async (context, next) => {
  context.header('cache-control', 'no-store');
  await next();
};

function notAllowed(methods: readonly string[]): Response {
  const allow = methods.join(', ');
  return graphqlRefusal(new Refused(405, 'METHOD_NOT_ALLOWED', `This path only allows ${allow}.`, { allow }));
}

/** A refusal in the form of a GraphQL response, which is that of every path that no front has. */
export function graphqlRefusal({ status, code, message, headers }: Refused): Response {
  return Response.json(
    { errors: [{ message, extensions: { code } }] },
    { status, headers: { 'cache-control': 'no-store', ...headers } },
  );
}

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** For metrics: whoever invents methods must not make labels. */
function methodOf({ req: { method } }: Context): string {
  return METHODS.includes(method) ? method : 'other';
}
