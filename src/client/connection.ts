import type { Operation } from './operation.ts';
import { answeredErrors, RowmillError, unreachable } from './rowmill-error.ts';

/** Where a gateway is, and with which key. */
export interface ConnectionOptions {
  /** The address of the gateway, such as `https://data.example.com` or `http://localhost:4000`. */
  readonly url: string;
  /** An API key, `rm_…`. */
  readonly key: string;
  /**
   * Milliseconds for which a broken watch or download is continued without anything coming through, such as during a restart of the
   * gateway. 300000 by default; 0 gives up at the first break.
   */
  readonly retryFor?: number;
}

/** The options in one form, checked. */
export class GatewayEndpoint {
  /** Without a slash at its end. */
  readonly url: string;
  readonly authorization: string;
  readonly retryFor: number;

  constructor({ url, key, retryFor = 300_000 }: ConnectionOptions) {
    const parsed = URL.parse(url);
    if (
      parsed === null ||
      !['http:', 'https:'].includes(parsed.protocol) ||
      parsed.username !== '' ||
      parsed.password !== ''
    ) {
      throw new RowmillError(
        'INVALID_URL',
        'The address of the gateway must be like https://data.example.com, without a user.',
      );
    }
    // A header with a line break would be refused in a message that shows all of it.
    if (!/^[\x21-\x7e]+$/.test(key)) {
      throw new RowmillError('INVALID_KEY', 'The key must be of the form rm_…, without blanks or line breaks.');
    }
    this.url = `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '').replace(/\/graphql$/, '');
    this.authorization = `Bearer ${key}`;
    this.retryFor = retryFor;
  }

  /** The data of one query or mutation. Throws a RowmillError, or the reason of the signal. */
  async ask<Data, Variables>(
    document: Operation<Data, Variables>,
    variables: Variables,
    signal: AbortSignal | undefined,
  ): Promise<Data> {
    const response = await this.#post(JSON.stringify({ query: document, variables }), signal);
    let answer: { readonly data?: Data | null; readonly errors?: readonly unknown[] };
    try {
      answer = JSON.parse(await response.text());
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof SyntaxError) throw this.#stranger(response.status, error);
      throw unreachable(this.url, error);
    }
    if (Array.isArray(answer?.errors)) throw answeredErrors(answer.errors, response.headers.get('retry-after'));
    if (answer?.data == null) throw this.#stranger(response.status);
    return answer.data;
  }

  /** Uploads bytes to a path. Throws a RowmillError, or the reason of the signal. */
  async put(path: string, content: Uint8Array<ArrayBuffer>, signal: AbortSignal | undefined): Promise<void> {
    const response = await this.#send(path, { method: 'PUT', type: 'text/csv', body: content }, signal);
    if (response.ok) return;
    let answer: { readonly error?: { readonly code?: unknown; readonly message?: unknown } } | null;
    try {
      answer = JSON.parse(await response.text());
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof SyntaxError) throw this.#stranger(response.status, error);
      throw unreachable(this.url, error);
    }
    const { code, message } = answer?.error ?? {};
    if (typeof code !== 'string' || typeof message !== 'string') throw this.#stranger(response.status);
    throw answeredErrors([{ message, extensions: { code } }], response.headers.get('retry-after'));
  }

  async #post(body: string, signal: AbortSignal | undefined): Promise<Response> {
    return await this.#send('/graphql', { method: 'POST', type: 'application/json', body }, signal);
  }

  async #send(
    path: string,
    {
      method,
      type,
      body,
    }: { readonly method: string; readonly type: string; readonly body: string | Uint8Array<ArrayBuffer> },
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    try {
      return await fetch(`${this.url}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          'content-type': type,
          authorization: this.authorization,
        },
        body,
        // A redirected request would lose its body, or take the key elsewhere.
        redirect: 'error',
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw unreachable(this.url, error);
    }
  }

  #stranger(status: number, cause?: Error): RowmillError {
    // A proxy before a gateway that is starting answers so.
    if (status === 502 || status === 503 || status === 504) return unreachable(this.url, new Error(`HTTP ${status}`));
    return new RowmillError(
      'NOT_A_GATEWAY',
      `${this.url} answered ${status} without GraphQL: is it the address of a rowmill gateway?`,
      { cause },
    );
  }
}
