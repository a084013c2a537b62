import type { Frame } from '../frame.ts';
import type { Rows } from '../rows.ts';
import { toDecimal, toFloat, toTimestamp } from './convert.ts';
import { isNarrow, test } from './elementwise.ts';
import * as kernels from './kernels/compare.ts';
import { compareWide } from './kernels/wide.ts';
import { bound, folded, makeNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { wides } from './operands.ts';
import { textNode } from './text-node.ts';
import { presentInAll } from './validity.ts';
import { MAX_INTEGER, isNumber, powerOfTen, scaleOf } from './value-type.ts';

/** The comparing operators. */
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Whether a comparison holds for the sign of left - right. */
const ACCEPTS: Readonly<Record<ComparisonOperator, (sign: number) => boolean>> = {
  '==': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

/**
 * Compares two values of one kind; null if one of them is null, and null altogether where the kinds cannot be
 * compared. Integers and decimals are compared exactly, a date as its first instant with a timestamp, texts by code
 * point, of truth values only their equality.
 */
export function comparison(
  operator: ComparisonOperator,
  left: ExpressionNode,
  right: ExpressionNode,
): ExpressionNode | null {
  const [a, b] = [left.is.kind, right.is.kind];
  if (isNumber(left.is) && isNumber(right.is)) return numbers(operator, left, right);
  if (isText(left) && isText(right)) {
    const accept = ACCEPTS[operator];
    return textNode({ kind: 'boolean' }, [left, right], ([x, y]) => accept(compareTexts(x, y)));
  }
  if ((a === 'date' && b === 'timestamp') || (a === 'timestamp' && b === 'date')) {
    return plain(operator, toTimestamp(left), toTimestamp(right));
  }
  if (a !== b) return null;
  if (a === 'date' || a === 'timestamp' || a === 'time' || a === 'duration' || a === 'months') {
    return plain(operator, left, right);
  }
  return a === 'boolean' && (operator === '==' || operator === '!=') ? plain(operator, left, right) : null;
}

function isText(node: ExpressionNode): boolean {
  return node.is.kind === 'text' || node.is.kind === 'uuid';
}

/** Negative, zero or positive as `a` comes before, at or after `b` by code points, which is the order of UTF-8. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    // Surrogates represent the highest code points, yet below U+E000 as units.
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function numbers(operator: ComparisonOperator, left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  if (left.is.kind === 'float' || right.is.kind === 'float') return plain(operator, toFloat(left), toFloat(right));
  const scale = Math.max(scaleOf(left.is), scaleOf(right.is));
  const [l, r] = [powerOfTen(scale - scaleOf(left.is)), powerOfTen(scale - scaleOf(right.is))];
  if (bound(left) * l <= MAX_INTEGER && bound(right) * r <= MAX_INTEGER && isNarrow(left) && isNarrow(right)) {
    if (scale === 0) return plain(operator, left, right);
    return plain(operator, toDecimal(left, scale), toDecimal(right, scale));
  }
  const [wideL, wideR] = [BigInt(l), BigInt(r)];
  const accept = ACCEPTS[operator];
  const bind = (frame: Frame) => {
    const [a, b] = [wides(frame, left), wides(frame, right)];
    const present = presentInAll(frame, [a.vector, b.vector]);
    const values = frame.arena.uint8(frame.capacity);
    return {
      vector: { kind: 'bool' as const, values, validity: present.validity },
      fill({ length }: Rows) {
        a.ensure(length);
        b.ensure(length);
        present.update(length);
        compareWide(accept, a.values, wideL, b.values, wideR, values, length);
      },
    };
  };
  return folded(makeNode({ kind: 'boolean' }, left.nullable || right.nullable, 0, bind), [left, right]);
}

function plain(operator: ComparisonOperator, left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  if (right.constant !== undefined && right.constant !== null)
    return withScalar(operator, left, Number(right.constant));
  if (left.constant !== undefined && left.constant !== null) {
    return withScalar(MIRRORED[operator], right, Number(left.constant));
  }
  switch (operator) {
    case '==':
      return test([left, right], ([a, b], out, n) => kernels.equal(a, b, out, n));
    case '!=':
      return test([left, right], ([a, b], out, n) => kernels.unequal(a, b, out, n));
    case '<':
      return test([left, right], ([a, b], out, n) => kernels.less(a, b, out, n));
    case '<=':
      return test([left, right], ([a, b], out, n) => kernels.atMost(a, b, out, n));
    case '>':
      return test([left, right], ([a, b], out, n) => kernels.less(b, a, out, n));
    case '>=':
      return test([left, right], ([a, b], out, n) => kernels.atMost(b, a, out, n));
  }
}

function withScalar(operator: ComparisonOperator, node: ExpressionNode, value: number): ExpressionNode {
  switch (operator) {
    case '==':
      return test([node], ([a], out, n) => kernels.equalScalar(a, value, out, n));
    case '!=':
      return test([node], ([a], out, n) => kernels.unequalScalar(a, value, out, n));
    case '<':
      return test([node], ([a], out, n) => kernels.lessScalar(a, value, out, n));
    case '<=':
      return test([node], ([a], out, n) => kernels.atMostScalar(a, value, out, n));
    case '>':
      return test([node], ([a], out, n) => kernels.moreScalar(a, value, out, n));
    case '>=':
      return test([node], ([a], out, n) => kernels.atLeastScalar(a, value, out, n));
  }
}
