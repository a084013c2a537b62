import type { Table } from '../engine/table.ts';
import type { Column } from '../engine/vector.ts';
import type { OptionsOf, OptionSpecs } from '../model/index.ts';
import type { Canvas } from './text/canvas.ts';

/**
 * A way to encode rows as bytes. A plain object in a file of its own, checked by `satisfies PartFormat` or `DatasetFormat`: one with
 * options by `satisfies PartFormat<typeof options>`, which types them in its functions.
 */
export type Format = PartFormat | DatasetFormat;

interface AnyFormat<S extends OptionSpecs> {
  /** What users write: `csv`. */
  readonly name: string;
  /** One sentence for help and docs. */
  readonly summary: string;
  /** Of the file, without a dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Whether an embedded object (`$Entity`) is written as the object; else its key represents it. */
  readonly nested: boolean;
  readonly options: S;
  /** Why it cannot hold these tables, a sentence for each fault, to be told before anything is written; absent: it holds any. */
  faults?(tables: readonly Table[], options: OptionsOf<S>): readonly string[];
}

/** One file for each entity, made of parts that are encoded alone and stand behind one another. */
export interface PartFormat<S extends OptionSpecs = OptionSpecs> extends AnyFormat<S> {
  readonly piece: 'part';
  /**
   * Batches of a part where the bytes depend on it, as those of row groups do; absent: parts can be planned freely, and no
   * footer describes them.
   */
  readonly partBatches?: number;
  /** What stands around the rows of a file, so that parts stay independent. */
  frame(table: Table, options: OptionsOf<S>): FileFrame;
  /**
   * Binds to a reader's columns, which are those of the table. `options` are checked.
   * @param canvas where the rows are laid out, until it is reset for another encoder.
   */
  encoder(columns: readonly Column[], canvas: Canvas, options: OptionsOf<S>, table: Table): Encoder;
  /**
   * Files that stand beside those of the entities, such as a script that loads them; absent: none. Their names are the
   * same whatever the tables are.
   */
  companions?(files: readonly TableFile[], options: OptionsOf<S>): readonly Companion[];
}

/** One file for all entities, written by one thread alone. Its rows are the same every time, its bytes need not be. */
export interface DatasetFormat<S extends OptionSpecs = OptionSpecs> extends AnyFormat<S> {
  readonly piece: 'dataset';
  /**
   * Begins the file; nothing may stand at `path`, and `finish` must have returned before it is read. Throws the system's error.
   * @param tables all of them; their rows come in this order.
   */
  create(path: string, tables: readonly Table[], options: OptionsOf<S>): DatasetFile;
}

/** A file is: header, the parts that have rows with `separator` between any two of them, footer. */
export interface FileFrame {
  readonly header: Uint8Array;
  readonly separator: Uint8Array;
  /** What ends the file; a function where that is a directory of the parts that have rows, given in order. */
  readonly footer: Uint8Array | ((parts: readonly SealedPart[]) => Uint8Array);
}

/** What a file's footer knows of a part. */
export interface SealedPart {
  readonly rows: number;
  /** Of the part alone; the first one comes after the header. */
  readonly bytes: number;
  /** As its encoder's `end` answered it. */
  readonly seal: Uint8Array;
}

/** Encodes the batches of one part after the other, each in order. */
export interface Encoder {
  /** Begins a part: what comes next follows nothing. An encoder that has just been made has begun one. */
  begin(): void;
  /**
   * The bytes of the first `length` rows of the columns' current batch (length >= 1), or none if they are kept until the part
   * ends. The array is the encoder's own and good until its next call.
   */
  encode(length: number): Uint8Array;
  /** Ends a part: the bytes that were kept, as those of `encode`, and its seal. */
  end(): PartEnd;
}

/** What comes at the end of a part. */
export interface PartEnd {
  readonly bytes: Uint8Array;
  /** What the footer must know of the part; nothing in most formats. */
  readonly seal: Uint8Array;
}

/** A table and the name of the file that has its rows. */
export interface TableFile {
  readonly table: Table;
  /** In any script; without control characters, slashes, backslashes and double quotes, as `fileNames` makes it. */
  readonly file: string;
}

export interface Companion {
  /** Of [A-Za-z0-9._-] only; no entity's file has it. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A file with the rows of several tables on its way. */
export interface DatasetFile {
  /**
   * Binds to the columns of the next table's reader.
   * @param canvas where its texts are laid out, until it is reset for another table.
   */
  table(table: Table, columns: readonly Column[], canvas: Canvas): { write(length: number): void };
  /** Adds what comes after the rows, such as indexes, and closes the file. */
  finish(): void;
  /** Closes and removes it; harmless after `finish`. */
  abandon(): void;
}
