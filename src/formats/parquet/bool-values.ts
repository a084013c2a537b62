import type { BoolVector } from '../../engine/vector.ts';
import type { Sink } from '../sink.ts';
import type { Canvas } from '../text/canvas.ts';
import { putPacked } from './hybrid.ts';
import { PHYSICAL } from './leaf-type.ts';
import { ENCODINGS, type Values } from './values.ts';

/** Booleans, a bit each. */
export class BoolValues implements Values {
  readonly physical = PHYSICAL.boolean;
  readonly encoding = ENCODINGS.plain;
  readonly onePage = false;
  readonly #values: Uint8Array;
  /** A byte for each. */
  readonly #sink: Sink;

  constructor({ values }: BoolVector, canvas: Canvas) {
    this.#sink = canvas.sink();
    this.#values = values;
  }

  get waiting(): number {
    return this.#sink.length;
  }

  add(rows: Int32Array, count: number): void {
    this.#sink.reserve(count);
    const { bytes, length } = this.#sink;
    for (let i = 0; i < count; i++) bytes[length + i] = this.#values[rows[i]];
    this.#sink.length += count;
  }

  takePage(sink: Sink): void {
    putPacked(sink, this.#sink.bytes, 0, this.#sink.length, 1);
    this.#sink.length = 0;
  }

  takeDictionary(): number {
    return 0;
  }

  takeBounds(): null {
    return null;
  }

  clear(): void {
    this.#sink.length = 0;
  }
}
