import { parsedConstant, toDecimal, toFloat, toText, toTimestamp } from './convert.ts';
import { constantNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { isNumber, scaleOf } from './value-type.ts';
import type { ValueType } from './value-type.ts';

/**
 * The nodes as values of one type, for a choice among them: numbers meet in the widest of integer, decimal and float,
 * dates and timestamps in timestamps; texts that are constants become what the others are, null becomes anything. Null
 * where there is no such type.
 */
export function aligned(nodes: readonly ExpressionNode[]): ExpressionNode[] | null {
  const known = nodes.filter((node) => node.is.kind !== 'null');
  if (known.length === 0) return [...nodes];
  const values = common(known);
  if (values === null) return null;
  const { is } = values[0];
  let next = 0;
  return nodes.map((node) => (node.is.kind === 'null' ? constantNode(is, null) : values[next++]));
}

function common(nodes: readonly ExpressionNode[]): ExpressionNode[] | null {
  if (nodes.every((node) => isNumber(node.is))) return numbers(nodes);
  if (nodes.every((node) => node.is.kind === 'text' || node.is.kind === 'uuid')) return nodes.map(toText);
  const first = nodes.find((node) => node.is.kind !== 'text')?.is.kind;
  if (first === 'date' || first === 'timestamp') return days(nodes);
  if (first === 'time') {
    const times = nodes.map((node) => (node.is.kind === 'time' ? node : parsedConstant(node, 'time')));
    return complete(times);
  }
  if (nodes.some((node) => node.is.kind !== first)) return null;
  if (first === 'boolean' || first === 'months') return [...nodes];
  if (first !== 'duration') return null;
  const is: ValueType = {
    kind: 'duration',
    days: nodes.every((node) => node.is.kind === 'duration' && node.is.days),
  };
  return nodes.map((node) => ({ ...node, is }));
}

function numbers(nodes: readonly ExpressionNode[]): ExpressionNode[] {
  if (nodes.some((node) => node.is.kind === 'float')) return nodes.map(toFloat);
  if (nodes.every((node) => node.is.kind === 'integer')) return [...nodes];
  const scale = Math.max(...nodes.map((node) => scaleOf(node.is)));
  return nodes.map((node) => toDecimal(node, scale));
}

function days(nodes: readonly ExpressionNode[]): ExpressionNode[] | null {
  const found = complete(
    nodes.map((node) => {
      if (node.is.kind === 'date' || node.is.kind === 'timestamp') return node;
      return parsedConstant(node, 'timestamp');
    }),
  );
  return found !== null && found.some((node) => node.is.kind === 'timestamp') ? found.map(toTimestamp) : found;
}

function complete(nodes: readonly (ExpressionNode | null)[]): ExpressionNode[] | null {
  const found = nodes.filter((node) => node !== null);
  return found.length === nodes.length ? found : null;
}
