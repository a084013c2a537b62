import { GraphQLError } from 'graphql';

/** Codes of errors beside the data that this room makes; those of the fronts are their own matter. */
export type ErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'INVALID_INPUT' | 'NOT_FOUND';

/**
 * An error that stands beside the data instead of in a payload, with `extensions.code`. One without a key is answered with
 * HTTP 401; the others leave the status to the front.
 */
export function codedError(code: ErrorCode, message: string): GraphQLError {
  const http = code === 'UNAUTHENTICATED' ? { http: { status: 401 } } : {};
  return new GraphQLError(message, { extensions: { code, ...http } });
}
