/** An option of a generator or a format: what may be written for it, and what it is when left out. */
export type OptionSpec = {
  readonly summary: string;
  /** Of a generator: the family whose members in one object agree only where they have the same value. */
  readonly family?: string;
} & (
  | { readonly type: 'text'; readonly default?: string; readonly maxLength?: number }
  | { readonly type: 'integer' | 'number'; readonly default?: number; readonly min: number; readonly max: number }
  | { readonly type: 'boolean'; readonly default?: boolean }
  | { readonly type: 'choice'; readonly default?: string; readonly choices: readonly string[] }
  | { readonly type: 'texts'; readonly default?: readonly string[]; readonly maxItems: number }
);

/** The value of an option after its check: of the type its spec names. */
export type OptionValue = string | number | boolean | readonly string[];

/** Options by name, checked, defaults filled in; an option without a default may be absent. */
export type Options = ReadonlyMap<string, OptionValue>;

/** The options a thing takes, by name. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
