/** Where a directive may stand. `object` is a nested map of fields. */
export type DirectiveOwner = 'document' | 'entity' | 'field' | 'object';

/** One word of the language that begins with `$`. The parser, the JSON Schema and the documentation read this list. */
export interface Directive {
  readonly name: string;
  readonly owners: readonly DirectiveOwner[];
  readonly summary: string;
  /** JSON Schema (draft-07) of its value; absent where this version does not have the directive yet. */
  readonly shape?: Readonly<Record<string, unknown>>;
  /** What to write until this version has the directive; only where there is no shape. */
  readonly instead?: string;
}
