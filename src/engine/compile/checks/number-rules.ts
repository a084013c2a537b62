import type { Check, Expression } from '../../../model/index.ts';
import type { Excluded, Limit, Summand } from '../../recipes/within.ts';
import type { Linear } from './linear.ts';
import type { NumberKind } from './number-nodes.ts';
import type { Comparison } from './rules.ts';

/** A field beside a drawn one, by its path. */
export interface OtherField {
  readonly names: readonly string[];
  /** Whether it is drawn before: its value counts even where it comes out null. */
  readonly isDrawn: boolean;
}

/** How a field is drawn so that checks hold. */
export interface DrawnPlan {
  readonly others: readonly OtherField[];
  readonly conditions: readonly Expression[];
  readonly limits: ReadonlyMap<number, readonly Limit[]>;
  readonly excluded: readonly Excluded[];
  readonly sum: Summand | null;
  /** Only where all of these are true; else it is drawn as if there were no checks. */
  readonly when: readonly Expression[];
  readonly scale: number;
}

/** A rule between at most two numbers, in natural order: to - from ≤ most, or ≠. */
export interface Difference {
  readonly check: Check;
  readonly guards: readonly Expression[];
  /** '' is 0. */
  readonly from: string;
  readonly to: string;
  readonly operator: '<=' | '!=';
  readonly most: number;
}

/** A rule that a sum of numbers is a total. */
export interface SumRule {
  readonly check: Check;
  readonly guards: readonly Expression[];
  readonly kind: NumberKind;
  readonly members: readonly string[];
  /** '' where the total is a constant. */
  readonly total: string;
  readonly constant: Linear;
}

/** A comparison that waits until the common unit of all numbers is known. */
export interface Compared {
  readonly check: Check;
  readonly guards: readonly Expression[];
  readonly operator: Comparison;
  readonly linear: Linear;
  readonly kind: NumberKind;
}
