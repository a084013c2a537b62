import type { AddressInfo } from 'node:net';
import { createSchema } from 'graphql-yoga';
import type { Access } from '../../src/access.ts';
import { type Fronts, type FrontsDeps, openFronts } from '../../src/fronts/index.ts';
import { openLog } from '../../src/log.ts';
import { WatchedStore } from '../artifacts/watched-store.ts';

/** The key that the small gateway knows. */
export const KEY = 'rm_aaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb_cccccc';

/** Signs the addresses of its downloads. */
export const SECRET = 'a secret for tests';

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

export interface SmallSettings extends Partial<Omit<FrontsDeps<SmallContext>, 'graphql'>> {
  readonly costOf?: FrontsDeps<SmallContext>['graphql']['costOf'];
  readonly maxCost?: number;
  /** By the argument of `fail`. */
  readonly failures?: Readonly<Record<string, Error>>;
}

/** All fronts as the gateway puts them together, over a schema of five lines. */
export class SmallGateway implements AsyncDisposable {
  readonly fronts: Fronts;
  readonly store = new WatchedStore();
  /** All that was logged. */
  readonly lines: string[] = [];

  private constructor({ failures = {}, costOf = () => 1, maxCost = 100, ...settings }: SmallSettings) {
    const access: Access = { keyId: 'k', scopes: new Set(['read']), groups: null, expiresAt: null };
    this.fronts = openFronts<SmallContext>({
      authenticate: async (token) => (token === KEY ? access : null),
      graphql: {
        schema: createSchema({ typeDefs, resolvers: resolvers(failures) }),
        contextOf: (from) => ({ authority: from?.keyId ?? '', authorized: () => true }),
        freshContext: (context) => context,
        costOf,
        maxCost,
      },
      downloads: { secret: SECRET, store: this.store, find: async () => null },
      rooms: null,
      ready: async () => ({ database: true }),
      figures: {
        slices: () => 0,
        tasks: () => ({ running: 2 }),
        finished: () => ({ completed: 5 }),
        generated: () => ({ rows: 7, bytes: 70 }),
        events: () => ({ dropped: 0 }),
        webhooks: () => ({ attempts: 9, delivered: 4, failed: 1, pending: 3 }),
        restarts: () => ({ host: 1 }),
      },
      rate: 1000,
      production: false,
      origins: [],
      log: openLog('debug', false, (line) => this.lines.push(line)),
      ...settings,
    });
  }

  static async open(settings: SmallSettings = {}): Promise<SmallGateway> {
    const gateway = new SmallGateway(settings);
    await new Promise<void>((resolve) => gateway.fronts.server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    const address: AddressInfo | string | null = this.fronts.server.address();
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
    await this.fronts.close(1000);
    this.store.remove();
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
