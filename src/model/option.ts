/** An option of a generator or a format: what may be written for it, and what it is when left out. */
export type OptionSpec = {
  readonly summary: string;
  /** Of a generator: the family whose members in one object agree only where they have the same value. */
  readonly family?: string;
  /** Of a generator: whether the option names its countries, which `$country` and `$from` may do in its place. */
  readonly isCountry?: true;
} & (
  | { readonly type: 'text'; readonly default?: string; readonly maxLength?: number }
  | { readonly type: 'integer' | 'number'; readonly default?: number; readonly min: number; readonly max: number }
  | { readonly type: 'boolean'; readonly default?: boolean }
  | { readonly type: 'choice'; readonly default?: string; readonly choices: readonly string[] }
  | { readonly type: 'texts'; readonly default?: readonly string[]; readonly maxItems: number }
);

/** The options a thing takes, by name. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The value of an option after its check: of the type its spec names. */
export type OptionValue = ValueOf<OptionSpec>;

/**
 * Options by name as their specs type them (written `as const satisfies OptionSpecs`), checked, defaults filled in. One without
 * a default is undefined, or absent, where it is left out.
 */
export type OptionsOf<S extends OptionSpecs> = {
  readonly [Name in keyof S]:
    | ValueOf<S[Name]>
    | (S[Name] extends { readonly default: OptionValue } ? never : undefined);
};

/** The options of a thing whose specs are not known here. */
export type Options = OptionsOf<OptionSpecs>;

type ValueOf<S extends OptionSpec> = S extends { readonly type: 'choice'; readonly choices: readonly (infer Choice)[] }
  ? Choice
  : S extends { readonly type: 'integer' | 'number' }
    ? number
    : S extends { readonly type: 'boolean' }
      ? boolean
      : S extends { readonly type: 'texts' }
        ? readonly string[]
        : string;
