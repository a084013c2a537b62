/** One column of a provider, one value a row. */
export interface ProviderColumnInput {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** What a provider is made of, as JSON has it: either `values`, with a weight for each or none at all, or `columns`. */
export interface ProviderInput {
  readonly values?: readonly unknown[] | null;
  readonly weights?: readonly unknown[] | null;
  readonly columns?: readonly ProviderColumnInput[] | null;
}
