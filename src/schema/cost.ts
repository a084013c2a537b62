import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type ExecutionArgs, getOperationAST, GraphQLError, Kind } from 'graphql';

/**
 * What an operation costs, in points: one for each field, more for those that do more, times the items that each list can have.
 * The document is valid for the schema. Throws a GraphQLError if the name of the operation or the variables are wrong.
 */
export function costOf({ schema, document, variableValues, operationName, contextValue }: ExecutionArgs): number {
  const operation = getOperationAST(document, operationName);
  if (operation === null || operation === undefined)
    throw new GraphQLError('the document does not contain the requested operation');
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const alone = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] } as const;
  const ctx = typeof contextValue === 'object' && contextValue !== null ? contextValue : {};
  return complexityFromQuery(alone, { schema, ctx, variables: { ...variableValues } }).complexity;
}
