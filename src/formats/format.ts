import type { Column, ColumnSchema } from '../engine/vector.ts';
import type { OptionSpecs, Options } from '../model/index.ts';
import type { Sink } from './sink.ts';

/** A way to encode rows as bytes. A plain object in a file of its own, checked by `satisfies Format`. */
export interface Format {
  /** What users write: `csv`. */
  readonly name: string;
  /** One sentence for help and docs. */
  readonly summary: string;
  /** Of the file, without a dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** The smallest piece that can be encoded alone. */
  readonly piece: 'part';
  /** Whether an embedded object (`$Entity`) is written as the object; else its key stands for it. */
  readonly nested: boolean;
  readonly options: OptionSpecs;
  /** What stands around the rows of a file, so that parts stay independent. */
  frame(schema: readonly ColumnSchema[], options: Options): FileFrame;
  /** Binds to a reader's columns. `options` are checked. */
  encoder(columns: readonly Column[], options: Options): Encoder;
}

/** A file is: header, the parts that have rows with `separator` between any two of them, footer. */
export interface FileFrame {
  readonly header: Uint8Array;
  readonly separator: Uint8Array;
  readonly footer: Uint8Array;
}

/** Encodes the batches of one part after the other, each in order. */
export interface Encoder {
  /** Begins a part: what comes next follows nothing. An encoder that has just been made has begun one. */
  begin(): void;
  /** Appends the first `length` rows of the columns' current batch (length >= 1). */
  encode(length: number, sink: Sink): void;
}
