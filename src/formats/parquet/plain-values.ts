import type { Sink } from '../sink.ts';
import type { Canvas } from '../text/canvas.ts';
import { type Bounds, ENCODINGS, type Values } from './values.ts';

/** Where values in PLAIN encoding come from. */
export interface PlainSource {
  readonly physical: number;
  /** Appends the vector's values at the first `count` of `rows`; the batch has `length` rows of the vector. */
  put(sink: Sink, rows: Int32Array, count: number, length: number): void;
  /** Bounds of the values since they were asked for last; null if they are not kept. */
  takeBounds(): Bounds | null;
}

/** Values written one after the other. */
export class PlainValues implements Values {
  readonly physical: number;
  readonly encoding = ENCODINGS.plain;
  readonly onePage = false;
  readonly #source: PlainSource;
  readonly #sink: Sink;

  constructor(source: PlainSource, canvas: Canvas) {
    this.#sink = canvas.sink();
    this.physical = source.physical;
    this.#source = source;
  }

  get waiting(): number {
    return this.#sink.length;
  }

  add(rows: Int32Array, count: number, length: number): void {
    this.#source.put(this.#sink, rows, count, length);
  }

  takePage(sink: Sink): void {
    sink.append(this.#sink.written());
    this.#sink.length = 0;
  }

  takeDictionary(): number {
    return 0;
  }

  takeBounds(): Bounds | null {
    return this.#source.takeBounds();
  }

  clear(): void {
    this.#sink.length = 0;
    this.#source.takeBounds();
  }
}
