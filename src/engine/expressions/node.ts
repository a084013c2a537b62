import { Arena } from '../arena.ts';
import { Dictionary } from '../dictionary.ts';
import { Frame } from '../frame.ts';
import type { BoundColumn, Recipe, Shared } from '../frame.ts';
import type { Vector } from '../vector.ts';
import { computable } from './wide-decimals.ts';
import { readScalar, textReader } from './read.ts';
import { MAX_INTEGER, columnType, isNumber, powerOfTen, textWidth } from './value-type.ts';
import type { Scalar, ValueType } from './value-type.ts';

/** A part of a compiled expression. As a recipe it is bound once a frame, however many parts use it. */
export interface ExpressionNode extends Recipe {
  readonly is: ValueType;
  /** The value where it is the same in every row; undefined if it is not known before the rows. */
  readonly constant: Scalar | undefined;
}

/** A column for a path: the recipe's own column of the frame, seen as a node. */
export function columnNode(column: Recipe, is: ValueType): ExpressionNode {
  const recipe = computable(column);
  const bind = (frame: Frame): BoundColumn => {
    const column = frame.column(recipe);
    return { vector: column.value.vector, fill: () => column.ensure() };
  };
  return { ...recipe, is, constant: undefined, bind };
}

/** A node of a known width and bound; `magnitude` Infinity means unknown. */
export function makeNode(
  is: ValueType,
  nullable: boolean,
  magnitude: number,
  bind: (frame: Frame) => BoundColumn,
  width: number = textWidth(is, magnitude),
): ExpressionNode {
  const node = { is, type: columnType(is, magnitude), nullable, width, constant: undefined, bind };
  const counted = isNumber(is) || is.kind === 'duration' || is.kind === 'months';
  return counted && magnitude < Infinity ? { ...node, magnitude } : node;
}

/** The largest absolute value that a number can have (unscaled for decimals); Infinity where it is not known. */
export function bound(node: ExpressionNode): number {
  if (node.magnitude !== undefined) return node.magnitude;
  if (node.type.kind === 'decimal') return powerOfTen(node.type.precision) - 1;
  return node.is.kind === 'float' ? Infinity : MAX_INTEGER;
}

/** A value that is the same in every row. */
export function constantNode(is: ValueType, value: Scalar): ExpressionNode {
  const magnitude = typeof value === 'number' || typeof value === 'bigint' ? Math.abs(Number(value)) : 0;
  const width = typeof value === 'string' ? new TextEncoder().encode(value).length : textWidth(is, magnitude);
  const bind = (frame: Frame): BoundColumn => {
    const vector = constantVector(frame, is, value);
    return { vector, fill: () => undefined };
  };
  return { ...makeNode(is, value === null, magnitude, bind, width), constant: value };
}

function constantVector(frame: Frame, is: ValueType, value: Scalar): Vector {
  const vector = createVector(frame, is, value === null, typeof value === 'bigint');
  if (vector.kind === 'dictionary')
    return { ...vector, dictionary: Dictionary.from([typeof value === 'string' ? value : '']) };
  if (vector.kind === 'decimal64') vector.values.fill(typeof value === 'bigint' ? value : 0n);
  else vector.values.fill(Number(value));
  return vector;
}

/** An empty vector that holds such values: texts as positions in a dictionary, numbers as doubles or `wide` decimals. */
export function createVector(frame: Frame, is: ValueType, nullable: boolean, wide = false): ValueVector {
  const { arena, capacity } = frame;
  const validity = nullable ? arena.uint8(capacity) : null;
  switch (is.kind) {
    case 'boolean':
      return { kind: 'bool', validity, values: arena.uint8(capacity) };
    case 'date':
    case 'time':
      return { kind: is.kind, validity, values: arena.int32(capacity) };
    case 'float':
      return { kind: 'float64', validity, values: arena.float64(capacity) };
    case 'timestamp':
      return { kind: 'timestamp', validity, values: arena.float64(capacity) };
    case 'decimal':
      if (wide) return { kind: 'decimal64', scale: is.scale, validity, values: arena.bigint64(capacity) };
      return { kind: 'decimal', scale: is.scale, validity, values: arena.float64(capacity) };
    case 'integer':
    case 'duration':
    case 'months':
      return { kind: 'int53', validity, values: arena.float64(capacity) };
    case 'binary':
    case 'json':
    case 'list':
    case 'null':
    case 'object':
    case 'text':
    case 'uuid':
      return { kind: 'dictionary', validity, values: arena.int32(capacity), dictionary: NOTHING };
  }
}

/** What createVector makes. */
export type ValueVector = Extract<
  Vector,
  { kind: 'bool' | 'date' | 'time' | 'float64' | 'timestamp' | 'decimal64' | 'decimal' | 'int53' | 'dictionary' }
>;

const NOTHING = Dictionary.from(['']);

/** The node, or its value if it depends on constants only; null if one of them is null and `strict` says it spreads. */
export function folded(node: ExpressionNode, args: readonly ExpressionNode[], strict = true): ExpressionNode {
  if (strict && args.some((arg) => arg.constant === null)) return constantNode(node.is, null);
  if (args.length === 0 || args.some((arg) => arg.constant === undefined)) return node;
  const frame = new Frame(new Arena(), 1);
  frame.range(0, 1);
  const column = frame.column(node);
  column.ensure();
  const { vector } = column.value;
  const isText = node.is.kind === 'text' && vector.validity?.[0] !== 0;
  return constantNode(node.is, isText ? textReader(vector)(0) : readScalar(vector, 0));
}

/** Binds the nodes to the frame, and gives their vectors and one call that fills them all. */
export function bindAll(frame: Frame, nodes: readonly ExpressionNode[]): { vectors: Vector[]; ensure: () => void } {
  const columns: Shared<BoundColumn>[] = nodes.map((node) => frame.column(node));
  return {
    vectors: columns.map((column) => column.value.vector),
    ensure: () => {
      for (const column of columns) column.ensure();
    },
  };
}
