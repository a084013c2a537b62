import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql';
import { createSchema, createYoga, type YogaInitialContext } from 'graphql-yoga';
import type { Access } from '../../src/access.ts';
import { TaskHub } from '../../src/events/index.ts';
import { serveEventStreams, type SseFront, type SseTimes } from '../../src/fronts/sse/serve.ts';
import { sharedSubscriptions } from '../../src/fronts/subscriptions/subscribe.ts';
import type { SubscriptionContext } from '../../src/fronts/subscriptions/context.ts';
import { serveWebSocket, type WebSocketFront, type WebSocketTimes } from '../../src/fronts/ws/serve.ts';
import { MemoryTasks, type TaskState } from '../events/memory-tasks.ts';

interface GatewayContext extends SubscriptionContext {
  readonly access: Access;
  /** Which event it was made for; 0 for the operation itself. */
  readonly number: number;
}

const typeDefs = `
  type Query { hello: String! broken: String! large(size: Int!): String! }
  type Mutation { echo(text: String!): String! }
  type Task { id: ID! sequence: Int! rows: Int! isTerminal: Boolean! contextNumber: Int! authority: String! padding(size: Int!): String! }
  type TaskEvent { kind: String! task: Task! }
  type Subscription { taskProgress(id: ID!, after: Int): Task! taskEvents: TaskEvent! forbidden: Task! }
`;

/** A gateway with a small schema of its own, a hub over tasks in memory, and both fronts on a free port. */
export class Gateway implements AsyncDisposable {
  readonly tasks = new MemoryTasks();
  readonly errors: unknown[] = [];
  readonly hub: TaskHub<TaskState>;
  readonly server: Server;
  readonly ws: WebSocketFront;
  readonly sse: SseFront;
  readonly revoked = new Set<string>();
  /** How often the selection of an event was executed. */
  executions = 0;
  /** Thrown while a context is made. */
  contextFailure: Error | undefined;
  #contexts = 0;

  private constructor(times: WebSocketTimes & SseTimes, allowedOrigins: readonly string[]) {
    const report = (error: unknown): void => void this.errors.push(error);
    this.hub = new TaskHub(this.tasks, this.tasks.bus, report, { progressEvery: 0 });
    this.sse = serveEventStreams(report, times);
    const yoga = createYoga({
      schema: createSchema<GatewayContext>({ typeDefs, resolvers: this.#resolvers() }),
      logging: false,
      context: (initial: YogaInitialContext & { access?: Access }) => this.#context(initial),
      plugins: [
        this.sse.plugin,
        sharedSubscriptions<GatewayContext>((context) => ({ ...context, number: ++this.#contexts })),
        {
          onValidate: ({ addValidationRule }: { addValidationRule: (rule: unknown) => void }) =>
            addValidationRule(NoSchemaIntrospectionCustomRule),
        },
      ],
    });
    // The adapter answers errors itself.
    this.server = createServer((request, response) => void yoga(request, response));
    this.ws = serveWebSocket(this.server, yoga, {
      authenticate: async (token) => this.#access(token),
      allowedOrigins,
      report,
      times,
    });
  }

  static async start(times: WebSocketTimes & SseTimes = {}, allowedOrigins: readonly string[] = []): Promise<Gateway> {
    const gateway = new Gateway(times, allowedOrigins);
    await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen');
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/graphql`;
  }

  get socketUrl(): string {
    return `ws://127.0.0.1:${this.port}/graphql`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ws.close();
    this.sse.close();
    this.hub.close();
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  /** Any key that begins with `key` is known; keys of the same first word may see the same. */
  #access(token: string): Access | null {
    if (!token.startsWith('key') || this.revoked.has(token)) return null;
    return { keyId: token, scopes: new Set(['read']), groups: null, expiresAt: null };
  }

  #context({ request, access: known }: { request?: Request; access?: Access }): Omit<GatewayContext, 'lastEventId'> {
    if (this.contextFailure !== undefined) throw this.contextFailure;
    const access = known ?? this.#access(request?.headers.get('authorization')?.slice('Bearer '.length) ?? '');
    if (access === null) throw new GraphQLError('Who are you?', { extensions: { code: 'UNAUTHENTICATED' } });
    return {
      access,
      authority: access.keyId.split('-')[0],
      authorized: () => !this.revoked.has(access.keyId),
      number: 0,
    };
  }

  #resolvers() {
    return {
      Query: {
        hello: () => 'there',
        broken: () => {
          throw new Error('a secret of the house');
        },
        large: (_: unknown, { size }: { size: number }) => 'x'.repeat(size),
      },
      Mutation: { echo: (_: unknown, { text }: { text: string }) => text },
      Task: {
        isTerminal: ({ terminal }: TaskState) => terminal,
        contextNumber: (_: TaskState, __: unknown, { number }: GatewayContext) => number,
        authority: (_: TaskState, __: unknown, { authority }: GatewayContext) => authority,
        padding: (_: TaskState, { size }: { size: number }) => 'x'.repeat(size),
      },
      TaskEvent: { task: (state: TaskState) => state },
      Subscription: {
        taskProgress: {
          subscribe: (_: unknown, { id, after }: { id: string; after?: number }, context: GatewayContext) =>
            this.hub.watchTask(id, { after: after ?? context.lastEventId }),
          resolve: (state: TaskState) => {
            this.executions++;
            return state;
          },
        },
        taskEvents: { subscribe: () => this.hub.watchAll(() => true), resolve: (state: TaskState) => state },
        forbidden: {
          subscribe: () => {
            throw new GraphQLError('Not with this key.', { extensions: { code: 'FORBIDDEN' } });
          },
        },
      },
    };
  }
}
