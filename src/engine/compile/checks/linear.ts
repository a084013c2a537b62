import type { Entity, Expression } from '../../../model/index.ts';
import { parseDate, parseInstant, parseTime } from '../../calendar.ts';
import { isConstant } from './rules.ts';
import type { Constant, Ranges } from './ranges.ts';

const DAY = 86_400_000;

/** Fields added and subtracted, and constants. */
export interface Linear {
  readonly terms: readonly { readonly names: readonly string[]; readonly sign: 1 | -1 }[];
  readonly constants: readonly { readonly value: Constant; readonly sign: 1 | -1 }[];
}

/** An expression as a sum; null where it is none. */
export function linearOf(entity: Entity, expression: Expression, ranges: Ranges, sign: 1 | -1 = 1): Linear | null {
  if (isConstant(expression)) {
    const value = ranges.constant(entity, expression);
    return value === null ? null : { terms: [], constants: [{ value, sign }] };
  }
  const opposite = sign === 1 ? -1 : 1;
  switch (expression.op) {
    case 'path':
      return { terms: [{ names: expression.names, sign }], constants: [] };
    case 'unary':
      return expression.operator === '-' ? linearOf(entity, expression.operand, ranges, opposite) : null;
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator !== '+' && operator !== '-') return null;
      const a = linearOf(entity, left, ranges, sign);
      const b = linearOf(entity, right, ranges, operator === '+' ? sign : opposite);
      return a === null || b === null ? null : joined(a, b);
    }
    case 'call':
    case 'list':
    case 'literal':
    case 'number':
      return null;
  }
}

/** The sum of both; a field that is added and subtracted is gone. */
export function joined(a: Linear, b: Linear): Linear {
  const terms = [...a.terms];
  for (const term of b.terms) {
    const at = terms.findIndex(({ names, sign }) => sign !== term.sign && names.join('.') === term.names.join('.'));
    if (at === -1) terms.push(term);
    else terms.splice(at, 1);
  }
  return { terms, constants: [...a.constants, ...b.constants] };
}

/** The constants of a sum in common units; null where one of them is of another kind, or has more digits than the unit. */
export function totalOf(linear: Linear, kind: 'number' | 'instant' | 'time', scale: number): number | null {
  let total = 0;
  for (const { value, sign } of linear.constants) {
    const amount = amountOf(value, kind, scale);
    if (amount === null) return null;
    total += sign * amount;
  }
  return Number.isFinite(total) ? total : null;
}

function amountOf(value: Constant, kind: 'number' | 'instant' | 'time', scale: number): number | null {
  switch (value.kind) {
    case 'number':
      return kind === 'number' && value.scale <= scale
        ? Number(value.unscaled * 10n ** BigInt(scale - value.scale))
        : null;
    case 'instant':
      return kind === 'instant' ? value.ms : null;
    case 'time':
      return kind === 'time' ? value.ms : null;
    case 'span':
      return kind === 'number' ? null : value.ms;
    case 'text': {
      if (kind === 'time') return parseTime(value.text);
      const day = parseDate(value.text);
      return kind === 'number' ? null : day === null ? parseInstant(value.text) : day * DAY;
    }
    case 'boolean':
    case 'null':
      return null;
  }
}
