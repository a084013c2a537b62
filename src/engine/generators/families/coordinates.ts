import { fillBelow } from '../../random/fill.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { type COUNTRY, placeNumbers, placeSet } from './place-set.ts';
import { refuseUnique } from './refuse-unique.ts';

const SCALE = 6;
/** 10^-6 degrees in the unit of the place table, 10^-4 degrees. */
const UNIT = 100;
/** Less than 0.05 degrees, about 5 km, to either side. */
const JITTER = 49_999;

/**
 * A coordinate of the object's place, a little off its centre, in degrees with six decimals; fewer where the field is
 * declared a decimal of a smaller scale. Latitudes end at the poles, longitudes go round.
 */
export function coordinate(input: GeneratorInput<typeof COUNTRY>, axis: 'latitude' | 'longitude'): Recipe {
  if (input.distinct !== null) refuseUnique(`a ${axis}`);
  const set = placeSet(input);
  const places = placeNumbers(input, set);
  const key = input.record('place').key(axis);
  const centres = set.table[axis];
  const limit = axis === 'latitude' ? 90 : 180;
  const scale = input.declared?.kind === 'decimal' ? Math.min(input.declared.scale, SCALE) : SCALE;
  let divisor = 1;
  for (let i = scale; i < SCALE; i++) divisor *= 10;
  return {
    type: { kind: 'decimal', precision: 3 + scale, scale },
    nullable: false,
    width: 5 + scale,
    magnitude: (limit * 1_000_000) / divisor,
    bind(frame) {
      const place = places(frame);
      const jitter = frame.arena.int32(frame.capacity);
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'decimal', scale, values, validity: null },
        fill(rows) {
          place.fill(rows);
          fillBelow(jitter, key, rows, 2 * JITTER + 1, -JITTER);
          if (axis === 'latitude') spreadLatitude(values, place.values, centres, jitter, rows.length);
          else spreadLongitude(values, place.values, centres, jitter, rows.length);
          if (divisor !== 1) shorten(values, divisor, rows.length);
        },
      };
    },
  };
}

function spreadLatitude(
  out: Float64Array,
  place: Int32Array,
  centres: Int32Array,
  jitter: Int32Array,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    out[i] = Math.max(-90_000_000, Math.min(90_000_000, centres[place[i]] * UNIT + jitter[i]));
  }
}

function spreadLongitude(
  out: Float64Array,
  place: Int32Array,
  centres: Int32Array,
  jitter: Int32Array,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    const degrees = centres[place[i]] * UNIT + jitter[i];
    if (degrees > 180_000_000) out[i] = degrees - 360_000_000;
    else if (degrees < -180_000_000) out[i] = degrees + 360_000_000;
    else out[i] = degrees;
  }
}

function shorten(values: Float64Array, divisor: number, length: number): void {
  // Floor, and not round, so that no -0 arises.
  for (let i = 0; i < length; i++) values[i] = Math.floor(values[i] / divisor);
}
