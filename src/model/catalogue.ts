import type { DeclaredType, NumberText, ModelScalar, ScalarTypeName } from './model.ts';
import type { Options, OptionSpecs } from './option.ts';
import type { Distribution } from './words/distribution.ts';

/** What bounds mean to a generator: values, instants, the length of a text in characters, or only its greatest one. */
export type RangeKind = 'integer' | 'number' | 'date' | 'time' | 'timestamp' | 'length' | 'longest';

/** What the model language must know of a generator. */
export interface GeneratorEntry {
  /** Canonical, snake_case. */
  readonly name: string;
  /** What it makes by nature. */
  readonly type: ScalarTypeName | 'decimal';
  readonly options: OptionSpecs;
  /** Null where it takes no bounds. */
  readonly range: RangeKind | null;
  /** Whether the hint of the short form, `(YYYY-MM-DD)`, means something to it. */
  readonly hint: boolean;
  /** Whether `$from` means something to it. */
  readonly from: boolean;
}

/** Where the values of a field come from of which only a name is known. */
export type Inference =
  /** The options are those that differ from their defaults; of `few` values there are too few for a unique field. */
  | { readonly kind: 'generator'; readonly name: string; readonly options: Options; readonly few: boolean }
  /** As if the bounds were written: `36.0` has one decimal. */
  | {
      readonly kind: 'numbers';
      readonly min: NumberText;
      readonly max: NumberText;
      readonly step: number | null;
      readonly distribution: Distribution | null;
    }
  | { readonly kind: 'values'; readonly values: readonly ModelScalar[]; readonly weights: readonly number[] }
  | {
      readonly kind: 'template';
      readonly parts: readonly ({ readonly text: string } | { readonly generator: string })[];
    }
  /** An expression over fields of the same object. */
  | { readonly kind: 'expression'; readonly text: string };

/** A field beside others in an object, as far as inference asks. */
export interface Sibling {
  readonly name: string;
  readonly type: DeclaredType | null;
  /** Whether nothing is said of its values but the type, so that it may follow its siblings. */
  readonly bare: boolean;
  /** Whether its values are drawn and come from no other field, so that others may follow it. */
  readonly drawn: boolean;
}

/** What the model language must know of the registries, handed in by whoever parses. */
export interface Catalogue {
  /** By canonical name or alias, spaces and case folded by the caller's `normal` form (snake_case). */
  find(name: string): GeneratorEntry | undefined;
  /** Every canonical name and alias, for "did you mean". */
  readonly names: readonly string[];
  /**
   * What a field may get by its name and declared type, the best first; nothing where nothing is known of the name.
   * `owners` are the names of the objects around it from the inside out, then the entity's.
   */
  infer(fieldName: string, type: ScalarTypeName | 'decimal' | null, owners: readonly string[]): readonly Inference[];
  /** Expressions for bare fields that agree with others of their object, by name. They never lead in a circle. */
  relate(siblings: readonly Sibling[]): ReadonlyMap<string, string>;
  /** Whether a date of this name lies ahead by nature, so that it may be after `$now` with nothing said. */
  isAhead(fieldName: string): boolean;
  /** The two-letter code of a country by a code or an English name, in any case; undefined for other texts. */
  country(text: string): string | undefined;
  /** Codes and names of all countries, for "did you mean". */
  readonly countries: readonly string[];
  /** The code of a locale by what people write for it, such as `de-DE` for `de`; undefined for other texts. */
  locale(text: string): string | undefined;
  /** Codes of all locales, for "did you mean". */
  readonly locales: readonly string[];
  /** Whether a generator has texts in a locale; null where its values have no language. */
  speaks(generator: string, locale: string): boolean | null;
  /** The generator for a declared type when nothing else is known. */
  defaultFor(type: ScalarTypeName | 'decimal'): string;
}
