import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Access } from '../../access.ts';
import type { Log } from '../../log.ts';
import { documentLimits } from './limits-plugin.ts';
import { logError } from '../http/refused.ts';
import { maskedError, originOf } from './masked-error.ts';
import { type CostSettings, operationCost } from './operation-cost.ts';
import { sharedSubscriptions } from '../subscriptions/subscribe.ts';
import type { SubscriptionContext } from '../subscriptions/context.ts';

/** What every front begins an operation with. */
export interface InitialContext {
  /** Who asks; null where no key came. */
  readonly access: Access | null;
}

export interface YogaDeps<C extends SubscriptionContext> extends CostSettings {
  readonly schema: GraphQLSchema;
  /** The context of one operation. */
  readonly contextOf: (access: Access | null) => C;
  /** That of one event of a subscription. */
  readonly freshContext: (context: C) => C;
  /** Without introspection and suggestions. */
  readonly production: boolean;
  /** Those of the fronts; they come first. */
  readonly plugins: readonly Plugin[];
  readonly log: Log;
}

/** GraphQL over HTTP, and the functions with which the other fronts run operations under the same rules. */
export function openYoga<C extends SubscriptionContext>(deps: YogaDeps<C>): YogaServerInstance<InitialContext, C> {
  const { schema, contextOf, freshContext, production, log } = deps;
  return createYoga<InitialContext, C>({
    schema,
    context: ({ access }) => contextOf(access),
    graphiql: false,
    landingPage: false,
    batching: false,
    multipart: false,
    // The door sees to both for all fronts.
    cors: false,
    maxRequestBodySize: false,
    // Those of the door, which costs a fifth less than to turn others into them.
    fetchAPI: { Request, Response, Headers, ReadableStream },
    maskedErrors: { maskError: (error) => maskedError(error, !production) },
    logging: {
      debug: ignore,
      info: ignore,
      warn: ignore,
      error: (error: unknown) => logError(log, originOf(error) ?? error, 'an operation failed'),
    },
    plugins: [...deps.plugins, documentLimits(!production), operationCost(deps), sharedSubscriptions<C>(freshContext)],
  });
}

function ignore(): void {
  // Yoga says nothing here that the HTTP server or the results do not tell.
}
