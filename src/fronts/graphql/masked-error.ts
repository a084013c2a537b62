import { GraphQLError } from 'graphql';
import { passingError } from '../http/passing-error.ts';
import { isSuggesting, withoutSuggestion } from './suggestions.ts';

/**
 * What a caller is told of an error that stands beside the data. One that was meant for callers stays as it is, and gets a code.
 * One that nobody foresaw becomes INTERNAL, or what is said of its cause where that may be over soon; nothing of it is told.
 * @param suggests whether it may tell names of the schema that the caller did not write.
 */
export function maskedError(error: unknown, suggests: boolean): GraphQLError {
  const origin = originOf(error);
  if (error instanceof GraphQLError && origin === undefined) {
    if (error.extensions.code === undefined) error.extensions.code = 'INVALID_INPUT';
    return !suggests && isSuggesting(error) ? withoutSuggestion(error) : error;
  }
  const { nodes, path } = error instanceof GraphQLError ? error : {};
  const where = { nodes: nodes ?? null, path: path ?? null };
  const passing = passingError(origin ?? error);
  if (passing === null) {
    const extensions = { code: 'INTERNAL', http: { status: 500 } };
    return new GraphQLError('Something went wrong here, and was logged.', { ...where, extensions });
  }
  const { code, message, status, retryAfter } = passing;
  const http = { status, headers: { 'retry-after': retryAfter } };
  return new GraphQLError(message, { ...where, extensions: { code, http } });
}

/** The error behind a GraphQLError that was made from another one; undefined where it was made as one. */
export function originOf(error: unknown): Error | undefined {
  if (!(error instanceof GraphQLError) || error.originalError == null) return undefined;
  return error.originalError instanceof GraphQLError ? originOf(error.originalError) : error.originalError;
}
