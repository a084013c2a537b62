import type { Range } from '../../../model/index.ts';
import { bounded, refuseEmpty } from '../numeric/bounds.ts';

/** Evenly spaced points in time: low, low + step, … `size` of them, in the unit asked for. */
export interface TimePoints {
  readonly low: number;
  readonly step: number;
  readonly size: number;
  /** The upper bound, on whatever steps. */
  readonly high: number;
}

/**
 * The points that a range allows, in units of `unit` milliseconds since 1970 or since midnight; bounds between two points
 * go into the range.
 * @param defaults bounds in the unit, where the range does not say them.
 * @param step in the unit, where the range does not say it.
 */
export function spanOf(
  range: Range,
  unit: number,
  defaults: { readonly min: number; readonly max: number },
  step: number,
): TimePoints {
  const [min, max] = bounded(range, { min: defaults.min * unit, max: defaults.max * unit });
  const low = Math.ceil(min / unit);
  const high = Math.floor(max / unit);
  if (low > high) refuseEmpty();
  const wide = range.step === null ? step : Math.max(1, Math.round(range.step / unit));
  return { low, step: wide, size: Math.floor((high - low) / wide) + 1, high };
}
