import type { Frame } from '../frame.ts';
import { limit, narrowIntegers } from './kernels/doubles.ts';
import { computeWide } from './kernels/wide.ts';
import { bound, createVector, folded, makeNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { doubles, wides } from './operands.ts';
import { presentInAll } from './validity.ts';
import { DECIMAL_LIMIT, MAX_INTEGER, scaleOf } from './value-type.ts';
import type { ValueType } from './value-type.ts';
import type { Rows } from '../rows.ts';

/** Calls one kernel on the operands' values. */
type Run<Out> = (values: readonly Float64Array[], out: Out, n: number) => void;

/**
 * Numbers, dates or times computed row by row in doubles; null if an operand is. `magnitude` bounds the results.
 * `most` is set where results may pass it, or be NaN: those become null.
 */
export function compute(
  is: ValueType,
  args: readonly ExpressionNode[],
  magnitude: number,
  run: Run<Float64Array>,
  most?: number,
): ExpressionNode {
  const nullable = most !== undefined || args.some((arg) => arg.nullable);
  const bind = (frame: Frame) => {
    const operands = args.map((arg) => doubles(frame, arg));
    const values = operands.map((operand) => operand.values);
    const present = presentInAll(
      frame,
      operands.map((operand) => operand.vector),
    );
    const vector = createVector(frame, is, most !== undefined);
    if (most === undefined) vector.validity = present.validity;
    const own = vector.values instanceof Float64Array ? vector.values : frame.arena.float64(frame.capacity);
    const narrow = vector.values instanceof Int32Array ? vector.values : null;
    return {
      vector,
      fill({ length }: Rows) {
        for (const operand of operands) operand.ensure(length);
        present.update(length);
        run(values, own, length);
        if (most !== undefined && vector.validity !== null) limit(own, most, present.validity, vector.validity, length);
        if (narrow !== null) narrowIntegers(own, narrow, length);
      },
    };
  };
  return folded(makeNode(is, nullable, most === undefined ? magnitude : Math.min(magnitude, most), bind), args);
}

/** Truth values computed row by row from doubles; null if an operand is. */
export function test(args: readonly ExpressionNode[], run: Run<Uint8Array>): ExpressionNode {
  const is: ValueType = { kind: 'boolean' };
  const bind = (frame: Frame) => {
    const operands = args.map((arg) => doubles(frame, arg));
    const values = operands.map((operand) => operand.values);
    const out = frame.arena.uint8(frame.capacity);
    const present = presentInAll(
      frame,
      operands.map((operand) => operand.vector),
    );
    return {
      vector: { kind: 'bool' as const, values: out, validity: present.validity },
      fill({ length }: Rows) {
        for (const operand of operands) operand.ensure(length);
        present.update(length);
        run(values, out, length);
      },
    };
  };
  const nullable = args.some((arg) => arg.nullable);
  return folded(makeNode(is, nullable, 0, bind), args);
}

/**
 * Decimals computed as 64-bit integers; null if an operand is, or more than 18 digits, or, if it `mayFail`, where
 * `apply` gives null.
 */
export function computeWides(
  is: ValueType,
  left: ExpressionNode,
  right: ExpressionNode,
  magnitude: number,
  apply: (a: bigint, b: bigint) => bigint | null,
  mayFail = false,
): ExpressionNode {
  const nullable = mayFail || magnitude >= DECIMAL_LIMIT || left.nullable || right.nullable;
  const bind = (frame: Frame) => {
    const [a, b] = [wides(frame, left), wides(frame, right)];
    const present = presentInAll(frame, [a.vector, b.vector]);
    const values = frame.arena.bigint64(frame.capacity);
    const validity = frame.arena.uint8(frame.capacity);
    return {
      vector: { kind: 'decimal64' as const, scale: scaleOf(is), values, validity: nullable ? validity : null },
      fill({ length }: Rows) {
        a.ensure(length);
        b.ensure(length);
        present.update(length);
        computeWide(apply, a.values, b.values, values, present.validity, validity, length);
      },
    };
  };
  return folded(makeNode(is, nullable, Math.min(magnitude, DECIMAL_LIMIT), bind), [left, right]);
}

/** Whether the node's values, unscaled, are known to lie within 2^53. */
export function isNarrow(node: ExpressionNode): boolean {
  return bound(node) <= MAX_INTEGER;
}
