import type { AddressInfo } from 'node:net';
import { createSchema, type Plugin } from 'graphql-yoga';
import type { Access } from '../../src/access.ts';
import { type HttpDeps, type HttpFront, httpFront } from '../../src/fronts/http/front.ts';
import { Metrics } from '../../src/fronts/http/metrics.ts';
import { serveEventStreams, type SseFront } from '../../src/fronts/sse/serve.ts';
import { type WebSocketFront, serveWebSocket } from '../../src/fronts/ws/serve.ts';
import { openYoga, type YogaDeps } from '../../src/fronts/graphql/yoga.ts';
import { openLog } from '../../src/log.ts';

/** The key that the small gateway knows. */
export const KEY = 'rm_aaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb_cccccc';

interface SmallContext {
  readonly authority: string;
  authorized(): boolean;
}

const typeDefs = `
  enum Colour { RED GREEN }
  type Node { name: String! node: Node! nodes(colour: Colour): [Node!]! }
  type Query { node: Node! fail(how: String!): String }
  type Mutation { rename(name: String!): Node! }
  type Subscription { node: Node! }
`;

const NODE = { name: 'root', node: () => NODE, nodes: () => [NODE] };

export interface SmallSettings
  extends Partial<Pick<YogaDeps<SmallContext>, 'costOf' | 'maxCost' | 'rate'>>, Partial<HttpDeps> {
  /** By the argument of `fail`. */
  readonly failures?: Readonly<Record<string, Error>>;
  readonly plugins?: readonly Plugin[];
}

/** Yoga, HTTP, SSE and WebSocket as the gateway puts them together, over a schema of five lines. */
export class SmallGateway implements AsyncDisposable {
  readonly http: HttpFront;
  readonly ws: WebSocketFront;
  readonly sse: SseFront;
  /** All that was logged. */
  readonly lines: string[] = [];

  private constructor(settings: SmallSettings) {
    const { production = false, origins = [], failures = {} } = settings;
    const log = openLog('debug', false, (line) => this.lines.push(line));
    const report = (err: unknown): void => log.error({ err }, 'a front failed');
    const access: Access = { keyId: 'k', scopes: new Set(['read']), groups: null, expiresAt: null };
    const authenticate = async (token: string): Promise<Access | null> => (token === KEY ? access : null);
    this.sse = serveEventStreams(report);
    const yoga = openYoga<SmallContext>({
      schema: createSchema({ typeDefs, resolvers: resolvers(failures) }),
      contextOf: (from) => ({ authority: from?.keyId ?? '', authorized: () => true }),
      freshContext: (context) => context,
      costOf: settings.costOf ?? (() => 1),
      maxCost: settings.maxCost ?? 100,
      rate: settings.rate ?? 1000,
      production,
      plugins: [this.sse.plugin, ...(settings.plugins ?? [])],
      log,
    });
    this.http = httpFront({
      authenticate,
      graphql: (request, response, context) => yoga(request, response, context),
      downloads: (_request, response) => void response.end('a file'),
      ready: async () => ({ database: true }),
      metrics: new Metrics({
        tasks: () => ({ running: 2 }),
        made: () => ({ rows: 7 }),
        subscribers: () => ({ websocket: 3 }),
        events: () => ({ dropped: 0 }),
        restarts: () => ({ host: 1 }),
      }),
      production,
      origins,
      log,
      ...settings,
    });
    this.ws = serveWebSocket(this.http.server, yoga, { authenticate, allowedOrigins: origins, report });
  }

  static async open(settings: SmallSettings = {}): Promise<SmallGateway> {
    const gateway = new SmallGateway(settings);
    await new Promise<void>((resolve) => gateway.http.server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    const address: AddressInfo | string | null = this.http.server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Posts a document, with the key where nothing else is said. */
  async post(
    body: unknown,
    headers: Readonly<Record<string, string>> = { authorization: `Bearer ${KEY}` },
  ): Promise<Response> {
    return await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ws.close();
    this.sse.close();
    await this.http.close(1000);
  }
}

function resolvers(failures: Readonly<Record<string, Error>>) {
  return {
    Query: {
      node: () => NODE,
      fail: (_: unknown, { how }: { how: string }) => {
        throw failures[how];
      },
    },
    Mutation: { rename: () => NODE },
    Subscription: {
      node: {
        async *subscribe() {
          yield { sequence: 1 };
        },
        resolve: () => NODE,
      },
    },
  };
}
