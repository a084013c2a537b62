import type { Dictionary } from '../../engine/dictionary.ts';
import type { Vector } from '../../engine/vector.ts';
import { Sink } from '../sink.ts';
import { UnfitValue } from './unfit-value.ts';
import { PHYSICAL } from './leaf-type.ts';
import type { PlainSource } from './plain-values.ts';
import type { Bounds } from './values.ts';

const TWO_32 = 4_294_967_296;

/** What numbers of a type are within, and its name. */
export interface NumberLimits {
  readonly least: number;
  readonly greatest: number;
  readonly of: string;
}

/** Numbers, dates and times in 4 or 8 bytes, by way of doubles, which hold all of them. */
export class Numbers implements PlainSource {
  readonly physical: number;
  readonly #values: Int32Array | Float64Array;
  /** The numbers that the values are positions of, where they are written in a dictionary. */
  readonly #table: Float64Array | null;
  /** What a number is divided by. */
  readonly #unit: number;
  /** What a number is multiplied by. */
  readonly #factor: number;
  readonly #limits: NumberLimits | null;
  #batch = new Float64Array(0);
  #least = Infinity;
  #greatest = -Infinity;

  /**
   * @param physical int32, int64, float or double.
   * @param factor by which whole numbers are multiplied; the products are below 2^53.
   * @param limits beyond which a number does not fit; null where all fit.
   */
  constructor(vector: Vector, physical: number, factor = 1, limits: NumberLimits | null = null) {
    this.physical = physical;
    this.#values = numbersOf(vector);
    this.#table = vector.kind === 'dictionary' ? numbersIn(vector.dictionary) : null;
    const isFloating = physical === PHYSICAL.double || physical === PHYSICAL.float;
    this.#unit = isFloating && vector.kind === 'decimal' ? Number(`1e${vector.scale}`) : 1;
    this.#factor = factor;
    this.#limits = limits;
  }

  put(sink: Sink, rows: Int32Array, count: number): void {
    if (this.#batch.length < count) this.#batch = new Float64Array(count);
    const batch = this.#batch;
    if (this.#values instanceof Int32Array) gatherInt32(this.#values, rows, count, batch);
    else gatherDoubles(this.#values, rows, count, batch);
    if (this.#table !== null) for (let i = 0; i < count; i++) batch[i] = this.#table[batch[i]];
    if (this.#unit !== 1) for (let i = 0; i < count; i++) batch[i] /= this.#unit;
    if (this.#factor !== 1) for (let i = 0; i < count; i++) batch[i] *= this.#factor;
    this.#widen(batch, count);
    if (this.#limits !== null && (this.#least < this.#limits.least || this.#greatest > this.#limits.greatest)) {
      throw new UnfitValue(`a value does not fit into $parquet: ${this.#limits.of}`);
    }
    append(this.physical, batch, count, sink);
  }

  takeBounds(): Bounds | null {
    const bounds =
      this.#least <= this.#greatest ? { least: this.#bytes(this.#least), greatest: this.#bytes(this.#greatest) } : null;
    this.#least = Infinity;
    this.#greatest = -Infinity;
    return bounds;
  }

  #widen(batch: Float64Array, count: number): void {
    let least = this.#least;
    let greatest = this.#greatest;
    for (let i = 0; i < count; i++) {
      const value = batch[i];
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    this.#least = least;
    this.#greatest = greatest;
  }

  #bytes(value: number): Uint8Array {
    const sink = new Sink(new ArrayBuffer(128));
    append(this.physical, Float64Array.of(value), 1, sink);
    return sink.written();
  }
}

function numbersOf(vector: Vector): Int32Array | Float64Array {
  switch (vector.kind) {
    case 'int32':
    case 'int53':
    case 'float64':
    case 'decimal':
    case 'date':
    case 'timestamp':
    case 'time':
    case 'dictionary':
      return vector.values;
    case 'binary':
    case 'bool':
    case 'concat':
    case 'decimal64':
    case 'json':
    case 'list':
    case 'struct':
    case 'utf8':
    case 'uuid':
      throw new TypeError(`a ${vector.kind} holds no numbers`);
  }
}

function numbersIn({ length, offsets, bytes }: Dictionary): Float64Array {
  const decoder = new TextDecoder();
  return Float64Array.from({ length }, (_, k) => Number(decoder.decode(bytes.subarray(offsets[k], offsets[k + 1]))));
}

function gatherInt32(from: Int32Array, rows: Int32Array, count: number, to: Float64Array): void {
  for (let i = 0; i < count; i++) to[i] = from[rows[i]];
}

function gatherDoubles(from: Float64Array, rows: Int32Array, count: number, to: Float64Array): void {
  for (let i = 0; i < count; i++) to[i] = from[rows[i]];
}

function append(physical: number, values: Float64Array, count: number, sink: Sink): void {
  sink.reserve(8 * count);
  const { view, length } = sink;
  if (physical === PHYSICAL.int32) putInt32(view, length, values, count);
  else if (physical === PHYSICAL.int64) putInt64(view, length, values, count);
  else if (physical === PHYSICAL.float) putFloats(view, length, values, count);
  else putDoubles(view, length, values, count);
  sink.length += (physical === PHYSICAL.int32 || physical === PHYSICAL.float ? 4 : 8) * count;
}

function putInt32(view: DataView, start: number, values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) view.setInt32(start + 4 * i, values[i], true);
}

function putInt64(view: DataView, start: number, values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[i];
    const high = Math.floor(value / TWO_32);
    view.setUint32(start + 8 * i, value - high * TWO_32, true);
    view.setInt32(start + 8 * i + 4, high, true);
  }
}

function putFloats(view: DataView, start: number, values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) view.setFloat32(start + 4 * i, values[i], true);
}

function putDoubles(view: DataView, start: number, values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) view.setFloat64(start + 8 * i, values[i], true);
}
