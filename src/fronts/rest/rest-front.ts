import { OpenAPIHono } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import type { Call } from '../../call.ts';
import type { Log } from '../../log.ts';
import {
  countedAs,
  type DoorEnv,
  type KeyCheck,
  keyCheck,
  limitedBody,
  type Middleware,
  rateLimit,
} from '../http/middleware.ts';
import type { Rates } from '../http/rates.ts';
import { Refused } from '../http/refused.ts';
import { type Failure, failureOf, malformed } from './failure.ts';

/** What every REST front needs. */
export interface RestDeps {
  readonly authenticate: KeyCheck['authenticate'];
  readonly rates: Rates;
  readonly database: { readonly fork: () => Call['em'] };
  readonly log: Log;
}

export interface RestFront {
  /** In lower case: for metrics, and for the path of the OpenAPI document, `/openapi/<name>.json`. */
  readonly name: string;
  /** Of the OpenAPI document. */
  readonly title: string;
  readonly description: string;
  /** The routes, without their base path. */
  readonly api: RestApi;
  /** Where the routes are: `['/', '/drafta']`. */
  readonly bases: readonly string[];
  /** Patterns of all paths that this front answers, those that do not exist included: `['/drafta/*']`. */
  readonly paths: readonly string[];
  /** The body of an error. */
  readonly errorBody: (failure: Failure) => object;
  /** Bytes of a request's body; 1 MB by default. */
  readonly maxBody?: number;
}

/** A front with its routes, from the root on. */
export interface MountedRest {
  readonly name: string;
  readonly title: string;
  readonly routes: Hono<DoorEnv>;
  /** The OpenAPI 3.1 document. */
  readonly document: () => object;
}

export type RestApi = OpenAPIHono<DoorEnv>;

/** Of the documented APIs, whose form the other system's clients fix. */
const VERSION = '1.0.0';
/** Points of a request that only reads, and of any other one. */
const READING_POINTS = 1;
const CHANGING_POINTS = 10;

/** An API without routes yet. A request that does not have the form that its route declares is refused. */
export function restApi(): RestApi {
  return new OpenAPIHono<DoorEnv>({
    defaultHook: (result) => {
      if (!result.success) throw malformed(result.error);
    },
  });
}

/**
 * Puts an API behind the key check, the rate limit and the body limit. Whatever goes wrong below its paths, 404 and 405 included,
 * has the content type `application/json` and the error body of this front. Mount it at the root.
 */
export function restFront(
  { name, title, description, api, bases, paths, errorBody, maxBody }: RestFront,
  { authenticate, rates, log }: RestDeps,
): MountedRest {
  const front = new Hono<DoorEnv>();
  front.onError((error) => {
    const failure = failureOf(error, log);
    const { status, headers } = failure;
    return Response.json(errorBody(failure), { status, headers: { 'cache-control': 'no-store', ...headers } });
  });
  const guards = [
    countedAs(name),
    uncached,
    keyCheck({ authenticate, required: true }),
    ratedByMethod(rates),
    limitedBody(maxBody),
  ];
  for (const path of paths) front.use(path, ...guards);
  for (const base of bases) front.route(base, api);
  for (const [path, methods] of methodsByPath(front, api)) {
    const allow = methods.join(', ');
    front.all(path, () => {
      throw new Refused(405, 'METHOD_NOT_ALLOWED', `Only ${allow} are answered here.`, { allow });
    });
  }
  for (const path of paths) {
    front.all(path, () => {
      throw new Refused(404, 'NOT_FOUND', 'There is no such path.');
    });
  }
  api.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' });
  const document = (): object =>
    api.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title, version: VERSION, description },
      servers: bases.map((url) => ({ url })),
      security: [{ apiKey: [] }],
    });
  return { name, title, routes: front, document };
}

/** What verbs are called with: a unit of work of this request alone, and who asks. */
export function callOf(context: Context<DoorEnv>, { database }: Pick<RestDeps, 'database'>): Call {
  const access = context.get('access');
  if (!access) throw new Error('a REST route is not behind the key check');
  return { em: database.fork(), access };
}

/** The methods of every path that has routes. */
function methodsByPath(front: Hono<DoorEnv>, api: RestApi): ReadonlyMap<string, readonly string[]> {
  const own = new Set(api.routes.map(({ method }) => method).filter((method) => method !== 'ALL'));
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of front.routes) {
    if (!own.has(method)) continue;
    const known = methods.get(path) ?? new Set<string>();
    known.add(method);
    if (method === 'GET') known.add('HEAD');
    methods.set(path, known);
  }
  return new Map([...methods].map(([path, known]) => [path, [...known]]));
}

function ratedByMethod(rates: Rates): Middleware {
  const reading = rateLimit(rates, READING_POINTS);
  const changing = rateLimit(rates, CHANGING_POINTS);
  return async (context, next) =>
    await (['GET', 'HEAD'].includes(context.req.method) ? reading : changing)(context, next);
}

const uncached: Middleware = async (context, next) => {
  await next();
  context.header('cache-control', 'no-store');
};
