import { type GraphQLError } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** The one result of an operation. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?:
    | readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[]
    | undefined;
}

/** Sends a document to a gateway and answers its first result, whatever it says, by front. */
export const askOver = {
  async HTTP(url: string, key: string, query: string): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query }),
    });
    return JSON.parse(await response.text());
  },

  async SSE(url: string, key: string, query: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${key}` };
    const client = createSseClient({ url: `${url}/graphql`, headers, retryAttempts: 0 });
    try {
      for await (const { errors, ...rest } of client.iterate({ query })) {
        return { ...rest, errors: errors?.map(plain) };
      }
      throw new Error('the stream ended without a result');
    } finally {
      client.dispose();
    }
  },

  async WebSocket(url: string, key: string, query: string): Promise<Answer> {
    const client = createSocketClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${key}` },
      retryAttempts: 0,
    });
    try {
      return await new Promise<Answer>((resolve, reject) => {
        client.subscribe(
          { query },
          {
            next: resolve,
            error: (errors) => (Array.isArray(errors) ? resolve({ errors }) : reject(errors)),
            complete: () => undefined,
          },
        );
      });
    } finally {
      await client.dispose();
    }
  },
};

export type Front = keyof typeof askOver;

const plain = ({ message, extensions }: GraphQLError) => ({ message, extensions });
