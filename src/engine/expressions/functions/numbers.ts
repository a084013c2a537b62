import { exp, log, pow } from '../../random/elementary.ts';
import { toDecimal, toFloat, toInteger } from '../convert.ts';
import { compute, isNarrow, computeWides } from '../elementwise.ts';
import { CONSTANT_INTEGER, NUMBER, NUMBER_OR_TEXT, CHOICE } from '../function.ts';
import type { FunctionCall, ExpressionFunction } from '../function.ts';
import { type Interval, intervalOf, ofCorners, within } from '../interval.ts';
import * as kernels from '../kernels/doubles.ts';
import { floorQuotient } from '../kernels/wide.ts';
import { bound, constantNode } from '../node.ts';
import type { ExpressionNode } from '../node.ts';
import { textNode } from '../text-node.ts';
import { isNumber, powerOfTen, scaleOf } from '../value-type.ts';
import type { ValueType } from '../value-type.ts';

const FLOAT: ValueType = { kind: 'float' };
/** The most digits that round() keeps. */
const MAX_DIGITS = 12;

type Kernel = (a: Float64Array, out: Float64Array, n: number) => void;

/**
 * A function of floats; null if the result is no finite number.
 * @param results for values in an interval, where all of them are finite; else null.
 */
function real(kernel: Kernel, results: (interval: Interval) => Interval | null): ExpressionFunction['build'] {
  return ([value]) => {
    const interval = results(intervalOf(value));
    const run = ([a]: readonly Float64Array[], out: Float64Array, n: number): void => kernel(a, out, n);
    if (interval === null) return compute(FLOAT, [toFloat(value)], Infinity, run, Number.MAX_VALUE);
    return within(compute(FLOAT, [toFloat(value)], largest(interval), run), interval);
  };
}

/** Angles up to this have a sine. */
const MAX_ANGLE = 1e9;
/** Up to here a power of e is a double above 0, and finite. */
const MAX_EXPONENT = 700;
const largest = ([low, high]: Interval): number => Math.max(-low, high);
const ofAngle = (angle: Interval): Interval | null => (largest(angle) <= MAX_ANGLE ? [-1, 1] : null);
/** The results of a function that grows; between two values it may err a little. */
const growing =
  (apply: (value: number) => number, least: number, most: number) =>
  ([low, high]: Interval): Interval | null =>
    low >= least && high <= most
      ? [apply(low) - 1e-9 * Math.abs(apply(low)), apply(high) + 1e-9 * Math.abs(apply(high))]
      : null;

/** Whether a power of a positive number is finite for all of them. */
function isFinitePower(base: Interval, exponent: Interval): boolean {
  return base[0] > 0 && ofCorners(pow, base, exponent)[1] < Number.MAX_VALUE / 2;
}

function absolute(value: ExpressionNode): ExpressionNode {
  if (!isNarrow(value) && value.is.kind === 'decimal') {
    return computeWides(value.is, value, value, bound(value), (a) => (a < 0n ? -a : a));
  }
  return compute(value.is, [value], bound(value), ([a], out, n) => kernels.absolute(a, out, n));
}

/** The next integer below or above. */
function whole(value: ExpressionNode, up: boolean): ExpressionNode {
  if (value.is.kind === 'integer') return value;
  const [low, high] = intervalOf(value);
  const round = up ? Math.ceil : Math.floor;
  return within(roundedTo(value, up), [round(low), round(high)]);
}

function roundedTo(value: ExpressionNode, up: boolean): ExpressionNode {
  const kernel = up ? kernels.ceil : kernels.floor;
  if (value.is.kind === 'float') {
    return toInteger(compute(FLOAT, [value], bound(value) + 1, ([a], out, n) => kernel(a, out, n)));
  }
  const power = powerOfTen(scaleOf(value.is));
  const is: ValueType = { kind: 'decimal', scale: 0 };
  const magnitude = bound(value) / power + 1;
  if (isNarrow(value)) {
    const run = (a: Float64Array, out: Float64Array, n: number): void => {
      // The ceiling is the negated floor of the negated number.
      if (up) kernels.multiplyScalar(a, -1, out, n);
      kernels.floorDivideScalar(up ? out : a, power, out, n);
      if (up) kernels.multiplyScalar(out, -1, out, n);
    };
    return toInteger(compute(is, [value], magnitude, ([a], out, n) => run(a, out, n)));
  }
  const wide = BigInt(power);
  const apply = (a: bigint): bigint => (up ? -(floorQuotient(-a, wide) ?? 0n) : (floorQuotient(a, wide) ?? 0n));
  return toInteger(computeWides(is, value, value, magnitude, apply));
}

function extreme(
  args: readonly ExpressionNode[],
  from: number,
  call: FunctionCall,
  largest: boolean,
): ExpressionNode | null {
  const values = call.align(args, from);
  if (values === null) return null;
  const [first, ...others] = values;
  const { is } = first;
  if (is.kind === 'text' || is.kind === 'boolean' || is.kind === 'null') {
    return call.fail(from, 'only numbers, dates, timestamps, times and durations have a largest and a smallest', '');
  }
  return others.reduce((left, right) => nearest(left, right, largest), first);
}

function nearest(left: ExpressionNode, right: ExpressionNode, largest: boolean): ExpressionNode {
  const choose = largest ? Math.max : Math.min;
  const result = nearestOf(left, right, largest);
  return isNumber(left.is) ? within(result, ofCorners(choose, intervalOf(left), intervalOf(right))) : result;
}

function nearestOf(left: ExpressionNode, right: ExpressionNode, largest: boolean): ExpressionNode {
  const kernel = largest ? kernels.larger : kernels.smaller;
  const magnitude = Math.max(bound(left), bound(right));
  if (left.is.kind !== 'decimal' || (isNarrow(left) && isNarrow(right))) {
    return compute(left.is, [left, right], magnitude, ([a, b], out, n) => kernel(a, b, out, n));
  }
  return computeWides(left.is, left, right, magnitude, (a, b) => (a > b === largest ? a : b));
}

function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?$/.test(trimmed) ? finite(Number(trimmed)) : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/** Functions of numbers. */
export const numberFunctions: readonly ExpressionFunction[] = [
  {
    name: 'abs',
    parameters: { number: NUMBER },
    summary: 'The number without its sign.',
    example: ['abs(-2.50)', '2.50'],
    build: ([value]) => {
      const [low, high] = intervalOf(value);
      const least = low > 0 ? low : high < 0 ? -high : 0;
      return within(absolute(value), [least, Math.max(-low, high)]);
    },
  },
  {
    name: 'round',
    parameters: { number: NUMBER, 'digits?': CONSTANT_INTEGER },
    summary: 'The nearest integer, or decimal with so many digits (0 to 12); halves go to the even neighbour.',
    example: ['round(2.345, 2)', '2.34'],
    build: ([value, digits], call) => {
      const scale = Number(digits?.constant ?? 0);
      if (scale < 0 || scale > MAX_DIGITS) return call.fail(1, `round keeps 0 to ${MAX_DIGITS} digits`, '');
      return digits === undefined || scale === 0 ? toInteger(value) : toDecimal(value, scale);
    },
  },
  {
    name: 'floor',
    parameters: { number: NUMBER },
    summary: 'The next integer below.',
    example: ['floor(-2.5)', '-3'],
    build: ([value]) => whole(value, false),
  },
  {
    name: 'ceil',
    parameters: { number: NUMBER },
    summary: 'The next integer above.',
    example: ['ceil(2.1)', '3'],
    build: ([value]) => whole(value, true),
  },
  {
    name: 'min',
    parameters: { value: CHOICE, '…': CHOICE },
    summary: 'The smallest of several numbers, or the earliest of several dates; null if one of them is.',
    example: ['min(3, 1.5, 2)', '1.5'],
    build: (args, call) => extreme(args, 0, call, false),
  },
  {
    name: 'max',
    parameters: { value: CHOICE, '…': CHOICE },
    summary: 'The largest of several numbers, or the latest of several dates; null if one of them is.',
    example: ['max(3, 1, 2)', '3'],
    build: (args, call) => extreme(args, 0, call, true),
  },
  {
    name: 'clamp',
    parameters: { value: CHOICE, lowest: CHOICE, highest: CHOICE },
    summary: 'The value, or the bound that it passes.',
    example: ['clamp(12, 0, 10)', '10'],
    build: (args, call) => {
      const values = call.align(args, 0);
      if (values === null) return null;
      const raised = extreme(values.slice(0, 2), 0, call, true);
      const clamped = raised === null ? null : extreme([raised, values[2]], 0, call, false);
      if (clamped?.magnitude === undefined) return clamped;
      return { ...clamped, magnitude: Math.min(clamped.magnitude, Math.max(bound(values[1]), bound(values[2]))) };
    },
  },
  {
    name: 'number',
    parameters: { value: NUMBER_OR_TEXT },
    summary: 'The number that a text represents, such as -1.5 or 2e3, as a float; null if it is not a number.',
    example: ["number('1.50') * 2", '3'],
    build: ([value]) => {
      if (isNumber(value.is)) return toFloat(value);
      return textNode(FLOAT, [value], ([text]) => parseNumber(text), { mayFail: true });
    },
  },
  {
    name: 'sqrt',
    parameters: { number: NUMBER },
    summary: 'The square root; null for a negative number.',
    example: ['sqrt(2.25)', '1.5'],
    build: real(kernels.squareRoot, growing(Math.sqrt, 0, Number.MAX_VALUE)),
  },
  {
    name: 'log',
    parameters: { number: NUMBER },
    summary: 'The natural logarithm; null for zero and negative numbers.',
    example: ['log(1)', '0'],
    build: real(kernels.logarithm, growing(log, Number.MIN_VALUE, Number.MAX_VALUE)),
  },
  {
    name: 'exp',
    parameters: { number: NUMBER },
    summary: 'e to the power of the number; null if that is too large.',
    example: ['exp(0)', '1'],
    build: real(kernels.exponential, growing(exp, -MAX_EXPONENT, MAX_EXPONENT)),
  },
  {
    name: 'pow',
    parameters: { base: NUMBER, exponent: NUMBER },
    summary: 'The base to the power of the exponent, as a float; null if that is no number, or too large.',
    example: ['pow(2, 10)', '1024'],
    build: (args) => {
      const run = ([a, b]: readonly Float64Array[], out: Float64Array, n: number): void => kernels.power(a, b, out, n);
      const isSafe = isFinitePower(intervalOf(args[0]), intervalOf(args[1]));
      return compute(FLOAT, args.map(toFloat), Infinity, run, isSafe ? undefined : Number.MAX_VALUE);
    },
  },
  {
    name: 'sign',
    parameters: { number: NUMBER },
    summary: 'The integer 1 for a positive number, -1 for a negative one, 0 for zero.',
    example: ['sign(-2.5)', '-1'],
    build: ([value]) => compute({ kind: 'integer' }, [toFloat(value)], 1, ([a], out, n) => kernels.sign(a, out, n)),
  },
  {
    name: 'sin',
    parameters: { angle: NUMBER },
    summary: 'The sine of an angle in radians; null past 10^9.',
    example: ['round(sin(pi() / 6), 6)', '0.500000'],
    build: real(kernels.sine, ofAngle),
  },
  {
    name: 'cos',
    parameters: { angle: NUMBER },
    summary: 'The cosine of an angle in radians; null past 10^9.',
    example: ['cos(0)', '1'],
    build: real(kernels.cosine, ofAngle),
  },
  {
    name: 'pi',
    parameters: {},
    summary: 'The number 3.141592653589793.',
    example: ['pi()', '3.141592653589793'],
    build: () => constantNode(FLOAT, Math.PI),
  },
];
