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
      const text = await (await this.post(query, variables)).text();
      const result: Result<T> = JSON.parse(text);
      if (!text.includes('"code":"BUSY"')) return dataOf(result);
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

function dataOf<T>({ data, errors }: Result<T>): T {
  if (data == null || errors !== undefined) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
  return data;
}
