import type { DeclaredType } from '../../model/index.ts';
import { converted, finished } from '../expressions/expect.ts';
import { columnNode } from '../expressions/node.ts';
import { valueType } from '../expressions/value-type.ts';
import { isWide } from '../expressions/wide-decimals.ts';
import type { Recipe } from '../frame.ts';

/**
 * The recipe as the type that the field declares, or null if the two do not fit. Any scalar is a fine string; integers
 * and decimals are fine numbers; numbers are rounded half-even to integers and decimals, and null if those cannot hold
 * them; a date is its first instant, and an instant belongs to its day; lists and objects are fine json.
 */
export function convertTo(recipe: Recipe, declared: DeclaredType): Recipe | null {
  const { kind } = recipe.type;
  if (kind === 'list' || kind === 'struct') return declared.kind === 'json' ? recipe : null;
  if (isAsDeclared(recipe, declared)) return { ...recipe, type: declared };
  const wanted = CONVERSIONS[declared.kind];
  if (wanted === undefined || !wanted.includes(kind)) return null;
  const value = converted(columnNode(recipe, valueType(recipe.type)), declared);
  return value === null ? null : finished(value, declared);
}

/** Whether the values can stay as they are: their vectors may carry the declared type too. */
function isAsDeclared({ type }: Recipe, declared: DeclaredType): boolean {
  switch (declared.kind) {
    case 'string':
    case 'enum':
      return true;
    case 'number':
      return type.kind === 'number' || type.kind === 'integer' || (type.kind === 'decimal' && !isWide(type));
    case 'decimal':
      return type.kind === 'decimal' && type.scale === declared.scale && type.precision <= declared.precision;
    case 'binary':
    case 'boolean':
    case 'date':
    case 'integer':
    case 'json':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return type.kind === declared.kind;
  }
}

/** Types that are another type's after a computation. */
const CONVERSIONS: { readonly [Kind in DeclaredType['kind']]?: readonly string[] } = {
  integer: ['number', 'decimal'],
  number: ['decimal'],
  decimal: ['number', 'integer', 'decimal'],
  timestamp: ['date'],
  date: ['timestamp'],
};
