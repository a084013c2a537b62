import { computable } from '../expressions/wide-decimals.ts';
import { type Entity, expressionPaths } from '../../model/index.ts';
import { powerOfTen } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import type { Vector } from '../vector.ts';
import type { PerReference } from './counts.ts';
import { isShortPass, scan } from './passes.ts';
import type { Fields, FieldSite } from './fields.ts';
import { historyLength } from './states-source.ts';

/**
 * How many children each parent has by the expression of `$per`, or by its whole history. Fractions are cut off, and a null or a negative number is none; null
 * after a problem.
 */
export function childPlan(fields: Fields, entity: Entity, per: PerReference, parents: number): Int32Array | null {
  const { field, source } = per;
  const { expression, max, states } = source.per;
  const site = { entity, field, depth: null };
  const parent = fields.entity(source.entity);
  if (states !== undefined && parent !== undefined) {
    const length = historyLength(states, site, parent, fields);
    return length === null ? null : counted(fields, site, length, parents, max);
  }
  if (expression === null || parent === undefined) return null;
  const recipe = fields.expression(expression, site, 'per:', parent);
  if (recipe === null || !isShortPass(fields, site, parent, expressionPaths(expression), '$per')) return null;
  const { kind } = recipe.type;
  if (kind !== 'integer' && kind !== 'number' && kind !== 'decimal') {
    return fields.report(
      site,
      'EXPRESSION_TYPE',
      `$per needs a number, this is ${kind}`,
      'Write a number of children.',
    );
  }
  return counted(fields, site, computable(recipe), parents, max);
}

function counted(fields: Fields, site: FieldSite, recipe: Recipe, parents: number, max: number): Int32Array | null {
  const counts = new Int32Array(parents);
  let most = 0;
  scan(parents, [recipe], (frame) => {
    const numberAt = reader(frame.column(recipe).value.vector);
    return (first, length) => {
      for (let i = 0; i < length; i++) {
        const count = Math.floor(numberAt(i));
        if (count > most) most = count;
        counts[first + i] = count > 0 && count <= max ? count : 0;
      }
    };
  });
  if (most <= max) return counts;
  const message = `a parent would have ${most} children, and may have at most ${max}`;
  return fields.report(site, 'LENGTH_INVALID', message, `Bound it: "= min(parent.…, ${max})".`);
}

/** The number in a cell; 0 for a null. */
function reader(vector: Vector): (i: number) => number {
  const { validity } = vector;
  const read = numbers(vector);
  return (i) => (validity !== null && validity[i] === 0 ? 0 : read(i));
}

function numbers(vector: Vector): (i: number) => number {
  switch (vector.kind) {
    case 'int32':
    case 'int53':
    case 'float64':
      return (i) => vector.values[i];
    case 'decimal':
    case 'decimal64': {
      const unit = powerOfTen(vector.scale);
      return (i) => Number(vector.values[i]) / unit;
    }
    case 'binary':
    case 'bool':
    case 'concat':
    case 'date':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'utf8':
    case 'uuid':
      throw new TypeError(`a ${vector.kind} column is no number`);
  }
}
