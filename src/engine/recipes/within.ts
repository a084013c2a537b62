import type { BoundColumn, Frame, Grid, Recipe } from '../frame.ts';
import { exp, log } from '../random/elementary.ts';
import { fillUnit } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import type { Rows } from '../rows.ts';
import type { ColumnType, Vector } from '../vector.ts';
import { powerOfTen } from '../expressions/value-type.ts';

const DAY = 86_400_000;

/** A column beside the drawn one, seen in common units. */
export interface Other {
  readonly recipe: Recipe;
  /** Digits after the point of the common unit of numbers; common units of dates and times are milliseconds. */
  readonly scale: number;
}

/** other - down ≤ value ≤ other + up, in common units; `other` is a position among the others, -1 for 0. */
export interface Limit {
  readonly other: number;
  readonly up: number;
  readonly down: number;
}

/** A value that the drawn one is not, in the worlds that have all bits of `mask`. */
export interface Excluded {
  readonly other: number;
  readonly offset: number;
  readonly mask: number;
}

/** The drawn value and others add up to a total. */
export interface Summand {
  /** Position among the others, -1 for a constant. */
  readonly total: number;
  readonly constant: number;
  /** Members drawn before. */
  readonly before: readonly number[];
  /** What the members drawn after it can add, at least and at most, and how many they are. */
  readonly least: number;
  readonly most: number;
  readonly after: number;
}

export interface WithinOptions {
  readonly others: readonly Other[];
  /** Which world a row is in: bit i is set where the i-th is true. */
  readonly conditions: readonly Recipe[];
  /** By world. */
  readonly limits: ReadonlyMap<number, readonly Limit[]>;
  readonly excluded: readonly Excluded[];
  readonly sum: Summand | null;
  /** Digits after the point of the common unit. */
  readonly scale: number;
  readonly key: Key;
}

/**
 * Draws from the part of a grid that other columns of the row leave, which is never empty: the recipe's own values where that is all of it.
 * A distribution is squeezed into the part.
 */
export function drawnWithin(base: Recipe, grid: Grid, options: WithinOptions): Recipe {
  return { ...base, bind: (frame) => bindWithin(base, grid, options, frame) };
}

function bindWithin(base: Recipe, grid: Grid, options: WithinOptions, frame: Frame): BoundColumn {
  const { capacity, arena } = frame;
  const { excluded, sum, key } = options;
  const others = options.others.map((other) => commonColumn(frame, other));
  const world = worldColumn(frame, options.conditions);
  const factor = factorOf(base.type, grid.scale, options.scale);
  const room: Room = { low: grid.low * factor, step: grid.step * factor, size: grid.size };
  const shape = grid.distribution === null || grid.distribution.name === 'uniform' ? null : base.bind(frame);
  const [drawn, least, most] = [arena.float64(capacity), arena.float64(capacity), arena.float64(capacity)];
  const isOne = options.conditions.length === 0;
  const write = writer(base.type, grid, frame);
  return {
    vector: write.vector,
    fill(rows) {
      const { length } = rows;
      for (const other of others) other.ensure(length);
      world.fill(rows);
      fillUnit(drawn, key, rows, shape === null ? 0 : 1);
      if (shape !== null) {
        shape.fill(rows);
        toFractions(shape.vector, grid, drawn, length);
      }
      least.fill(-Infinity, 0, length);
      most.fill(Infinity, 0, length);
      for (const [at, limits] of options.limits) {
        for (const limit of limits) {
          const other = limit.other === -1 ? null : others[limit.other];
          bound(least, most, limit, other, isOne ? null : world.values, at, length);
        }
      }
      if (sum !== null) {
        for (let i = 0; i < length; i++) {
          const rest = restOf(sum, others, i);
          if (rest !== null) {
            least[i] = Math.max(least[i], rest - sum.most);
            most[i] = Math.min(most[i], rest - sum.least);
          }
          // Breaks the stick so that no member is likelier to be large than another.
          if (shape === null && sum.after > 1) drawn[i] = 1 - exp(log(1 - drawn[i]) / sum.after);
        }
      }
      if (excluded.length === 0) draw(least, most, drawn, room, length);
      else drawApart(least, most, drawn, room, excluded, others, world.values, length);
      write.put(drawn, length);
    },
  };
}

/** The grid in common units. */
interface Room {
  readonly low: number;
  readonly step: number;
  readonly size: number;
}

/** Bounds the rows of a world, or all rows where `worlds` is null, by another column or by 0. */
function bound(
  least: Float64Array,
  most: Float64Array,
  { up, down }: Limit,
  other: CommonColumn | null,
  worlds: Int32Array | null,
  world: number,
  length: number,
): void {
  const values = other === null ? null : other.values;
  const validity = other === null ? null : other.validity;
  for (let i = 0; i < length; i++) {
    if (worlds !== null && worlds[i] !== world) continue;
    if (validity !== null && validity[i] === 0) continue;
    const value = values === null ? 0 : values[i];
    if (value - down > least[i]) least[i] = value - down;
    if (value + up < most[i]) most[i] = value + up;
  }
}

/** Rounding of fractions may leave a bound this much beside the grid. */
const NOISE = 1e-9;

/** Turns numbers in [0, 1) into places on the grid between the bounds. */
function draw(
  least: Float64Array,
  most: Float64Array,
  drawn: Float64Array,
  { low, step, size }: Room,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const first = Math.max(0, Math.ceil((least[i] - low) / step - NOISE));
    const last = Math.min(size - 1, Math.floor((most[i] - low) / step + NOISE));
    const count = Math.max(1, last - first + 1);
    drawn[i] = first + Math.min(count - 1, Math.floor(drawn[i] * count));
  }
}

/** The same, without the places of excluded values. */
function drawApart(
  least: Float64Array,
  most: Float64Array,
  drawn: Float64Array,
  { low, step, size }: Room,
  excluded: readonly Excluded[],
  others: readonly CommonColumn[],
  worlds: Int32Array,
  n: number,
): void {
  const taken: number[] = [];
  for (let i = 0; i < n; i++) {
    const first = Math.max(0, Math.ceil((least[i] - low) / step - NOISE));
    const last = Math.min(size - 1, Math.floor((most[i] - low) / step + NOISE));
    taken.length = 0;
    for (const { other, offset, mask } of excluded) {
      if ((worlds[i] & mask) !== mask || (other !== -1 && !isPresent(others[other], i))) continue;
      const at = ((other === -1 ? 0 : others[other].values[i]) + offset - low) / step;
      if (at >= first && at <= last && Number.isInteger(at) && !taken.includes(at)) taken.push(at);
    }
    const count = Math.max(1, last - first + 1 - taken.length);
    let place = first + Math.min(count - 1, Math.floor(drawn[i] * count));
    if (taken.length > 1) taken.sort((a, b) => a - b);
    for (const at of taken) if (place >= at) place++;
    drawn[i] = Math.min(place, size - 1);
  }
}

function isPresent({ validity }: CommonColumn, i: number): boolean {
  return validity === null || validity[i] === 1;
}

/** What the members of a sum that are not drawn yet have to add up to; null where one of the numbers is null. */
function restOf(sum: Summand, others: readonly CommonColumn[], i: number): number | null {
  let rest = sum.constant;
  if (sum.total !== -1) {
    if (!isPresent(others[sum.total], i)) return null;
    rest += others[sum.total].values[i];
  }
  for (const at of sum.before) rest -= others[at].values[i];
  return rest;
}

/** Common units in a unit of the grid. */
export function factorOf(type: ColumnType, own: number, common: number): number {
  if (type.kind === 'date') return DAY;
  return type.kind === 'timestamp' || type.kind === 'time' ? 1 : powerOfTen(common - own);
}

interface CommonColumn {
  readonly values: Float64Array;
  readonly validity: Uint8Array | null;
  ensure(length: number): void;
}

function commonColumn(frame: Frame, { recipe, scale }: Other): CommonColumn {
  const column = frame.column(recipe);
  const { vector } = column.value;
  const values = frame.arena.float64(frame.capacity);
  const convert = converter(vector, recipe, scale, values);
  return {
    values,
    validity: vector.validity,
    ensure(length) {
      column.ensure();
      convert(length);
    },
  };
}

function converter(vector: Vector, recipe: Recipe, scale: number, out: Float64Array): (length: number) => void {
  switch (vector.kind) {
    case 'int32':
    case 'int53': {
      const factor = powerOfTen(scale);
      return (length) => {
        for (let i = 0; i < length; i++) out[i] = vector.values[i] * factor;
      };
    }
    case 'decimal':
    case 'decimal64': {
      const factor = powerOfTen(scale - vector.scale);
      return (length) => {
        for (let i = 0; i < length; i++) out[i] = Number(vector.values[i]) * factor;
      };
    }
    case 'float64': {
      const own = recipe.grid?.scale ?? scale;
      const [up, factor] = [powerOfTen(own), powerOfTen(scale - own)];
      return (length) => {
        for (let i = 0; i < length; i++) out[i] = Math.round(vector.values[i] * up) * factor;
      };
    }
    case 'date':
      return (length) => {
        for (let i = 0; i < length; i++) out[i] = vector.values[i] * DAY;
      };
    case 'timestamp':
    case 'time':
      return (length) => {
        for (let i = 0; i < length; i++) out[i] = vector.values[i];
      };
    case 'binary':
    case 'bool':
    case 'concat':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'utf8':
    case 'uuid':
      throw new TypeError(`a ${vector.kind} vector has no order`);
  }
}

/** The world of each row. */
export function worldColumn(
  frame: Frame,
  conditions: readonly Recipe[],
): { readonly values: Int32Array; fill(rows: Rows): void } {
  const values = frame.arena.int32(conditions.length === 0 ? 0 : frame.capacity);
  if (conditions.length === 0) {
    // Beyond its end an array has undefined, which is no world: all rows are in world 0.
    const zeros = frame.arena.int32(frame.capacity);
    return { values: zeros, fill: () => undefined };
  }
  const columns = conditions.map((condition) => frame.column(condition));
  return {
    values,
    fill({ length }) {
      values.fill(0, 0, length);
      for (const [bit, column] of columns.entries()) {
        column.ensure();
        const { vector } = column.value;
        if (vector.kind !== 'bool') throw new TypeError('a condition must be a boolean column');
        const { values: truths, validity } = vector;
        for (let i = 0; i < length; i++) {
          if (truths[i] === 1 && (validity === null || validity[i] === 1)) values[i] |= 1 << bit;
        }
      }
    },
  };
}

/** Turns drawn values of a law, and a number in [0, 1) for each, into places from 0 to 1. */
function toFractions(vector: Vector, grid: Grid, units: Float64Array, length: number): void {
  const { low, step, size, scale } = grid;
  switch (vector.kind) {
    case 'date':
    case 'decimal':
    case 'int32':
    case 'int53':
    case 'time':
    case 'timestamp':
      for (let i = 0; i < length; i++) units[i] = ((vector.values[i] - low) / step + units[i]) / size;
      return;
    case 'float64': {
      const power = powerOfTen(scale);
      for (let i = 0; i < length; i++) {
        units[i] = ((Math.round(vector.values[i] * power) - low) / step + units[i]) / size;
      }
      return;
    }
    case 'binary':
    case 'bool':
    case 'concat':
    case 'decimal64':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'utf8':
    case 'uuid':
      throw new TypeError(`a ${vector.kind} vector is not drawn from a grid`);
  }
}

/** Writes places on the grid as values of a type. */
function writer(
  { kind }: ColumnType,
  { low, step, size, scale }: Grid,
  { arena, capacity }: Frame,
): { readonly vector: Vector; put(places: Float64Array, length: number): void } {
  const high = low + (size - 1) * step;
  const into =
    (values: Int32Array | Float64Array, divisor = 1) =>
    (places: Float64Array, length: number) => {
      for (let i = 0; i < length; i++) values[i] = (low + places[i] * step) / divisor;
    };
  if (kind === 'date' || kind === 'time') {
    const values = arena.int32(capacity);
    return { vector: { kind, values, validity: null }, put: into(values) };
  }
  if (kind === 'integer' && low >= -(2 ** 31) && high < 2 ** 31) {
    const values = arena.int32(capacity);
    return { vector: { kind: 'int32', values, validity: null }, put: into(values) };
  }
  const values = arena.float64(capacity);
  if (kind === 'timestamp') return { vector: { kind, values, validity: null }, put: into(values) };
  if (kind === 'decimal') return { vector: { kind, scale, values, validity: null }, put: into(values) };
  if (kind === 'integer') return { vector: { kind: 'int53', values, validity: null }, put: into(values) };
  return { vector: { kind: 'float64', values, validity: null }, put: into(values, powerOfTen(scale)) };
}
