import { Hono } from 'hono';
import type { YogaServerInstance } from 'graphql-yoga';
import {
  countedAs,
  type DoorEnv,
  jsonOnly,
  type KeyCheck,
  keyCheck,
  limitedBody,
  type Middleware,
  rateLimit,
} from '../http/middleware.ts';
import type { Rates } from '../http/rates.ts';
import { Refused } from '../http/refused.ts';
import { graphiql } from './graphiql.ts';
import type { InitialContext } from './yoga.ts';

export interface GraphqlRoutesDeps {
  readonly yoga: Pick<YogaServerInstance<InitialContext, object>, 'fetch'>;
  readonly authenticate: KeyCheck['authenticate'];
  readonly rates: Rates;
  /** Answers nobody without a key, takes GET for event streams only, and has no GraphiQL. */
  readonly production: boolean;
}

/** GraphQL over HTTP, and over Server-Sent Events. */
export function graphqlRoutes({ yoga, authenticate, rates, production }: GraphqlRoutesDeps): Hono<DoorEnv> {
  const routes = new Hono<DoorEnv>();
  routes.use('/graphql', countedAs('graphql'), production ? postOnly : graphiql());
  // An operation is charged when it is known; who has spent all points is not even read.
  routes.use(
    '/graphql',
    keyCheck({ authenticate, required: production }),
    rateLimit(rates, 0),
    jsonOnly(),
    limitedBody(),
  );
  routes.all('/graphql', async ({ req, env, get }) => {
    return await yoga.fetch(req.raw, { ...env, access: get('access') ?? null });
  });
  return routes;
}

const postOnly: Middleware = async ({ req }, next) => {
  const isStream = req.method === 'GET' && req.header('accept')?.includes('text/event-stream') === true;
  if (req.method !== 'POST' && !isStream) {
    const message = 'Operations must be sent by POST. GET only opens event streams.';
    throw new Refused(405, 'METHOD_NOT_ALLOWED', message, { allow: 'POST' });
  }
  await next();
};
