import { type ExecutionArgs, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Access } from '../../access.ts';
import type { RateLimited, Rates } from '../http/rates.ts';

export interface CostSettings {
  /** May throw a GraphQLError where the operation cannot be run at all. */
  readonly costOf: (args: ExecutionArgs) => number;
  /** Points of one operation. */
  readonly maxCost: number;
  /** Charged with the points of each operation. */
  readonly rates: Rates;
}

/**
 * Counts what operations cost before they are run. Refuses one that costs too much, and those of a key that has spent its
 * minute's points, with HTTP 429 and Retry-After. Tells the cost with each result as `extensions.cost`; results of a subscription,
 * which subscribers share, go without.
 */
export function operationCost({ costOf, maxCost, rates }: CostSettings): Plugin<{ readonly access?: Access | null }> {
  async function refusal(keyId: string | undefined, cost: number): Promise<GraphQLError | undefined> {
    if (cost > maxCost) return tooExpensive(cost, maxCost);
    const late = await rates.charge(keyId, cost);
    return late === undefined ? undefined : rateLimited(late);
  }

  return {
    async onExecute({ args, context, setResultAndStopExecution }) {
      const cost = costOrLeast(costOf, args);
      const refused = await refusal(context.access?.keyId, cost);
      if (refused !== undefined) {
        setResultAndStopExecution({ errors: [refused] });
        return undefined;
      }
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cost } });
        },
      };
    },
    async onSubscribe({ args, context, setResultAndStopExecution }) {
      const refused = await refusal(context.access?.keyId, costOrLeast(costOf, args));
      if (refused !== undefined) setResultAndStopExecution({ errors: [refused] });
    },
  };
}

/** An operation that has no cost, since its variables are wrong for example, is refused when it is executed. */
function costOrLeast(costOf: CostSettings['costOf'], args: ExecutionArgs): number {
  try {
    return Math.max(1, costOf(args));
  } catch (error) {
    if (error instanceof GraphQLError) return 1;
    throw error;
  }
}

function tooExpensive(cost: number, most: number): GraphQLError {
  return new GraphQLError(
    `The operation costs ${cost} points, but the limit is ${most}. Request fewer items or fields.`,
    { extensions: { code: 'QUERY_TOO_EXPENSIVE', http: { spec: true, status: 400 } } },
  );
}

function rateLimited({ message, retryAfter }: RateLimited): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'RATE_LIMITED', http: { status: 429, headers: { 'retry-after': retryAfter } } },
  });
}
