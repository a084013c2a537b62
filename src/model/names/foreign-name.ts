/** Options of a generator by name. */
export type GivenOptions = Readonly<Record<string, string | number | boolean>>;

/** What a name of another system is here: a generator, one with options, or why there is none. */
export type ForeignName =
  | string
  | { readonly generator: string; readonly options: GivenOptions }
  | { readonly reason: string };

/** Names of another system as it writes them; several of one meaning are separated by `|`. */
export type NameTable = Readonly<Record<string, ForeignName>>;

/** A generator with options that differ from its defaults. */
export function having(generator: string, options: GivenOptions): ForeignName {
  return { generator, options };
}

/** Why there is no generator, as the end of a sentence: `write $template`. */
export function because(reason: string): ForeignName {
  return { reason };
}
