import type { Expression, ModelScalar } from '../../../model/index.ts';

/** Conditions on which rules depend; a world is a number whose bit i says whether the i-th is true. */
export const MAX_CONDITIONS = 6;

/** The worlds that rows can be in: conditions on one field that exclude each other are never true together. */
export function worldsOf(
  conditions: readonly Expression[],
  valuesOf: (path: readonly string[]) => readonly ModelScalar[] | null,
): readonly number[] {
  const paths = conditions.map(solePath);
  const groups = Map.groupBy(conditions.keys(), (i) => JSON.stringify(paths[i] ?? i));
  const possible = [...groups.values()].map((members) => {
    const path = paths[members[0]];
    if (path === null) return members.reduce((masks, i) => masks.flatMap((mask) => [mask, mask | (1 << i)]), [0]);
    const candidates = candidatesOf(
      members.map((i) => conditions[i]),
      valuesOf(path),
    );
    return [
      ...new Set(
        candidates.map((value) =>
          members.reduce((mask, i) => (holds(conditions[i], value) === true ? mask | (1 << i) : mask), 0),
        ),
      ),
    ];
  });
  return possible.reduce((masks, more) => masks.flatMap((mask) => more.map((bits) => mask | bits)), [0]);
}

type Value = null | boolean | number | string;

/** The only path of a condition that is made of comparisons with constants; null where there is none, or more. */
export function solePath(expression: Expression): readonly string[] | null {
  switch (expression.op) {
    case 'path':
      return expression.names[0] === 'vars' ? null : expression.names;
    case 'unary':
      return expression.operator === '!' ? solePath(expression.operand) : null;
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '&&' || operator === '||') {
        const [a, b] = [solePath(left), solePath(right)];
        return a !== null && b !== null && a.join('.') === b.join('.') ? a : null;
      }
      if (operator === 'in') {
        const isPlain = right.op === 'list' && right.items.every((item) => constantOf(item) !== undefined);
        return left.op === 'path' && isPlain ? solePath(left) : null;
      }
      if (!['==', '!=', '<', '<=', '>', '>='].includes(operator)) return null;
      if (left.op === 'path' && constantOf(right) !== undefined) return solePath(left);
      return right.op === 'path' && constantOf(left) !== undefined ? solePath(right) : null;
    }
    case 'call':
    case 'list':
    case 'literal':
    case 'number':
      return null;
  }
}

function constantOf(expression: Expression): Value | undefined {
  if (expression.op === 'literal' || expression.op === 'number') return expression.value;
  if (expression.op === 'unary' && expression.operator === '-' && expression.operand.op === 'number') {
    return -expression.operand.value;
  }
  return undefined;
}

/** Every value that conditions on one path can tell apart. */
function candidatesOf(conditions: readonly Expression[], known: readonly ModelScalar[] | null): readonly Value[] {
  const constants = conditions.flatMap(constantsIn);
  if (known !== null) {
    return [null, ...known.map((value) => (value !== null && typeof value === 'object' ? value.value : value))];
  }
  const near = constants.flatMap((value): readonly Value[] => {
    if (typeof value === 'number') {
      const gap = Math.max(1e-9, Math.abs(value) * 1e-12);
      return [value - gap, value, value + gap];
    }
    return typeof value === 'string' ? ['', value, `${value}\0`] : [value];
  });
  return [null, true, false, ...near];
}

function constantsIn(expression: Expression): readonly Value[] {
  const value = constantOf(expression);
  if (value !== undefined) return [value];
  switch (expression.op) {
    case 'unary':
      return constantsIn(expression.operand);
    case 'binary':
      return [...constantsIn(expression.left), ...constantsIn(expression.right)];
    case 'list':
      return expression.items.flatMap(constantsIn);
    case 'call':
    case 'literal':
    case 'number':
    case 'path':
      return [];
  }
}

/** Three-valued, as databases judge: null where it is not known. */
export function holds(expression: Expression, value: Value): boolean | null {
  const of = (one: Expression): Value => (one.op === 'path' ? value : (constantOf(one) ?? null));
  switch (expression.op) {
    case 'path':
      return typeof value === 'boolean' ? value : null;
    case 'unary': {
      const inner = holds(expression.operand, value);
      return inner === null ? null : !inner;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '&&' || operator === '||') {
        const sides = [holds(left, value), holds(right, value)];
        const decisive = operator === '||';
        return sides.includes(decisive) ? decisive : sides.includes(null) ? null : !decisive;
      }
      if (operator === 'in' && right.op === 'list')
        return value === null ? null : right.items.some((item) => of(item) === value);
      return compared(operator, of(left), of(right));
    }
    case 'call':
    case 'list':
    case 'literal':
    case 'number':
      return null;
  }
}

function compared(operator: string, a: Value, b: Value): boolean | null {
  // Against null only equality is asked for, and has an answer.
  if (a === null || b === null) return operator === '==' ? a === b : operator === '!=' ? a !== b : null;
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (typeof a !== typeof b) return null;
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}
