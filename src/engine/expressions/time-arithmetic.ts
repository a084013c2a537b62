import { DAY } from '../calendar.ts';
import { apply, negated } from './arithmetic.ts';
import { toFloat, toTimestamp } from './convert.ts';
import { compute } from './elementwise.ts';
import * as dates from './kernels/dates.ts';
import * as doubles from './kernels/doubles.ts';
import { bound } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { MAX_INTEGER, isNumber } from './value-type.ts';
import type { ValueType } from './value-type.ts';

/** More than the milliseconds between any two dates. */
const MAX_SPAN = 10_000 * 366 * DAY;

/**
 * + - * / where dates, times or durations take part; null if the two do not go together that way. A date and whole
 * days make a date, with any other duration a timestamp. Results stay within the years 1 to 9999, times begin again at
 * midnight. Of two dates, timestamps or times of day the difference is a duration.
 */
export function timeArithmetic(operator: string, left: ExpressionNode, right: ExpressionNode): ExpressionNode | null {
  switch (operator) {
    case '+':
      return added(left, right) ?? added(right, left);
    case '-':
      return difference(left, right) ?? (isSpan(right) ? added(left, negated(right)) : null);
    case '*':
      return multiplied(left, right) ?? multiplied(right, left);
    case '/':
      return ratio(left, right);
    default:
      return null;
  }
}

function isSpan(node: ExpressionNode): boolean {
  return node.is.kind === 'duration' || node.is.kind === 'months';
}

function added(left: ExpressionNode, right: ExpressionNode): ExpressionNode | null {
  const { is } = right;
  if (is.kind === 'duration') {
    const scalar = { both: dates.addInstants, right: dates.addInstantScalar };
    switch (left.is.kind) {
      case 'date':
        if (!is.days) return apply({ kind: 'timestamp' }, scalar, toTimestamp(left), right, Infinity);
        return apply(left.is, { both: dates.addDays, right: dates.addDaysScalar }, left, right, Infinity);
      case 'timestamp':
        return apply(left.is, scalar, left, right, Infinity);
      case 'time':
        return apply(left.is, { both: dates.addTimes }, left, right, DAY);
      case 'duration':
        return total({ kind: 'duration', days: left.is.days && is.days }, left, right);
      case 'binary':
      case 'boolean':
      case 'decimal':
      case 'float':
      case 'integer':
      case 'json':
      case 'list':
      case 'months':
      case 'null':
      case 'object':
      case 'text':
      case 'uuid':
        return null;
    }
  }
  if (is.kind !== 'months') return null;
  switch (left.is.kind) {
    case 'date':
      return apply(left.is, { both: dates.addMonthsToDays }, left, right, Infinity);
    case 'timestamp':
      return apply(left.is, { both: dates.addMonthsToInstants }, left, right, Infinity);
    case 'months':
      return total(left.is, left, right);
    case 'binary':
    case 'boolean':
    case 'decimal':
    case 'duration':
    case 'float':
    case 'integer':
    case 'json':
    case 'list':
    case 'null':
    case 'object':
    case 'text':
    case 'time':
    case 'uuid':
      return null;
  }
}

function total(is: ValueType, left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const magnitude = bound(left) + bound(right);
  const most = magnitude > MAX_INTEGER ? MAX_INTEGER : undefined;
  return apply(is, { both: doubles.add, right: doubles.addScalar }, left, right, magnitude, most);
}

function difference(left: ExpressionNode, right: ExpressionNode): ExpressionNode | null {
  const [a, b] = [left.is.kind, right.is.kind];
  if (a === 'date' && b === 'date') {
    const days = compute({ kind: 'integer' }, [left, right], MAX_SPAN / DAY, ([x, y], out, n) =>
      doubles.subtract(x, y, out, n),
    );
    return compute({ kind: 'duration', days: true }, [days], MAX_SPAN, ([x], out, n) =>
      doubles.multiplyScalar(x, DAY, out, n),
    );
  }
  const instants = (a === 'date' || a === 'timestamp') && (b === 'date' || b === 'timestamp');
  if (!instants && !(a === 'time' && b === 'time')) return null;
  const [from, to] = instants ? [toTimestamp(left), toTimestamp(right)] : [left, right];
  return apply({ kind: 'duration', days: false }, { both: doubles.subtract }, from, to, MAX_SPAN);
}

function multiplied(span: ExpressionNode, factor: ExpressionNode): ExpressionNode | null {
  if (!isNumber(factor.is)) return null;
  const { is } = span;
  const integer = factor.is.kind === 'integer';
  if (is.kind === 'duration') return rounded({ kind: 'duration', days: is.days && integer }, span, toFloat(factor));
  return is.kind === 'months' && integer ? rounded(is, span, toFloat(factor)) : null;
}

/** A span times a number, to the whole millisecond or month. */
function rounded(is: ValueType, span: ExpressionNode, factor: ExpressionNode): ExpressionNode {
  const float: ValueType = { kind: 'float' };
  const magnitude = bound(span) * bound(factor);
  const kernels = { both: doubles.multiply, right: doubles.multiplyScalar, left: doubles.multiplyScalar };
  const most = magnitude < MAX_INTEGER ? undefined : MAX_INTEGER;
  const product = apply(float, kernels, span, factor, magnitude < MAX_INTEGER ? magnitude : Infinity, most);
  const cap = magnitude < MAX_INTEGER ? magnitude + 1 : MAX_INTEGER;
  return compute(is, [product], cap, ([a], out, n) => doubles.roundScaled(a, 1, out, n));
}

function ratio(left: ExpressionNode, right: ExpressionNode): ExpressionNode | null {
  if (left.is.kind !== 'duration' || right.is.kind !== 'duration') return null;
  const float: ValueType = { kind: 'float' };
  const divisor = right.constant;
  if (typeof divisor === 'number' && divisor !== 0) {
    return apply(float, { both: doubles.divide, right: doubles.divideScalar }, left, right, bound(left));
  }
  return apply(float, { both: doubles.divide }, left, right, bound(left), Number.MAX_VALUE);
}

/** A number of units of so many milliseconds as a duration, rounded half-even to milliseconds. */
export function duration(count: ExpressionNode, unit: number): ExpressionNode {
  const is: ValueType = { kind: 'duration', days: count.is.kind === 'integer' && unit % DAY === 0 };
  const magnitude = bound(toFloat(count)) * unit + 1;
  const most = magnitude > MAX_INTEGER ? MAX_INTEGER : undefined;
  return compute(is, [toFloat(count)], magnitude, ([a], out, n) => doubles.roundScaled(a, unit, out, n), most);
}
