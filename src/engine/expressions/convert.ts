import { DAY, parseDate, parseInstant, parseTime } from '../calendar.ts';
import type { Frame } from '../frame.ts';
import type { Rows } from '../rows.ts';
import type { Vector } from '../vector.ts';
import { compute, computeWides, isNarrow } from './elementwise.ts';
import { intervalOf, rounded, within } from './interval.ts';
import { divideScalar, floorDivideScalar, multiplyScalar, roundQuotient, roundScaled } from './kernels/doubles.ts';
import { roundedQuotient } from './kernels/wide.ts';
import { bound, constantNode, folded, makeNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { doubles } from './operands.ts';
import { MAX_INTEGER, powerOfTen, scaleOf } from './value-type.ts';
import type { ValueType } from './value-type.ts';

/** The same doubles under another type. */
function view(
  node: ExpressionNode,
  is: ValueType,
  make: (values: Float64Array, validity: Uint8Array | null) => Vector,
): ExpressionNode {
  const bind = (frame: Frame) => {
    const operand = doubles(frame, node);
    return {
      vector: make(operand.values, operand.vector.validity),
      fill: ({ length }: Rows) => operand.ensure(length),
    };
  };
  return folded(makeNode(is, node.nullable, bound(node), bind), [node]);
}

/** A number as a float. */
export function toFloat(node: ExpressionNode): ExpressionNode {
  return node.is.kind === 'float' ? node : within(asFloat(node), intervalOf(node));
}

function asFloat(node: ExpressionNode): ExpressionNode {
  const is: ValueType = { kind: 'float' };
  const power = powerOfTen(scaleOf(node.is));
  if (power === 1) return view(node, is, (values, validity) => ({ kind: 'float64', values, validity }));
  return compute(is, [node], bound(node) / power, ([a], out, n) => divideScalar(a, power, out, n));
}

/**
 * A number as a decimal of that scale, rounded half-even. A float is multiplied by 10^scale as a double first; what
 * passes 2^53 is null then, as a float has no more digits than that.
 */
export function toDecimal(node: ExpressionNode, scale: number): ExpressionNode {
  if (node.is.kind === 'decimal' && node.is.scale === scale) return node;
  return within(asDecimal(node, scale), rounded(intervalOf(node), scale));
}

function asDecimal(node: ExpressionNode, scale: number): ExpressionNode {
  const is: ValueType = { kind: 'decimal', scale };
  const most = bound(node);
  if (node.is.kind === 'float') {
    const power = powerOfTen(scale);
    const magnitude = most * power + 1;
    const cap = magnitude > MAX_INTEGER ? MAX_INTEGER : undefined;
    return compute(is, [node], magnitude, ([a], out, n) => roundScaled(a, power, out, n), cap);
  }
  const more = scale - scaleOf(node.is);
  const power = powerOfTen(Math.abs(more));
  if (more === 0) {
    return view(node, is, (values, validity) => ({ kind: 'decimal', scale, values, validity }));
  }
  const wide = BigInt(power);
  if (more > 0) {
    if (most * power > MAX_INTEGER) return computeWides(is, node, node, most * power, (a) => a * wide);
    return compute(is, [node], most * power, ([a], out, n) => multiplyScalar(a, power, out, n));
  }
  const magnitude = Math.floor(most / power) + 1;
  if (!isNarrow(node)) return computeWides(is, node, node, magnitude, (a) => roundedQuotient(a, wide));
  return compute(is, [node], magnitude, ([a], out, n) => roundQuotient(a, power, out, n));
}

/** A number as an integer, rounded half-even; null past 2^53 - 1. */
export function toInteger(node: ExpressionNode): ExpressionNode {
  return node.is.kind === 'integer' ? node : within(asInteger(node), rounded(intervalOf(node), 0));
}

function asInteger(node: ExpressionNode): ExpressionNode {
  const is: ValueType = { kind: 'integer' };
  const most = bound(node) > MAX_INTEGER ? MAX_INTEGER : undefined;
  if (node.is.kind === 'float') {
    return compute(is, [node], bound(node) + 1, ([a], out, n) => roundScaled(a, 1, out, n), most);
  }
  const whole = toDecimal(node, 0);
  if (isNarrow(whole)) return view(whole, is, (values, validity) => ({ kind: 'int53', values, validity }));
  return compute(is, [whole], MAX_INTEGER, ([a], out, n) => out.set(a.subarray(0, n)), MAX_INTEGER);
}

/** A date as its first instant. */
export function toTimestamp(node: ExpressionNode): ExpressionNode {
  if (node.is.kind === 'timestamp') return node;
  return compute({ kind: 'timestamp' }, [node], Infinity, ([a], out, n) => multiplyScalar(a, DAY, out, n));
}

/** The day of a timestamp. */
export function toDate(node: ExpressionNode): ExpressionNode {
  if (node.is.kind === 'date') return node;
  return compute({ kind: 'date' }, [node], Infinity, ([a], out, n) => floorDivideScalar(a, DAY, out, n));
}

/** Anything with a text form as a text: its vector stays as it is. */
export function toText(node: ExpressionNode): ExpressionNode {
  const is: ValueType = { kind: 'text' };
  if (node.is.kind === 'text') return node;
  const bind = (frame: Frame) => {
    const column = frame.column(node);
    return { vector: column.value.vector, fill: () => column.ensure() };
  };
  return folded(makeNode(is, node.nullable, Infinity, bind, node.width), [node]);
}

/** A constant text as a date, time or timestamp, whichever is wanted and it is the ISO form of; else null. */
export function parsedConstant(node: ExpressionNode, wanted: 'date' | 'timestamp' | 'time'): ExpressionNode | null {
  if (node.is.kind !== 'text' || typeof node.constant !== 'string') return null;
  if (wanted === 'time') {
    const time = parseTime(node.constant);
    return time === null ? null : constantNode({ kind: 'time' }, time);
  }
  const date = parseDate(node.constant);
  if (date !== null) return constantNode({ kind: 'date' }, date);
  const instant = parseInstant(node.constant);
  return instant === null ? null : constantNode({ kind: 'timestamp' }, instant);
}
