import type { Expression } from './expression.ts';
import { parseExpression } from './parse.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Location } from '../reading/location.ts';
import { QUOTE_EXPRESSION } from '../yaml/yaml-errors.ts';

/** The expression of a scalar, with or without the `=` in front; null after a problem. */
export function readExpression(node: YamlNode, location: Location): Expression | null {
  if (node.kind === 'list') {
    location.expected(node, 'an expression', 'write one expression with if(…)');
    return null;
  }
  if (node.kind === 'map' || node.value === null) {
    location.expected(node, 'an expression');
    return null;
  }
  const skip = /^\s*=?(?!=)/.exec(node.text)?.[0].length ?? 0;
  const hasSign = node.text.slice(0, skip).includes('=');
  if (hasSign && node.plain) {
    const hint = node.commentFollows ? `${QUOTE_EXPRESSION}; a # in it began a comment` : QUOTE_EXPRESSION;
    location.report('EXPRESSION_UNQUOTED', node.at, 'this expression is not quoted', hint);
    return null;
  }
  return parseExpression(
    node.text.slice(skip),
    (start, end) => node.locate(start + skip, end + skip),
    (at, message, hint) => {
      const cut = node.commentFollows ? 'quote the expression: a # in it began a comment' : hint;
      location.report('EXPRESSION_SYNTAX', at, message, cut);
    },
  );
}

/** Whether a scalar is written as an expression. */
export function isExpression(node: YamlNode): boolean {
  return node.kind === 'scalar' && /^\s*=(?!=)/.test(node.text);
}
