import type { Column } from '../schema.ts';
import type { ColumnRules } from './column-rules.ts';

/** What a column is in its table. */
export interface ColumnRole {
  readonly column: Column;
  /** The names of the entity and the column, for notes. */
  readonly path: string;
  /** The names of the objects around it from the inside out, then the entity's. */
  readonly owners: readonly string[];
  /** In how many objects and lists it is. */
  readonly depth: number;
  readonly rules: ColumnRules | undefined;
  /** Whether the column alone is the key. */
  readonly isKey: boolean;
  /** Whether its values are all different. */
  readonly isUnique: boolean;
  /** Whether a neighbour would decide the value, though it must not: it may be null, or a check bounds it. */
  readonly mayBeNull: boolean;
  /** Numbers that have to be among its values, because checks compare it with them. */
  readonly reach: readonly number[];
}
