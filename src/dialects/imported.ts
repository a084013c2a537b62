/** What a definition of another system became. */
export interface ImportedModel {
  /** YAML of the model language, as a person could have written it. */
  readonly model: string;
  /** What was approximated or left out, in the order of the definition. */
  readonly notes: readonly ImportNote[];
}

export interface ImportNote {
  /** Leads to the thing in the definition: `entities.users.fields.email`. */
  readonly path: string;
  readonly message: string;
}
