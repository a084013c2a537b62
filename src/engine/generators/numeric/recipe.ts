import { type Distribution, parametersOf } from '../../../model/index.ts';
import type { BoundColumn, Frame, Recipe } from '../../frame.ts';
import { log } from '../../random/elementary.ts';
import type { ColumnType } from '../../vector.ts';
import { type Draw, drawFrom, fillFloat64, fillInt32 } from '../draw.ts';
import type { GeneratorInput } from '../generator.ts';
import { bounded, decimalsOf, powerOfTen, refuseEmpty, unscaled } from './bounds.ts';
import { hugeDecimals } from './huge.ts';
import { wideDecimals } from './wide.ts';

/** What a numeric generator makes where the model does not say otherwise. */
export interface NumericDefaults {
  readonly min: number;
  readonly max: number;
  /**
   * Digits after the point: 0 for integers, n for decimals; `written` takes them from the bounds, and without bounds
   * makes floats of two decimals.
   */
  readonly decimals: number | 'written';
  /** Uniform where it is omitted. */
  readonly distribution?: Distribution;
}

const SAFE = Number.MAX_SAFE_INTEGER;
const MIN_INT32 = -(2 ** 31);
const MAX_INT32 = 2 ** 31 - 1;
const MAX_DIGITS = 18;
/** Digits after the point of decimals that are held as doubles. */
const MAX_PLACES = 12;

/**
 * Numbers on a grid of steps between two bounds: integers, decimals of a fixed scale, or floats rounded to two decimals.
 * The scale is that of the declared type, else `$decimals`, else what the bounds and the step are written with.
 */
export function numericRecipe(input: GeneratorInput, defaults: NumericDefaults): Recipe {
  const { declared, range } = input;
  const free =
    defaults.decimals === 'written' &&
    (declared === null || declared.kind === 'number' || declared.kind === 'string') &&
    range.min === null &&
    range.max === null &&
    range.decimals === null &&
    range.step === null;
  const scale = free ? 2 : scaleOf(input, defaults);
  const limit = declared?.kind === 'decimal' ? 10n ** BigInt(declared.precision) - 1n : null;
  const [min, max] = edges(input, defaults, scale, limit);
  if (min > max) refuseEmpty();
  const distribution = range.distribution ?? (input.distinct === null ? (defaults.distribution ?? null) : null);
  const step = range.step === null ? 1 : Math.max(1, Math.round(range.step * powerOfTen(scale)));
  const type = typeOf(input, scale, free, min, max);
  const isWide = type.kind === 'decimal' && type.precision > MAX_DIGITS;
  if (type.kind === 'decimal' && (isWide || scale > MAX_PLACES || min < -SAFE || max > SAFE)) {
    const law = distribution === null ? null : scaled(distribution, scale);
    return (isWide ? wideDecimals : hugeDecimals)(input, type, min, max, BigInt(step), law);
  }
  const low = Math.max(Number(min), -SAFE);
  const size = Math.floor((Math.min(Number(max), SAFE) - low) / step) + 1;
  const high = low + (size - 1) * step;
  const law = distribution === null ? null : scaled(distribution, scale);
  const draw = drawFrom(input, Math.min(size, SAFE), low, law, 'value', step);
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  return {
    type,
    nullable: false,
    width: Math.max(String(low).length, String(high).length) + (scale > 0 ? 1 : 0),
    magnitude: type.kind === 'number' ? magnitude / powerOfTen(scale) : magnitude,
    grid: { low, step, size: Math.min(size, SAFE), scale, distribution: law },
    bind: (frame) => {
      if (type.kind === 'decimal') return bindDecimals(draw, scale, frame);
      if (type.kind === 'number') return bindFloats(draw, powerOfTen(scale), frame);
      return low >= MIN_INT32 && high <= MAX_INT32 ? bindInt32(draw, frame) : bindInt53(draw, frame);
    },
  };
}

function scaleOf({ declared, range }: GeneratorInput, { decimals }: NumericDefaults): number {
  if (declared?.kind === 'integer') return 0;
  if (declared?.kind === 'decimal') return declared.scale;
  if (range.decimals !== null) return range.decimals;
  if (decimals === 0) return 0;
  const written = Math.max(decimalsOf(range.min), decimalsOf(range.max), stepDecimals(range.step));
  return decimals === 'written' ? written : Math.max(decimals, written);
}

function stepDecimals(step: number | null): number {
  if (step === null) return 0;
  for (let scale = 0; scale < 12; scale++) {
    const grown = step * powerOfTen(scale);
    if (Math.abs(grown - Math.round(grown)) < 1e-9 * grown) return scale;
  }
  return 12;
}

/** The bounds in units of 10^-scale; defaults are cut to what the declared precision can hold. */
function edges(
  { range }: GeneratorInput,
  defaults: NumericDefaults,
  scale: number,
  limit: bigint | null,
): [bigint, bigint] {
  const [low, high] = bounded(range, defaults);
  const whole = (value: number, side: 'min' | 'max'): bigint => {
    const amount = unscaled({ value, text: String(value) }, scale, side);
    return limit === null || (amount <= limit && amount >= -limit) ? amount : amount < 0n ? -limit : limit;
  };
  const min = range.min === null ? whole(low, 'min') : unscaled(range.min, scale, 'min');
  let max = range.max === null ? whole(high, 'max') : unscaled(range.max, scale, 'max');
  // Beyond 2^53, a double may be below the bound that it was moved along with.
  if (range.max === null && range.min !== null && low > SAFE) {
    max = min + BigInt(Math.round((defaults.max - defaults.min) * powerOfTen(scale)));
    if (limit !== null && max > limit) max = limit;
  }
  if (limit !== null && (min < -limit || max > limit)) refuseEmpty();
  return [min, max];
}

function typeOf({ declared }: GeneratorInput, scale: number, free: boolean, min: bigint, max: bigint): ColumnType {
  if (declared?.kind === 'integer' || declared?.kind === 'decimal') return declared;
  if (free) return { kind: 'number' };
  if (scale === 0) return { kind: 'integer' };
  const digits = Math.max(...[min, max].map((amount) => String(amount < 0n ? -amount : amount).length));
  return { kind: 'decimal', precision: Math.min(MAX_DIGITS, Math.max(digits, scale + 1)), scale };
}

/** A distribution of values as one of units of 10^-scale. */
function scaled(distribution: Distribution, scale: number): Distribution {
  const factor = powerOfTen(scale);
  const { name, ...said } = distribution;
  const parameters = parametersOf(name);
  const values = Object.entries<number>(said).map(([parameter, value]) => {
    const { unit } = parameters[parameter];
    return [parameter, unit === 'values' ? value * factor : unit === 'logarithms' ? value + log(factor) : value];
  });
  return { name, ...Object.fromEntries(values) };
}

function bindInt32(draw: Draw, frame: Frame): BoundColumn {
  const values = frame.arena.int32(frame.capacity);
  return { vector: { kind: 'int32', values, validity: null }, fill: fillInt32(draw, values, frame) };
}

function bindInt53(draw: Draw, frame: Frame): BoundColumn {
  const values = frame.arena.float64(frame.capacity);
  return { vector: { kind: 'int53', values, validity: null }, fill: fillFloat64(draw, values, frame) };
}

function bindDecimals(draw: Draw, scale: number, frame: Frame): BoundColumn {
  const values = frame.arena.float64(frame.capacity);
  return { vector: { kind: 'decimal', scale, values, validity: null }, fill: fillFloat64(draw, values, frame) };
}

function bindFloats(draw: Draw, divisor: number, frame: Frame): BoundColumn {
  const values = frame.arena.float64(frame.capacity);
  const fill = fillFloat64(draw, values, frame);
  return {
    vector: { kind: 'float64', values, validity: null },
    fill(rows) {
      fill(rows);
      for (let i = 0; i < rows.length; i++) values[i] /= divisor;
    },
  };
}
