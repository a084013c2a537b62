import { Webhook } from 'standardwebhooks';
import type { Dispatcher } from 'undici';
import { guardedConnector, type Networks, type Resolver, TargetFailure } from '../targets/index.ts';
import { readRetryAfter } from './schedule.ts';

/** What is sent: signed, and with the same ID in every attempt. */
export interface Message {
  readonly id: string;
  readonly url: string;
  readonly body: string;
  /** Each signs it, so that a receiver with any of them can verify it. */
  readonly secrets: readonly string[];
}

/** Why an attempt failed. */
export type AttemptError =
  /** No answer within 15 seconds. */
  | 'TIMEOUT'
  /** The receiver is in a network that the gateway does not connect to. */
  | 'ADDRESS_NOT_ALLOWED'
  | 'NAME_NOT_FOUND'
  | 'CONNECTION_REFUSED'
  | 'CONNECTION_FAILED'
  /** The certificate, or what else is agreed on before the request. */
  | 'TLS_FAILED'
  /** Redirects are not followed. */
  | 'REDIRECTED'
  /** The receiver wants it no more: no attempt follows. */
  | 'GONE'
  /** Another status than 2xx. */
  | 'STATUS_NOT_OK'
  /** What is stored was encrypted with another key than this gateway has. */
  | 'SECRET_UNREADABLE';

export interface Attempt {
  /** Null where it was delivered. */
  readonly errorCode: AttemptError | null;
  /** Null where there was no answer. */
  readonly statusCode: number | null;
  /** Milliseconds until the answer began, or until the attempt failed. */
  readonly duration: number;
  /** Milliseconds that the receiver asked for; null where it did not. */
  readonly retryAfter: number | null;
}

export interface SendSettings {
  readonly networks: Networks;
  /** Milliseconds; 15 seconds by default. */
  readonly timeout?: number | undefined;
  /** In place of the system's look-up of names. */
  readonly resolver?: Resolver | undefined;
}

const TIMEOUT = 15_000;
/** Bytes of an answer that are read, so that the receiver can finish its answer; nothing of them is kept. */
const MAX_ANSWER = 64 * 1024;

/**
 * Makes one attempt. Every request to a receiver goes through here. Throws only where the signal is aborted, with its reason.
 */
export async function send(
  { id, url, body, secrets }: Message,
  { networks, timeout = TIMEOUT, resolver }: SendSettings,
  signal: AbortSignal,
): Promise<Attempt> {
  const [{ Client }, connect] = await Promise.all([import('undici'), guardedConnector(networks, resolver)]);
  signal.throwIfAborted();
  const now = new Date();
  const { origin, pathname, search } = new URL(url);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'rowmill',
    'webhook-id': id,
    // Receivers refuse old ones: it is the time of the attempt.
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
  const late = AbortSignal.timeout(timeout);
  const begun = performance.now();
  const duration = (): number => Math.round(performance.now() - begun);
  // A connection of its own: its address is looked at for each attempt, and nothing is left of a receiver afterwards.
  const client = new Client(origin, { connect, pipelining: 0 });
  try {
    const answer = await client.request({
      method: 'POST',
      path: pathname + search,
      headers,
      body,
      signal: AbortSignal.any([signal, late]),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const attempt = { ...read(answer), duration: duration() };
    // It says nothing of the attempt any more, even where it breaks off.
    await answer.body.dump({ limit: MAX_ANSWER });
    return attempt;
  } catch (error) {
    signal.throwIfAborted();
    const errorCode = late.aborted ? 'TIMEOUT' : errorCodeOf(error);
    return { errorCode, statusCode: null, duration: duration(), retryAfter: null };
  } finally {
    await client.destroy();
  }
}

function read({ statusCode, headers }: Dispatcher.ResponseData): Omit<Attempt, 'duration'> {
  const header = headers['retry-after'];
  const retryAfter = typeof header === 'string' ? readRetryAfter(header, Date.now()) : null;
  return { errorCode: statusError(statusCode), statusCode, retryAfter };
}

function statusError(statusCode: number): AttemptError | null {
  if (statusCode >= 200 && statusCode < 300) return null;
  if (statusCode === 410) return 'GONE';
  return statusCode >= 300 && statusCode < 400 ? 'REDIRECTED' : 'STATUS_NOT_OK';
}

function errorCodeOf(error: unknown): AttemptError {
  if (error instanceof TargetFailure && error.code === 'ADDRESS_NOT_ALLOWED') return error.code;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'NAME_NOT_FOUND';
  if (code === 'ECONNREFUSED') return 'CONNECTION_REFUSED';
  if (/TIMEOUT|TIMEDOUT/.test(code)) return 'TIMEOUT';
  if (/TLS|SSL|CERT|SIGNATURE|SELF_SIGNED|EPROTO/.test(code)) return 'TLS_FAILED';
  return 'CONNECTION_FAILED';
}
