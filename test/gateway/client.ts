import { createClient as createSseClient } from 'graphql-sse';
import { type Client, createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

interface Result<T> {
  readonly data?: T | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
}

/** A caller of a gateway, with its key. */
export class GatewayClient {
  readonly #url: string;
  readonly #key: string;

  /** @param url of the gateway, without a path. */
  constructor(url: string, key: string) {
    this.#url = `${url}/graphql`;
    this.#key = key;
  }

  get #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#key}` };
  }

  /** The answer of one operation over HTTP, errors and all. */
  async post(query: string, variables: object = {}): Promise<Response> {
    return await fetch(this.#url, {
      method: 'POST',
      headers: { ...this.#headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
  }

  /** The data of one operation over HTTP, asked again as long as the gateway is busy. Throws where there are errors beside it. */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    for (;;) {
      const result: Result<T> = await (await this.post(query, variables)).json();
      if (!isBusy(result)) return dataOf(result);
    }
  }

  /** The data of the results of a subscription over SSE. */
  async *overSse<T>(query: string, variables: Record<string, unknown> = {}): AsyncGenerator<T> {
    const client = createSseClient({ url: this.#url, headers: this.#headers, retryAttempts: 0 });
    try {
      for await (const result of client.iterate<T>({ query, variables })) yield dataOf(result);
    } finally {
      client.dispose();
    }
  }

  /** The data of the results of a subscription over WebSocket. */
  async *overWebSocket<T>(query: string, variables: Record<string, unknown> = {}): AsyncGenerator<T> {
    const client = this.socket();
    try {
      for await (const result of client.iterate<T>({ query, variables })) yield dataOf(result);
    } finally {
      await client.dispose();
    }
  }

  /** A client of the WebSocket front. */
  socket(): Client {
    return createSocketClient({
      url: this.#url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: this.#headers,
      retryAttempts: 0,
    });
  }
}

/** Whether an operation, or a mutation of it, was refused since the gateway is busy. Tasks may have ended with that code. */
function isBusy({ data, errors = [] }: Result<unknown>): boolean {
  const payloads = Object.values(data ?? {}).map((payload: unknown) =>
    typeof payload === 'object' && payload !== null && 'errors' in payload ? payload.errors : null,
  );
  return JSON.stringify([errors, payloads]).includes('"code":"BUSY"');
}

function dataOf<T>({ data, errors }: Result<T>): T {
  if (data == null || errors !== undefined) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
  return data;
}
