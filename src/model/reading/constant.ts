import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/expression-text.ts';
import type { NumberText } from '../model.ts';
import { numberOf } from '../yaml/plain-scalar.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

/**
 * A number of the document: written, or `"= …"` over numbers and `vars.x`, folded here. Null, with a problem, where it is
 * neither.
 */
export function readNumber(node: YamlNode, location: Location, what: string): NumberText | null {
  if (node.kind === 'scalar') {
    const { value } = node;
    if (value !== null && typeof value === 'object') return value;
    if (typeof value === 'string' && value.trimStart().startsWith('=')) {
      const expression = readExpression(node, location);
      const folded = expression === null ? null : fold(expression, location);
      return folded === null ? null : { value: folded, text: numberText(folded) };
    }
  }
  location.expected(node, what, node.kind === 'scalar' ? numberInstead(node.text.trim(), location) : '');
  return null;
}

function numberInstead(text: string, location: Location): string {
  const name = text.replace(/^(?:\$|vars\.)/, '');
  if (location.scope.variables.has(name)) return `write "= vars.${name}"`;
  if (numberOf(text) !== null) return `write ${text} without quotes`;
  const [, percent] = /^([\d.]+)\s*%$/.exec(text) ?? [];
  return percent === undefined ? '' : `write ${percent}`;
}

const ONLY = 'only numbers, vars.name, + - * / and parentheses are possible here';

function fold(expression: Expression, location: Location): number | null {
  const value = foldPart(expression, location);
  if (value === null || Number.isFinite(value)) return value;
  location.report('CONSTANT_EXPECTED', expression.at, 'this is not a finite number', 'look for a division by zero');
  return null;
}

function foldPart(expression: Expression, location: Location): number | null {
  switch (expression.op) {
    case 'number':
      return expression.value;
    case 'path':
      return variable(expression.names, expression, location);
    case 'unary': {
      const operand = expression.operator === '-' ? foldPart(expression.operand, location) : null;
      if (expression.operator === '-') return operand === null ? null : -operand;
      break;
    }
    case 'binary': {
      const operate = OPERATIONS[expression.operator];
      if (operate === undefined) break;
      const left = foldPart(expression.left, location);
      const right = foldPart(expression.right, location);
      return left === null || right === null ? null : operate(left, right);
    }
    case 'call':
    case 'list':
    case 'literal':
  }
  location.report('CONSTANT_EXPECTED', expression.at, 'this cannot be known before there are rows', ONLY);
  return null;
}

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

function variable(names: readonly string[], expression: Expression, location: Location): number | null {
  const { variables } = location.scope;
  if (names[0] !== 'vars' || names.length !== 2) {
    const hint = names.length === 1 && variables.has(names[0]) ? `write vars.${names[0]}` : ONLY;
    location.report('CONSTANT_EXPECTED', expression.at, `${names.join('.')} is not a variable`, hint);
    return null;
  }
  const value = variables.get(names[1]);
  if (value === undefined) {
    const hint = location.nearest(names[1], variables.keys(), 'declare it in $variables');
    location.report('VARIABLE_UNKNOWN', expression.at, `there is no variable ${names[1]}`, hint);
    return null;
  }
  if (value !== null && typeof value === 'object') return value.value;
  location.report('CONSTANT_EXPECTED', expression.at, `the variable ${names[1]} is not a number`, '');
  return null;
}

/** At most 15 digits: what lies beyond is the noise of binary fractions. */
function numberText(value: number): string {
  return String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)));
}
