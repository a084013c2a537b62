import type { IncomingMessage } from 'node:http';
import { GraphQLError, type DocumentNode, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Access } from '../../access.ts';
import { AuthorizationEnded } from '../subscriptions/endings.ts';
import type { SubscriptionContext } from '../subscriptions/context.ts';

type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Yoga's functions with all its plugins around them, for one operation. */
export interface Enveloped {
  readonly schema: GraphQLSchema;
  parse(source: string): DocumentNode;
  validate(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[];
  contextFactory(): unknown;
  execute(args: ExecutionArgs): unknown;
  subscribe(args: ExecutionArgs): unknown;
}

/** The part of a Yoga server that is used over WebSocket. */
export interface EnvelopedServer {
  getEnveloped(initialContext: Record<string, unknown>): Enveloped;
}

/**
 * Prepares operations and runs them with Yoga's functions, so that its plugins see them as they do over HTTP. Whatever is
 * wrong with an operation is answered as errors, never thrown: that would close the socket under its other subscriptions.
 */
export class WsOperations {
  readonly #server: EnvelopedServer;
  readonly #report: (error: unknown) => void;
  readonly #enveloped = new WeakMap<ExecutionArgs, Enveloped>();

  constructor(server: EnvelopedServer, report: (error: unknown) => void) {
    this.#server = server;
    this.#report = report;
  }

  /** Answers what to run, or why not: `AuthorizationEnded` alone where the socket's key does not hold any more. */
  async prepare(
    { query, variables, operationName, extensions }: SubscribePayload,
    access: Access,
    request: IncomingMessage,
  ): Promise<ExecutionArgs | readonly GraphQLError[] | AuthorizationEnded> {
    try {
      const params = {
        query,
        variables: variables ?? undefined,
        operationName: operationName ?? undefined,
        extensions,
      };
      const enveloped = this.#server.getEnveloped({ req: request, access, params });
      const document = enveloped.parse(query);
      const errors = enveloped.validate(enveloped.schema, document);
      if (errors.length > 0) return errors;
      const contextValue = asContext(await enveloped.contextFactory());
      if (!(await contextValue.authorized())) return new AuthorizationEnded();
      const args: ExecutionArgs = {
        schema: enveloped.schema,
        document,
        contextValue,
        variableValues: params.variables,
        operationName: params.operationName,
        // Otherwise graphql-ws would look for one of its own.
        rootValue: undefined,
      };
      this.#enveloped.set(args, enveloped);
      return args;
    } catch (error) {
      return [this.#answer(error)];
    }
  }

  execute(args: ExecutionArgs): Promise<Result> {
    return this.#run(async () => this.#envelopedOf(args).execute(args));
  }

  subscribe(args: ExecutionArgs): Promise<Result> {
    return this.#run(async () => this.#envelopedOf(args).subscribe(args));
  }

  async #run(operation: () => Promise<unknown>): Promise<Result> {
    try {
      return asResult(await operation());
    } catch (error) {
      return { errors: [this.#answer(error)] };
    }
  }

  #envelopedOf(args: ExecutionArgs): Enveloped {
    const enveloped = this.#enveloped.get(args);
    if (enveloped === undefined) throw new Error('these arguments were not prepared here');
    return enveloped;
  }

  /** What a caller may know of an error. */
  #answer(error: unknown): GraphQLError {
    if (error instanceof GraphQLError && !(error.originalError instanceof Error)) return error;
    this.#report(error);
    return new GraphQLError('Unexpected error.', { extensions: { code: 'INTERNAL' } });
  }
}

function asContext(context: unknown): SubscriptionContext {
  if (isContext(context)) return context;
  throw new Error('the context of an operation has no authority or no authorized()');
}

function isContext(context: unknown): context is SubscriptionContext {
  return typeof context === 'object' && context !== null && 'authority' in context && 'authorized' in context;
}

function asResult(result: unknown): Result {
  if (isResult(result)) return result;
  throw new Error('an operation answered nothing');
}

function isResult(result: unknown): result is Result {
  return typeof result === 'object' && result !== null;
}
