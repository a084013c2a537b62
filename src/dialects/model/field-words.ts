import type { Catalogue, Inference } from '../../model/index.ts';
import { draft, type Draft } from '../draft.ts';
import type { ColumnRole } from './column-role.ts';

/** What the name of the column means for a type, the best first. */
export function inferredFor(
  { column, owners, isUnique, isKey }: ColumnRole,
  catalogue: Catalogue,
  type: 'string' | 'integer' | 'number' | 'decimal' | 'date' | 'timestamp',
): readonly Inference[] {
  const all = catalogue.infer(column.name, type, owners);
  return isUnique || isKey ? all.filter((one) => one.kind === 'generator' && !one.few) : all;
}

/** A field of a range: with a hyphen where that is clear. */
export function ranged(type: string, min: string, max: string, ...words: readonly string[]): Draft {
  const isPlain = /^\d/.test(min) && /^\d/.test(max) && !/[-T:]/.test(min + max);
  return draft(type, ...words, isPlain ? `${min}-${max}` : `${min}..${max}`);
}
