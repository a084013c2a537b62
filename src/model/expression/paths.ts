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

/** The expression with paths that begin with a name cut after it: of a row as the row itself would write it. */
export function withoutFirst(expression: Expression, name: string): Expression {
  const stripped = (part: Expression): Expression => withoutFirst(part, name);
  switch (expression.op) {
    case 'path':
      return expression.names[0] === name ? { ...expression, names: expression.names.slice(1) } : expression;
    case 'call':
      return { ...expression, args: expression.args.map(stripped) };
    case 'list':
      return { ...expression, items: expression.items.map(stripped) };
    case 'unary':
      return { ...expression, operand: stripped(expression.operand) };
    case 'binary':
      return { ...expression, left: stripped(expression.left), right: stripped(expression.right) };
    case 'literal':
    case 'number':
      return expression;
  }
}
