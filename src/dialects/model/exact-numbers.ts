import type { ColumnBound } from './column-rules.ts';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The ends of a range that begins or ends beyond the whole numbers of a double, as texts of that scale; null if it does not. A bound that
 * only excludes what is beyond them anyway is none.
 * @param size how far one end is from the other at most. @param most the greatest amount, times 10^scale.
 */
export function exactRange(
  min: ColumnBound | null,
  max: ColumnBound | null,
  scale: number,
  size: number,
  most: bigint,
): readonly [min: string, max: string] | null {
  const low = min === null ? null : unscaled(min, scale, 1n);
  const high = max === null ? null : unscaled(max, scale, -1n);
  const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
  const width = BigInt(size) * 10n ** BigInt(scale);
  if (low !== null && low > SAFE) {
    return [textOf(low, scale), textOf(lesser(lesser(high ?? most, most), low + width), scale)];
  }
  if (high !== null && high < -SAFE) {
    return [textOf(-lesser(lesser(-(low ?? -most), most), width - high), scale), textOf(high, scale)];
  }
  return null;
}

/** A bound times 10^scale, inside of the range; null if it is no number. */
function unscaled({ text, isOpen }: ColumnBound, scale: number, inside: 1n | -1n): bigint | null {
  const [, sign, whole, fraction = ''] = /^\s*([-+]?)(\d+)(?:\.(\d*))?\s*$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const kept = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction.slice(0, scale).padEnd(scale, '0')}`);
  const isCut = /[1-9]/.test(fraction.slice(scale));
  // Digits that are cut off move a bound towards zero.
  if (isCut) return (sign === '-') === (inside === 1n) ? kept : kept + inside;
  return isOpen ? kept + inside : kept;
}

function textOf(value: bigint, scale: number): string {
  const figures = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const point = figures.length - scale;
  return `${value < 0n ? '-' : ''}${figures.slice(0, point)}${scale === 0 ? '' : `.${figures.slice(point)}`}`;
}
