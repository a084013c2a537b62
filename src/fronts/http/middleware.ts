import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Access } from '../../access.ts';
import type { Rates } from './rates.ts';
import { Refused } from './refused.ts';

/** What handlers of all fronts find in their context. */
export interface DoorEnv {
  /** Node's request and response, for what has to see the connection. */
  readonly Bindings: HttpBindings;
  readonly Variables: {
    /** Who asks, once the key was checked; null where no key came and none is needed. */
    access?: Access | null;
    /** The front that answers, for metrics. */
    front?: string;
  };
}

export type Middleware = MiddlewareHandler<DoorEnv>;

/** Bytes of a request's body. */
const MAX_BODY = 2_000_000;

/** Has metrics count the requests of a front under its name. */
export function countedAs(front: string): Middleware {
  return async (context, next) => {
    context.set('front', front);
    await next();
  };
}

export interface KeyCheck {
  /** Who a key belongs to; null where it is unknown, expired or revoked. */
  readonly authenticate: (token: string) => Promise<Access | null>;
  /** Whether a request without a key is refused. */
  readonly required: boolean;
}

/** Finds out who asks, before anything of the request is read. A wrong key is refused, whether one is required or not. */
export function keyCheck({ authenticate, required }: KeyCheck): Middleware {
  return async (context, next) => {
    const token = bearerOf(context.req.header('authorization'));
    const access = token === undefined ? null : await authenticate(token);
    if (access === null && (token !== undefined || required)) {
      const message =
        token === undefined
          ? 'An API key is required: send the header `Authorization: Bearer rm_…`.'
          : 'This API key is unknown, has expired or was revoked.';
      throw new Refused(401, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' });
    }
    context.set('access', access);
    await next();
  };
}

/**
 * Charges a request to its key, and refuses it where the key has spent its points of the minute.
 * @param points that each request costs; 0 where an operation is charged for itself later.
 */
export function rateLimit(rates: Rates, points: number): Middleware {
  return async (context, next) => {
    const late = await rates.charge(context.get('access')?.keyId, points);
    if (late !== undefined) throw new Refused(429, 'RATE_LIMITED', late.message, { 'retry-after': late.retryAfter });
    await next();
  };
}

/** Refuses a body that is too large, announced or not. @param max bytes; 2 MB by default. */
export function limitedBody(max: number = MAX_BODY): Middleware {
  return bodyLimit({
    maxSize: max,
    onError: () => {
      const message = `The body of a request must not exceed ${Math.floor(max / 100_000) / 10} MB.`;
      // The rest of the body is not read, so that no other request can follow on the connection.
      throw new Refused(413, 'REQUEST_ENTITY_TOO_LARGE', message, { connection: 'close' });
    },
  });
}

/** Refuses bodies of other types than JSON: a web page can send those to any server without asking it first. */
export function jsonOnly(): Middleware {
  return async (context, next) => {
    const type = context.req.header('content-type')?.split(';', 1)[0].trim().toLowerCase();
    if (context.req.method === 'POST' && type !== 'application/json') {
      throw new Refused(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body of a request must have the type application/json.');
    }
    await next();
  };
}

/** The key in an Authorization header; undefined where there is no such header, '' where it has another form. */
function bearerOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}
