import type { GeneratorInput } from '../generators/generator.ts';
import type { Digit } from '../relations/tuple.ts';

/** A field whose values are one digit of a combination that does not repeat. */
export interface TupleMember {
  /** How many different combinations are needed. */
  readonly needed: number;
  /** Joins with a number of values. */
  join(size: number): Digit;
  /** Makes a recipe that joins once; null where it cannot, which is told if the others do not suffice. */
  attempt<T>(make: (join: NonNullable<GeneratorInput['tuple']>) => T): T | null;
}
