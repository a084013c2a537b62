import type { Expression } from './expression.ts';

/** The names that an expression uses, each path once, in the order of their first use. */
export function expressionPaths(expression: Expression): string[][] {
  const paths = new Map<string, string[]>();
  collect(expression, paths);
  return [...paths.values()];
}

function collect(expression: Expression, paths: Map<string, string[]>): void {
  if (expression.op === 'path') paths.set(JSON.stringify(expression.names), [...expression.names]);
  for (const part of expressionParts(expression)) collect(part, paths);
}

/** The expressions directly below one. */
export function expressionParts(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'call':
      return expression.args;
    case 'list':
      return expression.items;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'literal':
    case 'number':
    case 'path':
      return [];
  }
}
