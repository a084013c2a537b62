import type { Frame, Recipe } from '../frame.ts';
import type { Rows } from '../rows.ts';
import type { ColumnType, Vector } from '../vector.ts';
import { parsedConstant, toDate, toDecimal, toFloat, toInteger, toText, toTimestamp } from './convert.ts';
import { compute, computeWides, isNarrow } from './elementwise.ts';
import { SCALAR } from './function.ts';
import { intervalOf } from './interval.ts';
import { narrowIntegers } from './kernels/doubles.ts';
import { bound, constantNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { MAX_PRECISION, isNumber, powerOfTen, valueType } from './value-type.ts';

/**
 * A value as the type that a field declares, or null if the two do not fit. Numbers are rounded half-even to integers
 * and decimals, and null if those cannot hold them; anything with a text form is a fine string; a date is its first
 * instant, an instant belongs to its day, and a constant text in ISO form is a date, timestamp or time.
 */
export function converted(node: ExpressionNode, expected: ColumnType): ExpressionNode | null {
  const { kind } = node.is;
  switch (expected.kind) {
    case 'string':
    case 'enum':
      if (kind === 'null') return constantNode({ kind: 'text' }, null);
      return SCALAR.kinds.includes(kind) ? toText(node) : null;
    case 'number':
    case 'integer':
    case 'decimal':
      if (kind === 'null') return constantNode(valueType(expected), null);
      return isNumber(node.is) ? number(node, expected) : null;
    case 'date':
      return moment(node, 'date', toDate);
    case 'timestamp':
      return moment(node, 'timestamp', toTimestamp);
    case 'time':
      if (kind === 'null') return constantNode({ kind: 'time' }, null);
      return kind === 'time' ? node : parsedConstant(node, 'time');
    case 'boolean':
      return kind === 'null' ? constantNode({ kind: 'boolean' }, null) : kind === 'boolean' ? node : null;
    case 'uuid':
    case 'json':
    case 'binary':
      if (expected.kind === 'json' && (kind === 'list' || kind === 'object')) return node;
      return kind === expected.kind ? node : null;
    case 'list':
    case 'struct':
      return null;
  }
}

function moment(
  node: ExpressionNode,
  kind: 'date' | 'timestamp',
  convert: (node: ExpressionNode) => ExpressionNode,
): ExpressionNode | null {
  if (node.is.kind === 'null') return constantNode({ kind }, null);
  const found = node.is.kind === 'text' ? parsedConstant(node, kind) : node;
  return found !== null && (found.is.kind === 'date' || found.is.kind === 'timestamp') ? convert(found) : null;
}

function number(node: ExpressionNode, expected: ColumnType): ExpressionNode {
  if (expected.kind === 'integer') return toInteger(node);
  if (expected.kind !== 'decimal') return toFloat(node);
  const decimal = toDecimal(node, expected.scale);
  const most = powerOfTen(expected.precision) - 1;
  if (expected.precision >= MAX_PRECISION || bound(decimal) <= most) return decimal;
  if (isNarrow(decimal)) {
    return compute(decimal.is, [decimal], most, ([a], out, n) => out.set(a.subarray(0, n)), most);
  }
  const limit = BigInt(powerOfTen(expected.precision)) - 1n;
  return computeWides(decimal.is, decimal, decimal, most, (a) => (a <= limit && a >= -limit ? a : null), true);
}

/** The node as a recipe of its own: whoever binds it may change the vector's validity, and no other column's. */
export function finished(node: ExpressionNode, type: ColumnType): Recipe {
  const small = node.is.kind === 'integer' && bound(node) < 2 ** 31;
  const { nullable, width } = node;
  const recipe = {
    type,
    nullable,
    width,
    bind(frame: Frame) {
      const column = frame.column(node);
      const source = column.value.vector;
      if (small && source.kind === 'int53') {
        const values = frame.arena.int32(frame.capacity);
        return {
          vector: { kind: 'int32' as const, values, validity: source.validity },
          fill({ length }: Rows) {
            column.ensure();
            narrowIntegers(source.values, values, length);
          },
        };
      }
      const vector: Vector = { ...source };
      return {
        vector,
        fill() {
          column.ensure();
          if ('bytes' in vector && 'bytes' in source) vector.bytes = source.bytes;
        },
      };
    },
  };
  return {
    ...recipe,
    ...(node.magnitude === undefined ? {} : { magnitude: node.magnitude }),
    ...(isNumber(node.is) ? { interval: intervalOf(node) } : {}),
  };
}
