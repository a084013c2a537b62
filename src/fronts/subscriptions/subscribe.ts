import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { SlowSubscriber } from '../../events/index.ts';
import { AuthorizationEnded, ReaderTooSlow } from './endings.ts';
import { SharedExecutions } from './shared.ts';
import type { SubscriptionContext } from './context.ts';

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** Arguments of an operation whose context is known. */
type Args<C> = Omit<ExecutionArgs, 'contextValue'> & { readonly contextValue: C };

/**
 * A Yoga plugin that runs subscriptions, over whatever front they come. Subscribers with the same document, variables and
 * authority share the result of an event object, so sources must hand on the hub's snapshots as they are.
 * @param contextFor makes a context for one event from the subscription's, with an EntityManager and loaders of its own.
 */
export function sharedSubscriptions<C extends SubscriptionContext>(contextFor: (context: C) => C): Plugin<C> {
  const shared = new SharedExecutions();
  return {
    onSubscribe({ args, setSubscribeFn }) {
      setSubscribeFn(async () => {
        const source = await createSourceEventStream(args);
        return Symbol.asyncIterator in source ? new Results(source, args, shared, contextFor) : source;
      });
    },
  };
}

/** One subscriber's results. An event is taken from the source only when a result is asked for. */
class Results<C extends SubscriptionContext> implements AsyncIterableIterator<ExecutionResult, undefined> {
  readonly #source: AsyncIterator<unknown>;
  readonly #args: Args<C>;
  readonly #shared: SharedExecutions;
  readonly #key: string;
  readonly #contextFor: (context: C) => C;
  #over = false;

  constructor(source: AsyncIterable<unknown>, args: Args<C>, shared: SharedExecutions, contextFor: (context: C) => C) {
    this.#source = source[Symbol.asyncIterator]();
    this.#args = args;
    this.#shared = shared;
    this.#key = shared.key(args, args.contextValue.authority);
    this.#contextFor = contextFor;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (this.#over) return DONE;
    try {
      const event = await this.#source.next();
      if (event.done === true || this.#over) {
        this.#over = true;
        return DONE;
      }
      const authorized = this.#args.contextValue.authorized();
      if (!(typeof authorized === 'boolean' ? authorized : await authorized)) throw new AuthorizationEnded();
      return {
        done: false,
        value: await this.#shared.result(event.value, this.#key, () => this.#execute(event.value)),
      };
    } catch (error) {
      await this.return();
      throw error instanceof SlowSubscriber ? new ReaderTooSlow(error.message) : error;
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#over = true;
    await this.#source.return?.();
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #execute(event: unknown): ExecutionResult | Promise<ExecutionResult> {
    return execute({ ...this.#args, rootValue: event, contextValue: this.#contextFor(this.#args.contextValue) });
  }
}
