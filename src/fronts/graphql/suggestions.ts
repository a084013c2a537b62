import { GraphQLError } from 'graphql';

/** How graphql-js ends a message with names that the caller may have meant. */
const SUGGESTION = / ?Did you mean .+\?$/s;

/** Whether an error tells names of the schema that the caller did not write. */
export const isSuggesting = ({ message }: GraphQLError): boolean => SUGGESTION.test(message);

/** The same error without them. */
export function withoutSuggestion({ message, nodes, path, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message.replace(SUGGESTION, ''), { nodes: nodes ?? null, path: path ?? null, extensions });
}
