import type { ScalarTypeName } from './model.ts';
import type { OptionSpecs } from './option.ts';

/** What bounds mean to a generator: values, instants, or the length of a text in characters. */
export type RangeKind = 'integer' | 'number' | 'date' | 'time' | 'timestamp' | 'length';

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

/** What the model language must know of the registries, handed in by whoever parses. */
export interface Catalogue {
  /** By canonical name or alias, spaces and case folded by the caller's `normal` form (snake_case). */
  find(name: string): GeneratorEntry | undefined;
  /** Every canonical name and alias, for "did you mean". */
  readonly names: readonly string[];
  /** The generator for a field without one, by its name and declared type; undefined where nothing is known of the name. */
  infer(fieldName: string, type: ScalarTypeName | 'decimal' | null): string | undefined;
  /** The generator for a declared type when nothing else is known. */
  defaultFor(type: ScalarTypeName | 'decimal'): string;
}
