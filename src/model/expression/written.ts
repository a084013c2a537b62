import type { Expression } from './expression.ts';

/** An expression in one line, for messages: without the texts of literals, which may be anything. */
export function writtenExpression(expression: Expression): string {
  switch (expression.op) {
    case 'literal':
      return typeof expression.value === 'string' ? "'…'" : String(expression.value);
    case 'number':
      return expression.text;
    case 'path':
      return expression.names.join('.');
    case 'call':
      return `${expression.name}(${expression.args.map(writtenExpression).join(', ')})`;
    case 'list':
      return `[${expression.items.map(writtenExpression).join(', ')}]`;
    case 'unary':
      return expression.operator === '!' ? `not ${operand(expression.operand)}` : `-${operand(expression.operand)}`;
    case 'binary': {
      const { operator, left, right } = expression;
      return `${operand(left)} ${WORDS[operator] ?? operator} ${operand(right)}`;
    }
  }
}

const WORDS: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or' };

function operand(expression: Expression): string {
  const text = writtenExpression(expression);
  return expression.op === 'binary' ? `(${text})` : text;
}
