import { ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { SseStream } from './stream.ts';
import type { Result } from '../subscriptions/text.ts';
import { Stalls } from '../subscriptions/stalls.ts';
import type { SubscriptionContext } from '../subscriptions/context.ts';

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  // Asks proxies such as nginx not to collect frames.
  'x-accel-buffering': 'no',
};

/** In milliseconds. */
export interface SseTimes {
  /** Between two pings; 12,000. */
  readonly ping?: number;
  /** For which a reader may stand still; 30,000. */
  readonly stall?: number;
}

export interface SseFront {
  readonly plugin: Plugin<Pick<SubscriptionContext, 'lastEventId'>>;
  /** How many streams are open now. */
  readonly open: number;
  /** Ends all streams without an event, so that clients connect again elsewhere. To be called before the hub ends. */
  close(): void;
}

/**
 * Subscriptions as GraphQL over SSE, one connection each. Yoga parses the request and picks the media type; its own processor
 * knows no event ids, no slow readers and no shutdown, so the frames are written here. Contexts get `lastEventId`.
 * Over HTTP/2 or another connection that is not Node's, slow readers are not cut.
 * @param report gets the errors that end a stream.
 */
export function serveEventStreams(report: (error: unknown) => void, times: SseTimes = {}): SseFront {
  const { ping = 12_000, stall = 30_000 } = times;
  const stalls = new Stalls(stall);
  const streams = new Set<SseStream>();

  function open(results: AsyncIterable<Result>, response: ServerResponse | undefined): SseStream {
    let unwatch: (() => void) | undefined;
    const stream = new SseStream(results, response, ping, (error) => {
      if (error !== undefined && !isAbort(error)) report(error);
      streams.delete(stream);
      unwatch?.();
    });
    streams.add(stream);
    if (response !== undefined) unwatch = stalls.watch(stream);
    // The client may have gone while the operation began.
    if (response?.destroyed === true) stream.end();
    return stream;
  }

  return {
    plugin: {
      onContextBuilding({ context, extendContext }) {
        extendContext({ lastEventId: eventIdOf(context.request?.headers.get('last-event-id')) });
      },
      onResultProcess(processing) {
        const { result, resultProcessor, serverContext } = processing;
        if (!isStream(result)) return;
        // The client takes no event stream. Yoga answers 406 and would leave the subscription open for ever.
        if (resultProcessor === undefined) {
          open(result, undefined).end();
          return;
        }
        const response = responseOf(serverContext);
        processing.setResultProcessor(
          () => new Response(open(result, response).body, { headers: HEADERS }),
          'text/event-stream',
        );
      },
    },
    get open() {
      return streams.size;
    },
    close() {
      for (const stream of streams) stream.end();
    },
  };
}

function isStream(result: object): result is AsyncIterable<Result> {
  return Symbol.asyncIterator in result;
}

/** The connection that the request came by: Yoga's own adapter calls it `res`, Hono's `outgoing`. */
function responseOf(serverContext: object): ServerResponse | undefined {
  if ('res' in serverContext && serverContext.res instanceof ServerResponse) return serverContext.res;
  if ('outgoing' in serverContext && serverContext.outgoing instanceof ServerResponse) return serverContext.outgoing;
  return undefined;
}

/** The sequence in a Last-Event-ID header; one that is none of ours is as good as none. */
function eventIdOf(header: string | null | undefined): number | undefined {
  if (header == null || !/^\d{1,15}$/.test(header)) return undefined;
  return Number(header);
}

/** The request was given up: nobody is there to be told. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
