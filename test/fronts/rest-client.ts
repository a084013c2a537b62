import { GatewayClient } from '../gateway/client.ts';
import type { OpenGateway } from '../gateway/open-gateway.ts';

/** What a call came to. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever came
  readonly body: any;
}

/** A caller of a REST front. */
export class RestClient {
  readonly url: string;
  readonly #key: string | null;

  /** @param url of the gateway and the base path, without a slash at the end. */
  constructor(url: string, key: string | null) {
    this.url = url;
    this.#key = key;
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return await this.send(method, path, text, text === undefined ? {} : { 'content-type': 'application/json' });
  }

  async send(
    method: string,
    path: string,
    body: BodyInit | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const authorization: Record<string, string> = this.#key === null ? {} : { authorization: `Bearer ${this.#key}` };
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...authorization, ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type');
    return { status: response.status, type, body: type === 'application/json' ? JSON.parse(text) : text };
  }
}

/** A new key of a gateway. @param groups IDs of the project groups it is bound to; null for none. */
export async function newKey(
  { app, key }: OpenGateway,
  scopes: readonly string[],
  groups: readonly string[] | null = null,
): Promise<string> {
  const { createApiKey } = await new GatewayClient(app.url, key).ask<{ createApiKey: { secret: string } }>(
    `mutation ($scopes: [Scope!]!, $groups: [ID!]) {
      createApiKey(input: { name: "test", scopes: $scopes, projectGroups: $groups }) { secret errors { __typename } }
    }`,
    { scopes: scopes.map((scope) => scope.toUpperCase()), groups },
  );
  return createApiKey.secret;
}
