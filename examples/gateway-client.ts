import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

type Variables = Record<string, unknown>;

/** Speaks GraphQL with a gateway: questions over HTTP, subscriptions over WebSocket. */
export class GatewayClient {
  readonly #url: string;
  readonly #authorization: string;

  /** @param url of the gateway, such as `http://localhost:4000`. @param key an API key. */
  constructor(url: string, key: string) {
    this.#url = `${url.replace(/\/$/, '')}/graphql`;
    this.#authorization = `Bearer ${key}`;
  }

  /** The data of one query or mutation. Throws what the gateway says is wrong. */
  async ask<T, V extends Variables>(document: TypedDocumentNode<T, V>, variables: V): Promise<T> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: this.#authorization },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const answer: { data?: T; errors?: readonly { message: string }[] } = await response.json();
    if (answer.data === undefined || answer.errors !== undefined) throw refusal(answer.errors ?? []);
    return answer.data;
  }

  /** What a subscription says, until it has said everything. A connection that breaks is made again. */
  async *watch<T, V extends Variables>(document: TypedDocumentNode<T, V>, variables: V): AsyncGenerator<T> {
    const client = createClient({
      url: this.#url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: this.#authorization },
    });
    try {
      for await (const { data, errors } of client.iterate<T>({ query: print(document), variables })) {
        if (errors !== undefined) throw refusal(errors);
        if (data != null) yield data;
      }
    } finally {
      await client.dispose();
    }
  }
}

/** Every reason that the gateway gives, in one error. */
export function refusal(errors: readonly { readonly message: string }[]): Error {
  return new Error(errors.map(({ message }) => message).join('\n'));
}
