import { type ExecutionArgs, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Access } from '../../access.ts';

const MINUTE = 60;

export interface CostSettings {
  /** May throw a GraphQLError where the operation cannot be run at all. */
  readonly costOf: (args: ExecutionArgs) => number;
  /** Points of one operation. */
  readonly maxCost: number;
  /** Points of a key and minute. */
  readonly rate: number;
}

/**
 * Counts what operations cost before they are run. Refuses one that costs too much, and those of a key that has spent its
 * minute's points, with HTTP 429 and Retry-After. Tells the cost with each result as `extensions.cost`; results of a subscription,
 * which subscribers share, go without. Remembers one number for each key of the last minute. Whoever has no key shares one
 * allowance with all who have none.
 */
export function operationCost({ costOf, maxCost, rate }: CostSettings): Plugin<{ readonly access?: Access | null }> {
  const spent = new RateLimiterMemory({ points: rate, duration: MINUTE });

  async function refusal(key: string, cost: number): Promise<GraphQLError | undefined> {
    if (cost > maxCost) return tooExpensive(cost, maxCost);
    try {
      await spent.consume(key, cost);
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return rateLimited(Math.ceil(error.msBeforeNext / 1000), rate);
    }
  }

  return {
    async onExecute({ args, context, setResultAndStopExecution }) {
      const cost = costOrLeast(costOf, args);
      const refused = await refusal(context.access?.keyId ?? '', cost);
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
      const refused = await refusal(context.access?.keyId ?? '', costOrLeast(costOf, args));
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
    `The operation costs ${cost} points, at most ${most} are possible. Ask for fewer items or fields.`,
    { extensions: { code: 'QUERY_TOO_EXPENSIVE', http: { spec: true, status: 400 } } },
  );
}

function rateLimited(seconds: number, rate: number): GraphQLError {
  return new GraphQLError(
    `This key has spent its ${rate} points of cost for this minute. Try again in ${seconds} s, and ask for less at once.`,
    { extensions: { code: 'RATE_LIMITED', http: { status: 429, headers: { 'retry-after': String(seconds) } } } },
  );
}
