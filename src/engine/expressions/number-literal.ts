import { constantNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { MAX_INTEGER, MAX_PRECISION } from './value-type.ts';

/**
 * A number as it is written: with an exponent a float, with a point an exact decimal of so many places, else an integer.
 * What has another form, such as YAML's 0x1F, goes by its value. Null for more than 18 digits, or an integer past 2^53.
 */
export function numberLiteral(text: string, value: number): ExpressionNode | null {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.replaceAll('_', ''));
  if (found === null || found[4] !== undefined) {
    if (!Number.isFinite(value)) return null;
    const whole = found === null && Number.isSafeInteger(value);
    return constantNode({ kind: whole ? 'integer' : 'float' }, value + 0);
  }
  const [, sign, before, after] = found;
  const figures = `${before}${after ?? ''}`.replace(/^0+(?=.)/, '');
  if (figures.length > MAX_PRECISION || (after ?? '').length > MAX_PRECISION) return null;
  const unscaled = BigInt(figures) * (sign === '-' ? -1n : 1n);
  const narrow = Number.isSafeInteger(Number(unscaled));
  if (after === undefined) return narrow ? constantNode({ kind: 'integer' }, Number(unscaled)) : null;
  return constantNode({ kind: 'decimal', scale: after.length }, narrow ? Number(unscaled) : unscaled);
}

/** For problems with numbers. */
export const NUMBER_LIMITS = `integers go to ${MAX_INTEGER}, decimals have at most ${MAX_PRECISION} digits; 1e30 is a float`;
