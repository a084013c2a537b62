import type { Expression } from '../../model/index.ts';
import { aligned } from './align.ts';
import { arithmetic, negated } from './arithmetic.ts';
import { comparison } from './compare.ts';
import { concatenation } from './concat.ts';
import { parsedConstant, toText } from './convert.ts';
import { isNarrow, test } from './elementwise.ts';
import { SCALAR } from './function.ts';
import { among } from './kernels/compare.ts';
import { logical, negation, presence } from './logic.ts';
import { constantNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import type { ExpressionReport } from './scope.ts';
import { textNode } from './text-node.ts';
import { timeArithmetic } from './time-arithmetic.ts';
import { describe, isNumber } from './value-type.ts';

type Binary = Extract<Expression, { op: 'binary' }>;

const VERBS: Readonly<Record<string, string>> = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' };

/** Checks the operators' operands and compiles them; null if something was reported. */
export class Operators {
  readonly #report: ExpressionReport;

  constructor(report: ExpressionReport) {
    this.#report = report;
  }

  unary(operator: '-' | '!', operand: ExpressionNode, at: Expression): ExpressionNode | null {
    const { kind } = operand.is;
    if (operator === '!') {
      if (kind === 'boolean') return negation(operand);
      return this.#wrong(at, `"not" needs true or false, this is ${describe(operand.is)}`, 'compare it with something');
    }
    if (isNumber(operand.is) || kind === 'duration' || kind === 'months') return negated(operand);
    return this.#wrong(at, `"-" needs a number, this is ${describe(operand.is)}`, '');
  }

  binary(
    operator: Exclude<Binary['operator'], 'in'>,
    left: ExpressionNode,
    right: ExpressionNode,
    at: Binary,
  ): ExpressionNode | null {
    switch (operator) {
      case '&&':
      case '||':
        return this.#logical(operator, left, right, at);
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.#comparison(operator, left, right, at);
      case '%':
      case '*':
      case '+':
      case '-':
      case '/':
      case '//':
        return this.#arithmetic(operator, left, right, at);
    }
  }

  /** `value in [items]`: whether the value equals one of them; null if the value is, and no item's equality is known. */
  membership(
    value: ExpressionNode,
    items: readonly ExpressionNode[],
    at: Expression,
    places: readonly Expression[],
  ): ExpressionNode | null {
    let wrong = false;
    const pairs = items.map((item, i) => {
      if (item.is.kind === 'null') {
        this.#wrong(places[i], 'a list after "in" cannot contain null', 'add: or value == null');
      } else {
        const pair = aligned([value, item]);
        if (pair !== null && pair[0].is.kind !== 'null') return pair;
        this.#wrong(
          places[i],
          `cannot compare ${describe(value.is)} with ${describe(item.is)}`,
          mixingHint(value, item),
        );
      }
      wrong = true;
      return [value, item];
    });
    if (value.is.kind === 'null') wrong = this.#wrong(at, 'null is never in a list', 'use == null') === null;
    if (wrong) return null;
    const isText = value.is.kind === 'text' || value.is.kind === 'uuid';
    const constants = items.flatMap((item) => (typeof item.constant === 'string' ? [item.constant] : []));
    if (isText && constants.length === items.length) {
      const set = new Set(constants);
      return textNode({ kind: 'boolean' }, [value], ([text]) => set.has(text));
    }
    const [first, ...others] = aligned([value, ...items]) ?? [value];
    const numbers = others.flatMap(({ constant }) => (typeof constant === 'number' ? [constant] : []));
    if (numbers.length === items.length && isNarrow(first) && others.every(isNarrow)) {
      const few = Float64Array.from(numbers);
      return test([first], ([a], out, n) => among(a, few, out, n));
    }
    const equalities = pairs.map(([a, b]) => comparison('==', a, b)).filter((found) => found !== null);
    return equalities.reduce((a, b) => logical('||', a, b), constantNode({ kind: 'boolean' }, false));
  }

  #logical(operator: '&&' | '||', left: ExpressionNode, right: ExpressionNode, at: Binary): ExpressionNode | null {
    const word = operator === '&&' ? 'and' : 'or';
    for (const [node, place] of [
      [left, at.left],
      [right, at.right],
    ] as const) {
      if (node.is.kind === 'boolean') continue;
      this.#wrong(place, `"${word}" needs true or false, this is ${describe(node.is)}`, 'compare it with something');
    }
    return left.is.kind === 'boolean' && right.is.kind === 'boolean' ? logical(operator, left, right) : null;
  }

  #comparison(
    operator: '==' | '!=' | '<' | '<=' | '>' | '>=',
    left: ExpressionNode,
    right: ExpressionNode,
    at: Binary,
  ): ExpressionNode | null {
    if (left.is.kind === 'null' || right.is.kind === 'null') {
      if (operator === '!=') return presence(left.is.kind === 'null' ? right : left);
      if (operator === '==') return negation(presence(left.is.kind === 'null' ? right : left));
      return this.#wrong(at, 'null is neither more nor less than anything', 'test for null with == or !=');
    }
    const [a, b] = withParsed(left, right);
    const found = comparison(operator, a, b);
    if (found !== null) return found;
    const message = `cannot compare ${describe(left.is)} with ${describe(right.is)} by ${operator}`;
    return this.#wrong(at, message, mixingHint(left, right));
  }

  #arithmetic(
    operator: '+' | '-' | '*' | '/' | '//' | '%',
    left: ExpressionNode,
    right: ExpressionNode,
    at: Binary,
  ): ExpressionNode | null {
    const nothing = left.is.kind === 'null' ? at.left : right.is.kind === 'null' ? at.right : null;
    if (nothing !== null) return this.#wrong(nothing, 'nothing can be computed with null', 'use coalesce(value, 0)');
    if (isNumber(left.is) && isNumber(right.is)) {
      const divides = operator === '/' || operator === '//' || operator === '%';
      if (divides && right.constant !== undefined && Number(right.constant) === 0) {
        return this.#wrong(at.right, 'this divides by zero', '');
      }
      return arithmetic(operator, left, right);
    }
    const found = timeArithmetic(operator, left, right);
    if (found !== null) return found;
    const texts = [left, right].some((node) => node.is.kind === 'text' || node.is.kind === 'uuid');
    const scalars = SCALAR.kinds.includes(left.is.kind) && SCALAR.kinds.includes(right.is.kind);
    if (operator === '+' && texts && scalars) return concatenation([toText(left), toText(right)]);
    const verb = VERBS[operator] ?? `use ${operator} on`;
    return this.#wrong(at, `cannot ${verb} ${describe(left.is)} and ${describe(right.is)}`, mixingHint(left, right));
  }

  #wrong(at: Expression, message: string, hint: string): null {
    this.#report(at.at, 'EXPRESSION_TYPE', message, hint);
    return null;
  }
}

/** A constant text beside a date or time as what it spells. */
function withParsed(left: ExpressionNode, right: ExpressionNode): readonly [ExpressionNode, ExpressionNode] {
  return [parsedBeside(left, right), parsedBeside(right, left)];
}

function parsedBeside(node: ExpressionNode, other: ExpressionNode): ExpressionNode {
  const { kind } = other.is;
  return kind === 'date' || kind === 'timestamp' || kind === 'time' ? (parsedConstant(node, kind) ?? node) : node;
}

function mixingHint(left: ExpressionNode, right: ExpressionNode): string {
  const kinds = [left.is.kind, right.is.kind];
  const dated = kinds.includes('date') || kinds.includes('timestamp');
  if (dated && (isNumber(left.is) || isNumber(right.is))) return 'add a duration such as days(30)';
  if (dated && kinds.includes('text')) return "a date is written as '2026-01-31' or date(…)";
  if (kinds.includes('time') && kinds.includes('text')) return "a time is written as '09:30:00'";
  if (kinds.includes('text') && (isNumber(left.is) || isNumber(right.is))) return 'use number(…) or text(…)';
  return '';
}
