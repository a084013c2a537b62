import { GraphQLError } from 'graphql';

/** Ends a stream because its key was revoked or has expired. WebSocket closes with 4403; SSE sends it as the last result. */
export class AuthorizationEnded extends GraphQLError {
  constructor() {
    super('The API key has expired or was revoked. Subscribe again with another key.', {
      extensions: { code: 'FORBIDDEN' },
    });
  }
}

/** Ends a stream because too much waited for its reader. WebSocket closes with 1013; SSE sends it as the last result. */
export class ReaderTooSlow extends GraphQLError {
  /** @param message says what waited, and what to try. */
  constructor(message: string) {
    super(message, { extensions: { code: 'SLOW_READER' } });
  }
}
