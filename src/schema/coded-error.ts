import { GraphQLError } from 'graphql';

/** The codes of errors in `errors` that the schema raises. The fronts have codes of their own. */
export type ErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'INVALID_INPUT' | 'NOT_FOUND';

/**
 * An error for the `errors` of a response, with `extensions.code`, instead of one in a payload. UNAUTHENTICATED sets the HTTP
 * status 401; the others leave the status to the front.
 */
export function codedError(code: ErrorCode, message: string): GraphQLError {
  const http = code === 'UNAUTHENTICATED' ? { http: { status: 401 } } : {};
  return new GraphQLError(message, { extensions: { code, ...http } });
}

/** The message for an API key that lacks the scope of a field; a scope that is not known is not named. */
export function missingScope(scope: string | undefined, field: string): string {
  return `This API key lacks ${scope === undefined ? 'the' : `the \`${scope}\``} scope, which \`${field}\` requires.`;
}
