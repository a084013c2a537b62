import type { Spread } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { fillUnit, fillUnit32 } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { continuousLaw } from '../random/law.ts';
import { normalQuantile } from '../random/normal.ts';
import { rowAt } from '../rows.ts';

/** No deviation is greater than this, as chances are multiples of 2^-33. */
export const MAX_DEVIATION = 6.5;

/** The number of each row, from 0. */
export function rowNumber(rows: number): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: 8,
    magnitude: rows,
    bind(frame) {
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'int53', values, validity: null },
        fill(batch) {
          for (let i = 0; i < batch.length; i++) values[i] = rowAt(batch, i);
        },
      };
    },
  };
}

export interface EvenSteps {
  readonly every: number;
  /** Each row is moved by less than this. */
  readonly jitter: number;
  /** What a row is moved by is a multiple of it. */
  readonly unit: number;
  readonly key: Key;
}

/** Where rows of even distance are, as whole numbers. `position` counts them from 0. */
export function evenSteps(position: Recipe, steps: EvenSteps): Recipe {
  const { every, jitter, unit, key } = steps;
  const moves = Math.floor(jitter / unit);
  return {
    ...position,
    width: 16,
    magnitude: (position.magnitude ?? Infinity) * every + jitter,
    bind(frame) {
      const column = frame.column(position);
      const places = column.value.vector;
      if (places.kind !== 'int53') throw new TypeError('positions are whole numbers');
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'int53', values, validity: null },
        fill(rows) {
          column.ensure();
          if (moves > 1) fillUnit(values, key, rows, 0);
          else values.fill(0, 0, rows.length);
          for (let i = 0; i < rows.length; i++) {
            values[i] = places.values[i] * every + Math.floor(values[i] * moves) * unit;
          }
        },
      };
    },
  };
}

/** A distance from the row before, as a whole number: 0 in the first row, whose position is 0. */
export function gaps(position: Recipe, { min, max, distribution }: Spread, unit: number, key: Key): Recipe {
  const law = continuousLaw(distribution, 0, 1);
  const [low, high] = [Math.ceil(min / unit), Math.floor(max / unit)];
  return {
    ...position,
    width: 16,
    magnitude: max,
    bind(frame) {
      const column = frame.column(position);
      const places = column.value.vector;
      if (places.kind !== 'int53') throw new TypeError('positions are whole numbers');
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'int53', values, validity: null },
        fill(rows) {
          column.ensure();
          fillUnit(values, key, rows, 0);
          for (let i = 0; i < rows.length; i++) {
            const share = Math.floor(law.quantile(values[i]) * (high - low + 1));
            values[i] = places.values[i] === 0 ? 0 : Math.min(high, low + share) * unit;
          }
        },
      };
    },
  };
}

/**
 * A deviation of the normal law in each row.
 * @param position where it is given, the deviation of the first row is 0.
 */
export function deviations(key: Key, deviation: number, position: Recipe | null): Recipe {
  return {
    type: { kind: 'number' },
    nullable: false,
    width: 24,
    magnitude: MAX_DEVIATION * deviation,
    bind(frame) {
      const column = position === null ? null : frame.column(position);
      const places = column === null ? null : column.value.vector;
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'float64', values, validity: null },
        fill(rows) {
          column?.ensure();
          fillUnit32(values, key, rows);
          for (let i = 0; i < rows.length; i++) {
            const isFirst = places?.kind === 'int53' && places.values[i] === 0;
            values[i] = isFirst ? 0 : normalQuantile(values[i]) * deviation + 0;
          }
        },
      };
    },
  };
}

/** Whole numbers of units as decimals with so many digits after the point. */
export function scaled(recipe: Recipe, scale: number): Recipe {
  if (scale === 0) return recipe;
  return {
    ...recipe,
    type: { kind: 'decimal', precision: 18, scale },
    bind(frame) {
      const column = frame.column(recipe);
      const { vector } = column.value;
      if (vector.kind !== 'int53') throw new TypeError('units are whole numbers');
      return {
        vector: { kind: 'decimal', scale, values: vector.values, validity: vector.validity },
        fill: () => column.ensure(),
      };
    },
  };
}
