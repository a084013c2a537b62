import { toDecimal, toFloat, toInteger } from './convert.ts';
import { compute, computeWides, isNarrow } from './elementwise.ts';
import { ANY, type Interval, intervalOf, isNonZero, leastMagnitude, ofCorners, rounded, within } from './interval.ts';
import * as doubles from './kernels/doubles.ts';
import { floorQuotient, floorRest, roundedQuotient } from './kernels/wide.ts';
import { bound, constantNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { MAX_INTEGER, powerOfTen, scaleOf } from './value-type.ts';
import type { ValueType } from './value-type.ts';

type Kernel = (a: Float64Array, b: Float64Array, out: Float64Array, n: number) => void;
type ScalarKernel = (a: Float64Array, s: number, out: Float64Array, n: number) => void;

/** One operation on two vectors, and on a vector and a constant on its right or left where that is worth a kernel. */
interface Kernels {
  readonly both: Kernel;
  readonly right?: ScalarKernel;
  readonly left?: ScalarKernel;
}

const ADD: Kernels = { both: doubles.add, right: doubles.addScalar, left: doubles.addScalar };
const SUBTRACT: Kernels = {
  both: doubles.subtract,
  right: (a, s, out, n) => doubles.addScalar(a, 0 - s, out, n),
  left: doubles.subtractFrom,
};
const MULTIPLY: Kernels = { both: doubles.multiply, right: doubles.multiplyScalar, left: doubles.multiplyScalar };
const DIVIDE: Kernels = { both: doubles.divide, right: doubles.divideScalar };
const FLOOR_DIVIDE: Kernels = { both: doubles.floorDivide, right: doubles.floorDivideScalar };
const MODULO: Kernels = { both: doubles.modulo, right: doubles.moduloScalar };
const WHOLE_MODULO: Kernels = { both: doubles.modulo, right: doubles.wholeModuloScalar };

const FLOAT: ValueType = { kind: 'float' };
const INTEGER: ValueType = { kind: 'integer' };

/** The operators between two numbers. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%';

/**
 * Arithmetic of numbers. Integers stay integers within ±(2^53 - 1); decimals are exact: + and - align the scales, × adds
 * them (to at most 12 digits, rounded half-even); a float makes it a float; `/` always gives a float. `//` is the floor
 * of the quotient, `%` what it leaves, with the sign of the divisor. Null where an operand is null, for a division by
 * zero, and where the result fits no integer, no 18 digits or no finite double.
 */
export function arithmetic(operator: ArithmeticOperator, left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  return within(calculated(operator, left, right), resultsOf(operator, left, right));
}

function resultsOf(operator: ArithmeticOperator, left: ExpressionNode, right: ExpressionNode): Interval {
  const [a, b] = [intervalOf(left), intervalOf(right)];
  const apply = CORNERS[operator];
  if (apply !== undefined) return ofCorners(apply, a, b);
  if (operator === '%' && b[0] > 0) return [0, b[1]];
  const quotients = isNonZero(right) ? ofCorners((x, y) => x / y, a, b) : ANY;
  return operator === '/' ? quotients : operator === '//' ? rounded(quotients, 0) : ANY;
}

/** Operators whose results are greatest and least at the ends of their operands. */
const CORNERS: { readonly [Operator in ArithmeticOperator]?: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
};

function calculated(operator: ArithmeticOperator, left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const float = left.is.kind === 'float' || right.is.kind === 'float';
  switch (operator) {
    case '+':
    case '-':
      return float ? floats(operator === '+' ? ADD : SUBTRACT, left, right) : sum(operator, left, right);
    case '*':
      return float ? floats(MULTIPLY, left, right) : product(left, right);
    case '/':
      return quotient(left, right);
    case '//':
      return float ? floored(quotient(left, right)) : wholeQuotient(left, right);
    case '%':
      return float ? floats(MODULO, left, right) : rest(left, right);
  }
}

/** -x of a number or a duration. */
export function negated(node: ExpressionNode): ExpressionNode {
  if (!isNarrow(node) && node.is.kind === 'decimal') return computeWides(node.is, node, node, bound(node), (a) => -a);
  return compute(node.is, [node], bound(node), ([a], out, n) => doubles.multiplyScalar(a, -1, out, n));
}

/** One kernel on two operands that are aligned already. `most` as for `compute`. */
export function apply(
  is: ValueType,
  kernels: Kernels,
  left: ExpressionNode,
  right: ExpressionNode,
  magnitude: number,
  most?: number,
): ExpressionNode {
  if (left.constant === null || right.constant === null) return constantNode(is, null);
  const { both, right: onRight, left: onLeft } = kernels;
  const [l, r] = [number(left), number(right)];
  if (r !== undefined && onRight !== undefined) {
    return compute(is, [left], magnitude, ([a], out, n) => onRight(a, r, out, n), most);
  }
  if (l !== undefined && onLeft !== undefined) {
    return compute(is, [right], magnitude, ([a], out, n) => onLeft(a, l, out, n), most);
  }
  return compute(is, [left, right], magnitude, ([a, b], out, n) => both(a, b, out, n), most);
}

function number(node: ExpressionNode): number | undefined {
  if (typeof node.constant === 'bigint') return isNarrow(node) ? Number(node.constant) : undefined;
  return typeof node.constant === 'number' ? node.constant : undefined;
}

function floats(kernels: Kernels, left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const [a, b] = [toFloat(left), toFloat(right)];
  if (kernels === MODULO) {
    return apply(FLOAT, kernels, a, b, bound(b), isNonZero(right) ? undefined : Number.MAX_VALUE);
  }
  const magnitude = kernels === MULTIPLY ? bound(a) * bound(b) : bound(a) + bound(b);
  // NaN comes of unknown bounds times 0.
  const finite = magnitude < Number.MAX_VALUE;
  return apply(FLOAT, kernels, a, b, finite ? magnitude : Infinity, finite ? undefined : Number.MAX_VALUE);
}

function whole(
  is: ValueType,
  kernels: Kernels,
  left: ExpressionNode,
  right: ExpressionNode,
  magnitude: number,
  mayFail = false,
): ExpressionNode {
  const most = mayFail || magnitude > MAX_INTEGER ? MAX_INTEGER : undefined;
  return apply(is, kernels, left, right, magnitude, most);
}

/** What makes both numbers whole ones of the same unit. */
function factors(left: ExpressionNode, right: ExpressionNode): { scale: number; l: number; r: number } {
  const scale = Math.max(scaleOf(left.is), scaleOf(right.is));
  return { scale, l: powerOfTen(scale - scaleOf(left.is)), r: powerOfTen(scale - scaleOf(right.is)) };
}

function areIntegers(left: ExpressionNode, right: ExpressionNode): boolean {
  return left.is.kind === 'integer' && right.is.kind === 'integer';
}

function sum(operator: '+' | '-', left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const kernels = operator === '+' ? ADD : SUBTRACT;
  if (areIntegers(left, right)) return whole(INTEGER, kernels, left, right, bound(left) + bound(right));
  const { scale, l, r } = factors(left, right);
  const is: ValueType = { kind: 'decimal', scale };
  const magnitude = bound(left) * l + bound(right) * r;
  if (magnitude <= MAX_INTEGER) return whole(is, kernels, toDecimal(left, scale), toDecimal(right, scale), magnitude);
  const [wideL, wideR] = [BigInt(l), BigInt(operator === '+' ? r : -r)];
  return computeWides(is, left, right, magnitude, (a, b) => a * wideL + b * wideR);
}

function product(left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const magnitude = bound(left) * bound(right);
  if (areIntegers(left, right)) return whole(INTEGER, MULTIPLY, left, right, magnitude);
  const exact = scaleOf(left.is) + scaleOf(right.is);
  const scale = Math.min(exact, Math.max(12, scaleOf(left.is), scaleOf(right.is)));
  if (magnitude <= MAX_INTEGER) {
    return toDecimal(whole({ kind: 'decimal', scale: exact }, MULTIPLY, left, right, magnitude), scale);
  }
  const divisor = powerOfTen(exact - scale);
  const wide = BigInt(divisor);
  return computeWides({ kind: 'decimal', scale }, left, right, magnitude / divisor + 1, (a, b) =>
    roundedQuotient(a * b, wide),
  );
}

function quotient(left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const { scale, l, r } = factors(left, right);
  const float = left.is.kind === 'float' || right.is.kind === 'float';
  // Quotients of whole numbers are rounded once only.
  const exact = !float && bound(left) * l <= MAX_INTEGER && bound(right) * r <= MAX_INTEGER;
  const a = exact && scale > 0 ? toDecimal(left, scale) : exact ? left : toFloat(left);
  const b = exact && scale > 0 ? toDecimal(right, scale) : exact ? right : toFloat(right);
  const divisor = number(b);
  if (divisor !== undefined && divisor !== 0) {
    const magnitude = bound(a) / Math.abs(divisor);
    const finite = magnitude < Number.MAX_VALUE;
    return apply(FLOAT, DIVIDE, a, b, finite ? magnitude : Infinity, finite ? undefined : Number.MAX_VALUE);
  }
  // A quotient by less than one unit is greater than the dividend.
  const most = bound(toFloat(left)) / leastMagnitude(right);
  const finite = isNonZero(right) && most < Number.MAX_VALUE;
  const magnitude = exact ? bound(a) : finite ? most : Infinity;
  return apply(FLOAT, DIVIDE, a, b, magnitude, finite ? undefined : Number.MAX_VALUE);
}

function floored(node: ExpressionNode): ExpressionNode {
  return compute(FLOAT, [node], bound(node) + 1, ([a], out, n) => doubles.floor(a, out, n));
}

/** Kernels of % for whole numbers. */
function wholeModulo(divisor: ExpressionNode): Kernels {
  return (number(divisor) ?? 0) > 0 ? WHOLE_MODULO : MODULO;
}

function wholeQuotient(left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const { scale, l, r } = factors(left, right);
  const magnitude = bound(left) * l;
  if (magnitude <= MAX_INTEGER && bound(right) * r <= MAX_INTEGER) {
    const [a, b] = areIntegers(left, right) ? [left, right] : [toDecimal(left, scale), toDecimal(right, scale)];
    return whole(INTEGER, FLOOR_DIVIDE, a, b, magnitude, !isNonZero(right));
  }
  const [wideL, wideR] = [BigInt(l), BigInt(r)];
  const is: ValueType = { kind: 'decimal', scale: 0 };
  return toInteger(
    computeWides(is, left, right, magnitude, (a, b) => floorQuotient(a * wideL, b * wideR), !isNonZero(right)),
  );
}

function rest(left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const { scale, l, r } = factors(left, right);
  const magnitude = bound(right) * r;
  if (areIntegers(left, right)) return whole(INTEGER, wholeModulo(right), left, right, magnitude, !isNonZero(right));
  const is: ValueType = { kind: 'decimal', scale };
  if (magnitude <= MAX_INTEGER && bound(left) * l <= MAX_INTEGER) {
    const [a, b] = [toDecimal(left, scale), toDecimal(right, scale)];
    return whole(is, wholeModulo(b), a, b, magnitude, !isNonZero(right));
  }
  const [wideL, wideR] = [BigInt(l), BigInt(r)];
  return computeWides(is, left, right, magnitude, (a, b) => floorRest(a * wideL, b * wideR), !isNonZero(right));
}
