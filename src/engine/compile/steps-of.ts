import { type Expression, expressionParts, type Field } from '../../model/index.ts';

/**
 * What a field adds to a chain of fields that are made from one another: 1, and more for a deep expression, each level of
 * which is some calls deeper on the stack just as a field is.
 */
export function stepsOf({ source, when }: Field): number {
  const value = source.kind === 'expression' ? depthOf(source.expression) : 0;
  const cases = source.kind === 'cases' ? source.cases.map((one) => (one.if === null ? 0 : depthOf(one.if))) : [];
  const condition = when === null ? 0 : depthOf(when);
  return Math.max(1, Math.ceil(Math.max(value, condition, ...cases) / 2));
}

function depthOf(expression: Expression): number {
  return 1 + Math.max(0, ...expressionParts(expression).map(depthOf));
}
