/** The text of a GraphQL operation, with the types of its data and variables. */
export type Operation<Data, Variables> = string & { readonly types?: (variables: Variables) => Data };
