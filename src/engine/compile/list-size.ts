import type { Length } from '../../model/index.ts';
import { toFloat } from '../expressions/convert.ts';
import { compute } from '../expressions/elementwise.ts';
import { bound, columnNode } from '../expressions/node.ts';
import { isNumber, valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import type { Fields, FieldSite } from './fields.ts';

/** A length whose `max` is that of its expression, and the length of each list; `size` is null where a law says it. */
interface SizedLength {
  readonly length: Length;
  readonly size: Recipe | null;
}

/** The length of a list by its expression: fractions are cut off, and a negative number is none; null after a problem. */
export function sizedLength(length: Length, site: FieldSite, fields: Fields): SizedLength | null {
  const { expression, max } = length;
  if (expression === null) return { length, size: null };
  const recipe = fields.expression(expression, site, 'length:');
  if (recipe === null) return null;
  const written = columnNode(recipe, valueType(recipe.type));
  if (!isNumber(written.is)) {
    const message = `$length needs a number, this is ${recipe.type.kind}`;
    return fields.report(site, 'EXPRESSION_TYPE', message, 'Write a number of items.');
  }
  const node = toFloat(written);
  const most = Math.floor(bound(node));
  if (most > max) {
    const message = `a list has at most ${max} items, and the number of $length may be greater`;
    return fields.report(site, 'LENGTH_INVALID', message, 'Bound it: "= clamp(quantity, 0, 20)".');
  }
  const size = compute({ kind: 'integer' }, [node], most, ([values], out, n) => {
    for (let i = 0; i < n; i++) out[i] = Math.max(0, Math.floor(values[i]));
  });
  return { length: { ...length, max: most }, size };
}
