import { type Distribution, isStepped } from '../../model/index.ts';
import type { Frame } from '../frame.ts';
import { fillBelow, fillBelowWide, fillLaw } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { continuousLaw, discreteLaw } from '../random/law.ts';
import { Permutation } from '../random/permutation.ts';
import type { Rows } from '../rows.ts';
import { type GeneratorInput, GeneratorProblem } from './generator.ts';

/**
 * Below this many values a 32-bit word chooses among them: half the price of a 53-bit draw, and no value is more than
 * 1.6 % likelier than another.
 */
const NARROW = 2 ** 26;
const MIN_INT32 = -(2 ** 31);
const PAST_INT32 = 2 ** 31;

/** Chooses one of some whole numbers for each row. */
export interface Draw {
  /** The array it writes to: an Int32Array, or a Float64Array. */
  readonly storage: 'int32' | 'float64';
  /** `out` must be of that storage. */
  fill(out: Int32Array | Float64Array, rows: Rows): void;
}

/**
 * The one way a generator chooses among a counted number of values: low, low + step, … low + (size - 1) * step. Where
 * values must be distinct it is a permutation of all of them, and a problem when there are fewer than rows; else a draw by
 * `distribution`, uniform where that is null. A uniform draw of at most 2^26 values within 32 bits is stored as int32,
 * every draw by another distribution as float64.
 * @param size how many values there are, 1 … 2^53 - 1.
 * @param low the first of them.
 * @param purpose names the stream, where one field draws more than once.
 */
export function drawFrom(
  input: Pick<GeneratorInput, 'distinct' | 'key' | 'tuple'>,
  size: number,
  low: number,
  distribution: Distribution | null,
  purpose = 'value',
  step = 1,
): Draw {
  const shaped = distribution !== null && distribution.name !== 'uniform';
  const storage = size <= NARROW && low >= MIN_INT32 && low + size * step <= PAST_INT32 ? 'int32' : 'float64';
  if (input.distinct !== null) {
    if (shaped) refuseShape(distribution.name);
    if (input.tuple === undefined) refuseFewer(size, input.distinct);
    const permutation = input.tuple?.(size) ?? new Permutation(size, input.key('permutation'));
    return {
      storage,
      fill(out, rows) {
        permutation.fill(out, rows);
        spread(out, rows.length, low, step);
      },
    };
  }
  const key = input.key(purpose);
  if (shaped) return shapedDraw(key, size, low, step, distribution);
  if (storage === 'float64') {
    return {
      storage,
      fill(out: Float64Array, rows) {
        fillBelowWide(out, key, rows, size, step === 1 ? low : 0);
        if (step !== 1) spread(out, rows.length, low, step);
      },
    };
  }
  return {
    storage,
    fill(out: Int32Array, rows) {
      fillBelow(out, key, rows, size, step === 1 ? low : 0);
      if (step !== 1) spread(out, rows.length, low, step);
    },
  };
}

/** Laws with a density are taken over the range and floored to the step; the others count steps. */
function shapedDraw(key: Key, size: number, low: number, step: number, distribution: Distribution): Draw {
  if (step === 1) {
    const law = fitting(() => discreteLaw(distribution, low, low + size - 1));
    return { storage: 'float64', fill: (out: Float64Array, rows) => fillLaw(out, key, rows, law) };
  }
  if (isStepped(distribution)) {
    const counted =
      distribution.name === 'poisson' && distribution.lambda !== undefined
        ? { ...distribution, lambda: Math.max((distribution.lambda - low) / step, 1) }
        : distribution;
    const law = fitting(() => discreteLaw(counted, 0, size - 1));
    return {
      storage: 'float64',
      fill(out: Float64Array, rows) {
        fillLaw(out, key, rows, law);
        spread(out, rows.length, low, step);
      },
    };
  }
  const law = fitting(() => continuousLaw(distribution, low, low + size * step));
  return {
    storage: 'float64',
    fill(out: Float64Array, rows) {
      fillLaw(out, key, rows, law);
      for (let i = 0; i < rows.length; i++) {
        out[i] = low + Math.min(size - 1, Math.floor((out[i] - low) / step)) * step;
      }
    },
  };
}

/** A law, or the problem that its parameters are out of their domain. */
export function fitting<L>(make: () => L): L {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new GeneratorProblem(
      'OPTION_INVALID',
      `the distribution does not fit: ${error.message}`,
      'Change its parameters.',
    );
  }
}

/** A fill of an Int32Array by any draw whose numbers fit one. */
export function fillInt32(draw: Draw, values: Int32Array, frame: Frame): (rows: Rows) => void {
  if (draw.storage === 'int32') return (rows) => draw.fill(values, rows);
  const drawn = frame.arena.float64(frame.capacity);
  return (rows) => {
    draw.fill(drawn, rows);
    for (let i = 0; i < rows.length; i++) values[i] = drawn[i];
  };
}

/** A fill of a Float64Array by any draw. */
export function fillFloat64(draw: Draw, values: Float64Array, frame: Frame): (rows: Rows) => void {
  if (draw.storage === 'float64') return (rows) => draw.fill(values, rows);
  const drawn = frame.arena.int32(frame.capacity);
  return (rows) => {
    draw.fill(drawn, rows);
    for (let i = 0; i < rows.length; i++) values[i] = drawn[i];
  };
}

function spread(out: Int32Array | Float64Array, length: number, low: number, step: number): void {
  if (step !== 1) for (let i = 0; i < length; i++) out[i] = low + out[i] * step;
  else if (low !== 0) for (let i = 0; i < length; i++) out[i] += low;
}

/** A problem where `size` values are not enough for `distinct` different ones. */
export function refuseFewer(size: number, distinct: number): void {
  if (size >= distinct) return;
  throw new GeneratorProblem(
    'DOMAIN_TOO_SMALL',
    `${distinct} different values are needed, and there are only ${size}`,
    'Widen the range, choose a generator with more values, or lower the count.',
  );
}

/** The problem of a distribution on values that must all be different. */
export function refuseShape(name: string): never {
  throw new GeneratorProblem(
    'UNIQUE_DISTRIBUTION',
    `values that are all different cannot follow a ${name} distribution`,
    'Remove unique or the distribution.',
  );
}
