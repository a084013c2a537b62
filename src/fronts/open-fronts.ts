import type { Server } from 'node:http';
import type { Log } from '../log.ts';
import { type DownloadDeps, downloads } from './download/downloads.ts';
import type { DraftaDeps } from './drafta/deps.ts';
import { draftaFront } from './drafta/drafta-front.ts';
import type { FabricateDeps } from './fabricate/deps.ts';
import { fabricateFront } from './fabricate/fabricate-front.ts';
import { filesFront } from './files/files-front.ts';
import { graphqlRoutes } from './graphql/routes.ts';
import { openYoga, type YogaDeps } from './graphql/yoga.ts';
import { type DoorDeps, openDoor } from './http/door.ts';
import { type Figures, Metrics } from './http/metrics.ts';
import type { KeyCheck } from './http/middleware.ts';
import { Rates } from './http/rates.ts';
import { logError } from './http/refused.ts';
import { documentRoutes } from './rest/documents.ts';
import type { RestDeps } from './rest/rest-front.ts';
import { serveEventStreams } from './sse/serve.ts';
import type { SubscriptionContext } from './subscriptions/context.ts';
import { serveWebSocket, type WebSocketTimes } from './ws/serve.ts';

/** What a node tells of itself is made of. */
export interface HealthDeps {
  /** What works of what an operation needs. */
  readonly ready: DoorDeps['ready'];
  readonly figures: Omit<Figures, 'subscribers'>;
  /** Origins of web pages that may call from a browser. */
  readonly origins: readonly string[];
  readonly log: Log;
  readonly times?: DoorDeps['times'];
}

export interface FrontsDeps<C extends SubscriptionContext> extends HealthDeps {
  readonly authenticate: KeyCheck['authenticate'];
  readonly graphql: Pick<YogaDeps<C>, 'schema' | 'contextOf' | 'freshContext' | 'costOf' | 'maxCost'>;
  readonly downloads: Omit<DownloadDeps, 'log'>;
  /** What the REST fronts work with; null where there are none. */
  readonly rooms: Omit<DraftaDeps & FabricateDeps, Exclude<keyof RestDeps, 'database'>> | null;
  /** Points of cost that a key may spend in a minute. */
  readonly rate: number;
  /** Answers nobody without a key, tells nothing of the schema, and takes operations by POST only. */
  readonly production: boolean;
  readonly webSocketTimes?: WebSocketTimes;
}

/** All fronts on one server. */
export interface Fronts {
  /** Does not listen yet. */
  readonly server: Server;
  /**
   * Takes no more connections, and ends streams so that their clients come back. Resolves when all that was being answered is,
   * or after `patience` milliseconds, when the connections that are left are destroyed. To be called before the hub ends.
   */
  close(patience: number): Promise<void>;
}

/** What a node without clients answers: whether it is well, and its metrics. */
export function openHealth({ figures, ready, origins, log, times }: HealthDeps): Fronts {
  const metrics = new Metrics({ ...figures, subscribers: () => ({ websocket: 0, sse: 0 }) });
  return openDoor({ ready, metrics, origins, log, ...(times === undefined ? {} : { times }) });
}

/** Puts all fronts together: GraphQL over HTTP, Server-Sent Events and WebSocket, the REST fronts, downloads, health and metrics. */
export function openFronts<C extends SubscriptionContext>(deps: FrontsDeps<C>): Fronts {
  const { authenticate, ready, production, origins, log, times } = deps;
  const report = (error: unknown): void => logError(log, error, 'a front failed');
  const metrics = new Metrics({
    ...deps.figures,
    subscribers: () => ({ websocket: sockets.counts.subscriptions, sse: streams.open }),
  });
  const door = openDoor({ ready, metrics, origins, log, ...(times === undefined ? {} : { times }) });
  const rates = new Rates(deps.rate);
  const streams = serveEventStreams(report);
  const yoga = openYoga<C>({ ...deps.graphql, rates, production, plugins: [streams.plugin], log });
  door.mount(graphqlRoutes({ yoga, authenticate, rates, production }));
  door.mount(downloads({ ...deps.downloads, log }));
  const rooms = deps.rooms === null ? null : { ...deps.rooms, authenticate, rates, log };
  const rest = rooms === null ? [] : [draftaFront(rooms), fabricateFront(rooms), filesFront(rooms)];
  for (const { routes } of rest) door.mount(routes);
  door.mount(documentRoutes(rest));
  const sockets = serveWebSocket(door.server, yoga, {
    authenticate,
    allowedOrigins: origins,
    report,
    ...(deps.webSocketTimes === undefined ? {} : { times: deps.webSocketTimes }),
  });
  return {
    server: door.server,
    async close(patience) {
      const drained = door.close(patience);
      streams.close();
      await Promise.all([sockets.close(), drained]);
    },
  };
}
