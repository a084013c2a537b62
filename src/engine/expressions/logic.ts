import type { Frame } from '../frame.ts';
import type { Rows } from '../rows.ts';
import { andBytes, knownAnd, knownOr, notBytes, orBytes } from './kernels/bytes.ts';
import { constantNode, folded, makeNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { truths } from './operands.ts';
import type { ValueType } from './value-type.ts';

const BOOLEAN: ValueType = { kind: 'boolean' };

/** `and` and `or` of three values, as in SQL: null is unknown, and false and null is false, true or null is true. */
export function logical(operator: '&&' | '||', left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  const isAnd = operator === '&&';
  for (const [one, other] of [
    [left, right],
    [right, left],
  ]) {
    if (one.constant === !isAnd) return constantNode(BOOLEAN, !isAnd);
    if (one.constant === isAnd) return other;
  }
  const nullable = left.nullable || right.nullable;
  const bind = (frame: Frame) => {
    const [a, b] = [truths(frame, left), truths(frame, right)];
    const [valuesA, valuesB] = [a.values, b.values];
    const values = frame.arena.uint8(frame.capacity);
    const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
    const always = frame.arena.uint8(frame.capacity).fill(1);
    const knownA = a.vector.validity ?? always;
    const knownB = b.vector.validity ?? always;
    return {
      vector: { kind: 'bool' as const, values, validity },
      fill({ length }: Rows) {
        a.ensure(length);
        b.ensure(length);
        if (isAnd) andBytes(valuesA, valuesB, values, length);
        else orBytes(valuesA, valuesB, values, length);
        if (validity === null) return;
        if (isAnd) knownAnd(valuesA, knownA, valuesB, knownB, validity, length);
        else knownOr(valuesA, knownA, valuesB, knownB, validity, length);
      },
    };
  };
  return folded(makeNode(BOOLEAN, nullable, 0, bind), [left, right], false);
}

/** `not`; null stays null. */
export function negation(node: ExpressionNode): ExpressionNode {
  const bind = (frame: Frame) => {
    const operand = truths(frame, node);
    const values = frame.arena.uint8(frame.capacity);
    return {
      vector: { kind: 'bool' as const, values, validity: operand.vector.validity },
      fill({ length }: Rows) {
        operand.ensure(length);
        notBytes(operand.values, values, length);
      },
    };
  };
  return folded(makeNode(BOOLEAN, node.nullable, 0, bind), [node]);
}

/** Whether there is a value, never null itself. */
export function presence(node: ExpressionNode): ExpressionNode {
  if (node.constant !== undefined || !node.nullable) return constantNode(BOOLEAN, node.constant !== null);
  const bind = (frame: Frame) => {
    const column = frame.column(node);
    const { validity } = column.value.vector;
    const values = frame.arena.uint8(frame.capacity).fill(1);
    return {
      vector: { kind: 'bool' as const, values, validity: null },
      fill({ length }: Rows) {
        column.ensure();
        if (validity !== null) values.set(validity.subarray(0, length));
      },
    };
  };
  return makeNode(BOOLEAN, false, 0, bind);
}
