import { type Expression, didYouMean, expressionParts, writtenExpression } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { aligned } from './align.ts';
import { columnNode, constantNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { converted, finished } from './expect.ts';
import type { Accepted, FunctionCall, ExpressionFunction } from './function.ts';
import { signature } from './function.ts';
import { functions } from './functions/functions.ts';
import { NUMBER_LIMITS, numberLiteral } from './number-literal.ts';
import { Operators } from './operators.ts';
import { parsedConstant } from './convert.ts';
import type { ExpressionReport, ExpressionScope } from './scope.ts';
import type { ColumnType } from '../vector.ts';
import { describe, valueType } from './value-type.ts';

/**
 * Checks an expression and compiles it to a recipe of an exact type: the field's, where it declares one. Every mistake is
 * reported with its place, all at once; then the answer is null.
 */
export function compileExpression(
  expression: Expression,
  scope: ExpressionScope,
  report: ExpressionReport,
): Recipe | null {
  const compiler = new Compiler(scope, report);
  const node = compiler.node(expression);
  if (node === null) return null;
  const { expected } = scope;
  const made = (value: ExpressionNode, type: ColumnType): Recipe => {
    const recipe = finished(value, type);
    return recipe.nullable ? { ...recipe, nullBy: writtenExpression(compiler.nullPart(expression)) } : recipe;
  };
  if (expression.op === 'path' && node.constant === undefined) {
    const recipe = scope.resolve(expression.names);
    const same = expected === null || expected.kind === node.type.kind;
    if (same && expected?.kind !== 'decimal' && recipe !== null && !('unknown' in recipe)) return recipe;
  }
  const { kind } = node.is;
  if (expected === null && kind !== 'duration' && kind !== 'months') return made(node, node.type);
  const value = expected === null ? null : converted(node, expected);
  if (value !== null && expected !== null) return made(value, expected);
  const wanted = expected === null ? 'a value' : describe(valueType(expected));
  const message = `the field needs ${wanted}, this is ${describe(node.is)}`;
  report(expression.at, 'EXPRESSION_TYPE', message, conversionHint(node, expected?.kind ?? 'value'));
  return null;
}

function conversionHint(node: ExpressionNode, wanted: string): string {
  const { kind } = node.is;
  if (kind === 'duration' || kind === 'months') return "use date_diff(a, b, 'days') for a number";
  if (kind === 'text' && (wanted === 'integer' || wanted === 'number' || wanted === 'decimal')) return 'use number(…)';
  if (kind === 'text' && (wanted === 'date' || wanted === 'timestamp')) return `use ${wanted}(…)`;
  return '';
}

/** Which arguments decide whether a function that chooses gives null. */
const CHOICES: { readonly [name: string]: (args: readonly Expression[]) => readonly Expression[] } = {
  if: (args) => args.slice(1),
  coalesce: (args) => args.slice(-1),
};

class Compiler {
  readonly #scope: ExpressionScope;
  readonly #report: ExpressionReport;
  readonly #operators: Operators;
  #streams = 0;
  readonly #nullable = new Set<Expression>();

  constructor(scope: ExpressionScope, report: ExpressionReport) {
    this.#scope = scope;
    this.#report = report;
    this.#operators = new Operators(report);
  }

  /** Null where something was reported. */
  node(expression: Expression): ExpressionNode | null {
    const node = this.#node(expression);
    if (node?.nullable === true) this.#nullable.add(expression);
    return node;
  }

  /** The part of an expression that can be null though nothing in it can; the whole where there is no such part. */
  nullPart(expression: Expression): Expression {
    const parts = expressionParts(expression);
    // A condition that is null counts as false, and of several choices the last one decides.
    const deciding =
      expression.op !== 'call'
        ? parts
        : CHOICES[expression.name] === undefined
          ? parts
          : CHOICES[expression.name](parts);
    const found = deciding.find((part) => this.#nullable.has(part));
    return found === undefined ? expression : this.nullPart(found);
  }

  #node(expression: Expression): ExpressionNode | null {
    switch (expression.op) {
      case 'literal':
        return literal(expression.value);
      case 'number':
        return this.#number(expression, expression.text, expression.value);
      case 'path':
        return this.#path(expression, expression.names);
      case 'call':
        return this.#call(expression, expression.name, expression.args);
      case 'list':
        for (const item of expression.items) this.node(item);
        return this.#type(expression, 'a list is allowed only after "in"', 'write value in [a, b]');
      case 'unary': {
        const operand = this.node(expression.operand);
        return operand === null ? null : this.#operators.unary(expression.operator, operand, expression);
      }
      case 'binary':
        return this.#binary(expression);
    }
  }

  #binary(expression: Extract<Expression, { op: 'binary' }>): ExpressionNode | null {
    const left = this.node(expression.left);
    if (expression.operator !== 'in') {
      const right = this.node(expression.right);
      if (left === null || right === null) return null;
      return this.#operators.binary(expression.operator, left, right, expression);
    }
    const list = expression.right;
    if (list.op !== 'list') {
      this.node(list);
      return this.#type(list, '"in" needs a list', 'write value in [a, b]');
    }
    const items = list.items.map((item) => this.node(item));
    const found = items.filter((item) => item !== null);
    if (left === null || found.length < items.length) return null;
    return this.#operators.membership(left, found, expression.left, list.items);
  }

  #number(expression: Expression, text: string, value: number): ExpressionNode | null {
    return numberLiteral(text, value) ?? this.#type(expression, `${text} is too long a number`, NUMBER_LIMITS);
  }

  #path(expression: Expression, names: readonly string[]): ExpressionNode | null {
    if (names[0] === 'vars' && names.length === 2) {
      const value = this.#scope.variable(names[1]);
      if (value !== undefined) {
        if (value === null || typeof value !== 'object') return literal(value);
        return this.#number(expression, value.text, value.value);
      }
      const hint = didYouMean(names[1], this.#scope.variableNames);
      this.#report(expression.at, 'EXPRESSION_NAME', `there is no variable ${names[1]}`, hint);
      return null;
    }
    const found = this.#scope.resolve(names);
    if (found === null) return null;
    if (!('unknown' in found)) return columnNode(found, valueType(found.type));
    const quoted = names.length === 1 ? `write a text in quotes: '${names[0]}'` : 'write a text in quotes';
    const hint = found.near === null ? quoted : `did you mean ${found.near}? Or ${quoted}`;
    this.#report(expression.at, 'EXPRESSION_NAME', `there is no field ${names.join('.')}`, hint);
    return null;
  }

  #call(expression: Expression, name: string, args: readonly Expression[]): ExpressionNode | null {
    const values = args.map((arg) => this.node(arg));
    const entry = functions.get(name);
    if (entry === undefined) {
      const hint = didYouMean(name, functions.keys());
      this.#report(expression.at, 'EXPRESSION_FUNCTION', `there is no function ${name}`, hint);
      return null;
    }
    const accepted = parameters(entry, args.length);
    if (accepted === null) {
      const message = `${name} takes ${counted(entry)}, here ${args.length === 1 ? 'is 1' : `are ${args.length}`}`;
      this.#report(expression.at, 'EXPRESSION_FUNCTION', message, `write ${signature(entry)}`);
      return null;
    }
    const fitting = values.map((value, i) =>
      value === null ? null : this.#argument(value, accepted[i], args[i], entry),
    );
    const complete = fitting.filter((value) => value !== null);
    return complete.length < args.length ? null : entry.build(complete, this.#use(args));
  }

  #argument(
    value: ExpressionNode,
    accepted: Accepted,
    at: Expression,
    entry: ExpressionFunction,
  ): ExpressionNode | null {
    const { kinds, words } = accepted;
    const parsed = kinds.includes('text') ? null : parsedArgument(value, kinds);
    if (parsed !== null) return parsed;
    if (!kinds.includes(value.is.kind)) {
      const hint = kinds.includes('text') && value.is.kind !== 'null' ? 'use text(…)' : `write ${signature(entry)}`;
      return this.#type(at, `${entry.name} needs ${words} here, this is ${describe(value.is)}`, hint);
    }
    if (accepted.constant === true && (value.constant === undefined || value.constant === null)) {
      return this.#type(at, `${entry.name} needs ${words} here`, 'it cannot differ from row to row');
    }
    return value;
  }

  #use(args: readonly Expression[]): FunctionCall {
    return {
      fail: (argument, message, hint) => this.#type(args[argument], message, hint),
      align: (nodes, from) => {
        const values = aligned(nodes);
        if (values !== null && values[0].is.kind !== 'null') return values;
        const kinds = [...new Set(nodes.map((node) => describe(node.is)))].join(', ');
        const message = values === null ? `these values do not go together: ${kinds}` : 'all of these are null';
        return this.#type({ ...args[from], at: { ...args[from].at, end: args[args.length - 1].at.end } }, message, '');
      },
      key: () => this.#scope.key(`random:${this.#streams++}`),
      now: this.#scope.now,
    };
  }

  #type(expression: Expression, message: string, hint: string): null {
    this.#report(expression.at, 'EXPRESSION_TYPE', message, hint);
    return null;
  }
}

function literal(value: null | boolean | string): ExpressionNode {
  if (value === null) return constantNode({ kind: 'null' }, null);
  return constantNode({ kind: typeof value === 'boolean' ? 'boolean' : 'text' }, value);
}

/** A constant text as a date or time, where a function takes that but no text. */
function parsedArgument(value: ExpressionNode, kinds: Accepted['kinds']): ExpressionNode | null {
  for (const kind of ['timestamp', 'time'] as const) {
    const found = kinds.includes(kind) ? parsedConstant(value, kind) : null;
    if (found !== null && kinds.includes(found.is.kind)) return found;
  }
  return null;
}

/** What is accepted in each of so many places; null if there may not be so many. */
function parameters(entry: ExpressionFunction, count: number): Accepted[] | null {
  const names = Object.keys(entry.parameters);
  const fixed = names.filter((name) => name !== '…');
  const least = fixed.filter((name) => !name.endsWith('?')).length;
  const rest = entry.parameters['…'];
  if (count < least || (rest === undefined && count > fixed.length)) return null;
  return Array.from({ length: count }, (_, i) => (i < fixed.length ? entry.parameters[fixed[i]] : rest));
}

function counted(entry: ExpressionFunction): string {
  const names = Object.keys(entry.parameters);
  const most = names.filter((name) => name !== '…').length;
  const least = names.filter((name) => name !== '…' && !name.endsWith('?')).length;
  if (names.includes('…')) return `at least ${least} value${least === 1 ? '' : 's'}`;
  if (least !== most) return `${least} to ${most} values`;
  return `${most} value${most === 1 ? '' : 's'}`;
}
