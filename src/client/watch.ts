import { createClient } from 'graphql-ws/client';
import type { GatewayEndpoint } from './connection.ts';
import { WatchDocument } from './generated/documents.ts';
import type { WatchSubscription } from './generated/types.ts';
import { Patience } from './patience.ts';
import { answeredErrors, RowmillError, unreachable } from './rowmill-error.ts';

type Task = WatchSubscription['taskProgress'];

/** Milliseconds between two pings, and for which a pong, or the gateway's first word, is awaited. */
const PING_EVERY = 15_000;
const MAX_SILENCE = 10_000;

/** Codes of a close that come again however often one connects, and what they mean. */
const FATAL_CLOSES: ReadonlyMap<number, readonly [code: string, message: string]> = new Map([
  [4401, ['UNAUTHENTICATED', 'The gateway accepted no subscription: the key is missing.']],
  [4403, ['UNAUTHENTICATED', 'The key is unknown, has expired or was revoked.']],
  [4400, ['PROTOCOL', 'The gateway did not understand this client.']],
  [4406, ['PROTOCOL', 'The gateway does not speak graphql-transport-ws.']],
]);

/**
 * The states of one task, until the one that it ends with. A connection that breaks is made again, and goes on after the last
 * state. A reader that is slow gets the newest state only.
 * @param after a `sequence` that was seen before: only newer states follow, and the last one in any case.
 */
export async function* watchTask(
  connection: GatewayEndpoint,
  id: string,
  after: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Task, void, undefined> {
  const patience = new Patience(connection.retryFor);
  let sequence = after;
  for (;;) {
    let broken: RowmillError;
    try {
      for await (const task of states(connection, id, sequence, signal)) {
        patience.renew();
        ({ sequence } = task);
        yield task;
        if (task.isTerminal) return;
      }
      broken = new RowmillError('UNREACHABLE', `${connection.url} ended the subscription before the task had ended.`);
    } catch (error) {
      if (!(error instanceof RowmillError) || !error.isPassing) throw error;
      broken = error;
    }
    await patience.wait(broken, signal);
  }
}

/** What one connection brings. Only the newest state is kept while nobody asks. */
async function* states(
  { url, authorization }: GatewayEndpoint,
  id: string,
  after: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Task, void, undefined> {
  let newest: Task | null = null;
  let ended = false;
  let fault: unknown = null;
  let wake = (): void => undefined;
  const end = (error: unknown): void => {
    ended = true;
    fault ??= error;
    wake();
  };
  const abort = (): void => {
    newest = null;
    end(signal?.reason);
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort, { once: true });
  let silence: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { authorization },
    retryAttempts: 0,
    connectionAckWaitTimeout: MAX_SILENCE,
    keepAlive: PING_EVERY,
    on: {
      // A machine that is gone closes nothing: without this, its silence would be taken for a task without changes.
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), MAX_SILENCE);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      closed: () => clearTimeout(silence),
    },
  });
  const stop = client.subscribe<WatchSubscription>(
    { query: WatchDocument, variables: { id, after: after ?? null } },
    {
      next({ data, errors }) {
        if (errors !== undefined) fault = answeredErrors(errors);
        else if (data != null) newest = data.taskProgress;
        wake();
      },
      error: (error) => end(faultOf(error, url)),
      complete: () => end(null),
    },
  );
  try {
    for (;;) {
      if (newest !== null) {
        const task: Task = newest;
        newest = null;
        yield task;
      } else if (fault !== null) {
        throw fault;
      } else if (ended) {
        return;
      } else {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
      }
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    clearTimeout(silence);
    stop();
  }
}

/** What graphql-ws reports: errors of GraphQL, the event of a close, or that of a connection that failed. */
function faultOf(error: unknown, url: string): RowmillError {
  if (Array.isArray(error)) return answeredErrors(error);
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number') {
    const fatal = FATAL_CLOSES.get(error.code);
    if (fatal !== undefined) return new RowmillError(...fatal);
    return unreachable(url, new Error(`the connection was closed with ${error.code}`));
  }
  // An ErrorEvent has the error beside it.
  const origin = typeof error === 'object' && error !== null && 'error' in error ? error.error : error;
  return unreachable(url, origin);
}
