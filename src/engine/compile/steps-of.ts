import type { Expression, Field } from '../../model/index.ts';

/**
 * What a field adds to a chain of fields that are made from one another: 1, and more for a deep expression, each level of
 * which is some calls deeper on the stack just as a field is.
 */
export function stepsOf({ source, when }: Field): number {
  const value = source.kind === 'expression' ? depthOf(source.expression) : 0;
  const condition = when === null ? 0 : depthOf(when);
  return Math.max(1, Math.ceil(Math.max(value, condition) / 2));
}

function depthOf(expression: Expression): number {
  return 1 + Math.max(0, ...partsOf(expression).map(depthOf));
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'literal':
    case 'number':
    case 'path':
      return [];
    case 'list':
      return expression.items;
    case 'call':
      return expression.args;
    case 'unary':
      return [expression.operand];
    case 'conditional':
      return [expression.test, expression.then, expression.else];
    default:
      return [expression.left, expression.right];
  }
}
