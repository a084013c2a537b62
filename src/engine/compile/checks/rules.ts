import { type Expression, expressionParts } from '../../../model/index.ts';

/** A condition without `and`, `or` and `not`, and when it has to hold. */
export interface Rule {
  /** Where all of these are true; null is not. */
  readonly guards: readonly Expression[];
  readonly atom: Atom;
}

export type Atom =
  | { readonly kind: 'compared'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'among';
      readonly isNegated: boolean;
      readonly value: Expression;
      readonly items: readonly Expression[];
    }
  | { readonly kind: 'tuple'; readonly fields: readonly Expression[]; readonly rows: readonly Expression[] }
  /** True, or false where it is negated: a truth value, or what is no condition that can be made true. */
  | { readonly kind: 'other'; readonly isNegated: boolean; readonly value: Expression };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

const COMPARISONS: ReadonlySet<string> = new Set(Object.keys(OPPOSITE));

/**
 * The rules of a condition: `a and b` are two, `a or b` is b where a is not true, two conditions that are equal imply each other, and
 * `a < b < c` is `a < b and b < c`.
 */
export function rulesOf(expression: Expression, guards: readonly Expression[] = [], isTrue = true): readonly Rule[] {
  if (expression.op === 'unary' && expression.operator === '!') return rulesOf(expression.operand, guards, !isTrue);
  if (expression.op !== 'binary') return [{ guards, atom: { kind: 'other', isNegated: !isTrue, value: expression } }];
  const { operator, left, right } = expression;
  if (operator === '&&' || operator === '||') {
    if ((operator === '&&') === isTrue) return [...rulesOf(left, guards, isTrue), ...rulesOf(right, guards, isTrue)];
    return rulesOf(right, [...guards, isTrue ? not(left) : left], isTrue);
  }
  if (operator === 'in') return [{ guards, atom: membership(left, right, isTrue) }];
  if (!isComparison(operator)) return [{ guards, atom: { kind: 'other', isNegated: !isTrue, value: expression } }];
  if (isChain(left) && isTrue) {
    const { right: middle } = left;
    return [...rulesOf(left, guards), ...rulesOf({ ...expression, left: middle }, guards)];
  }
  const isEquality = operator === '==' || operator === '!=';
  if (isEquality && (isCondition(left) || isCondition(right))) {
    const isSame = (operator === '==') === isTrue;
    return [...rulesOf(right, [...guards, left], isSame), ...rulesOf(right, [...guards, not(left)], !isSame)];
  }
  return [{ guards, atom: { kind: 'compared', operator: isTrue ? operator : OPPOSITE[operator], left, right } }];
}

function membership(left: Expression, right: Expression, isTrue: boolean): Atom {
  if (right.op !== 'list') return { kind: 'other', isNegated: !isTrue, value: right };
  if (left.op === 'list' && isTrue) return { kind: 'tuple', fields: left.items, rows: right.items };
  return { kind: 'among', isNegated: !isTrue, value: left, items: right.items };
}

function isComparison(operator: string): operator is Comparison {
  return COMPARISONS.has(operator);
}

/** A comparison without parentheses around it, which would begin before its left side. */
function isChain(left: Expression): left is Expression & { op: 'binary' } {
  return left.op === 'binary' && isComparison(left.operator) && left.at.start === left.left.at.start;
}

function isCondition(expression: Expression): boolean {
  if (expression.op === 'unary') return expression.operator === '!';
  return (
    expression.op === 'binary' &&
    (isComparison(expression.operator) || ['&&', '||', 'in'].includes(expression.operator))
  );
}

function not(expression: Expression): Expression {
  if (expression.op === 'unary' && expression.operator === '!') return expression.operand;
  return { op: 'unary', operator: '!', operand: expression, at: expression.at };
}

/** The expression with chains of comparisons written out, as it is evaluated. */
export function unchained(expression: Expression): Expression {
  if (expression.op === 'unary') return { ...expression, operand: unchained(expression.operand) };
  if (expression.op !== 'binary') return expression;
  const [left, right] = [unchained(expression.left), unchained(expression.right)];
  if (!isComparison(expression.operator) || !isChain(expression.left)) return { ...expression, left, right };
  return { ...expression, operator: '&&', left, right: { ...expression, left: expression.left.right, right } };
}

/** The same text for the same expression, wherever it stands. */
export function nameOf(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => (key === 'at' ? undefined : value));
}

/** Whether an expression has the same value in every row. */
export function isConstant(expression: Expression): boolean {
  if (expression.op === 'path') return expression.names[0] === 'vars' && expression.names.length === 2;
  return !hasChance(expression) && expressionParts(expression).every(isConstant);
}

/** Whether an expression draws random numbers. */
export function hasChance(expression: Expression): boolean {
  if (expression.op === 'call' && expression.name.startsWith('random')) return true;
  return expressionParts(expression).some(hasChance);
}
