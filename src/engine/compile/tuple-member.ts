import type { GeneratorInput } from '../generators/generator.ts';
import type { DiscreteLaw } from '../random/discrete-law.ts';
import type { Digit } from '../relations/tuple.ts';

/** A field whose values are one digit of a combination that does not repeat. */
export interface TupleMember {
  /** How many different combinations are needed. */
  readonly needed: number;
  /** All fields of the list, that of the member too. */
  readonly names: readonly string[];
  /**
   * Joins with a number of values; the last number counts where it joins again.
   * @param law of the values, where only what has been looked at says it.
   */
  join(size: number, law?: DiscreteLaw): Digit;
  /** Makes a recipe that joins once; null where it cannot, which is told if the others do not suffice. */
  attempt<T>(make: (join: NonNullable<GeneratorInput['tuple']>) => T): T | null;
}
