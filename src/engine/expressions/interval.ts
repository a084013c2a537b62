import type { Recipe } from '../frame.ts';
import type { ExpressionNode } from './node.ts';
import { powerOfTen } from './value-type.ts';

/** The least and the greatest value of a number, as it is written; infinite where nothing is known. */
export type Interval = readonly [low: number, high: number];

export const ANY: Interval = [-Infinity, Infinity];

/** Between which numbers the values are; nulls aside. */
export function intervalOf(node: Recipe & { readonly constant?: ExpressionNode['constant'] }): Interval {
  const { type, grid, interval, magnitude } = node;
  const scale = type.kind === 'decimal' ? type.scale : 0;
  const unit = powerOfTen(scale);
  const { constant } = node;
  if (typeof constant === 'number' || typeof constant === 'bigint') {
    const value = Number(constant) / unit;
    return [value, value];
  }
  if (interval !== undefined) return interval;
  if (grid !== undefined && (type.kind === 'number' || grid.scale === scale)) {
    const size = powerOfTen(grid.scale);
    return [grid.low / size, (grid.low + (grid.size - 1) * grid.step) / size];
  }
  return magnitude === undefined ? ANY : [-magnitude / unit, magnitude / unit];
}

/** The node with what is known of its values, where that is more than its magnitude. */
export function within(node: ExpressionNode, [low, high]: Interval): ExpressionNode {
  if (node.constant !== undefined || Number.isNaN(low) || Number.isNaN(high)) return node;
  return { ...node, interval: [low, high] };
}

/** What rounding to so many decimals makes of an interval. */
export function rounded([low, high]: Interval, scale: number): Interval {
  const unit = powerOfTen(scale);
  return [Math.floor(low * unit) / unit, Math.ceil(high * unit) / unit];
}

/** Of a function that is greatest and least at the ends of its operands. */
export function ofCorners(apply: (a: number, b: number) => number, a: Interval, b: Interval): Interval {
  const corners = a.flatMap((x) => b.map((y) => apply(x, y)));
  return corners.some(Number.isNaN) ? ANY : [Math.min(...corners), Math.max(...corners)];
}

/** Whether no value is 0. */
export function isNonZero(node: ExpressionNode): boolean {
  const [low, high] = intervalOf(node);
  return low > 0 || high < 0;
}

/** The smallest value without its sign. */
export function leastMagnitude(node: ExpressionNode): number {
  const [low, high] = intervalOf(node);
  return low > 0 ? low : high < 0 ? -high : 0;
}

/** The interval of all values of several. */
export function hull(intervals: readonly Interval[]): Interval {
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}
