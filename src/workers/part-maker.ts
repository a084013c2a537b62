import type { CompiledEntity, RowReader } from '../engine/compile/program.ts';
import type { Part } from '../engine/plan.ts';
import type { Encoder, FileFrame, Format } from '../formats/format.ts';
import type { Sink } from '../formats/sink.ts';
import type { Options } from '../model/index.ts';

/** Generates and encodes rows of one entity: the same bytes in any thread, alone or among others. */
export class PartMaker {
  readonly frame: FileFrame;
  readonly #capacity: number;
  readonly #reader: RowReader;
  readonly #encoder: Encoder;

  /** @param most rows that are ever asked for at once, where that is known: few rows need small buffers only. */
  constructor(entity: CompiledEntity, format: Format, options: Options, most: number = entity.batchRows) {
    this.frame = format.frame(entity.schema, options);
    this.#capacity = Math.max(1, Math.min(most, entity.batchRows));
    this.#reader = entity.open(this.#capacity);
    this.#encoder = format.encoder(this.#reader.columns, options);
  }

  /** Appends a part's bytes to `sink`: the separator from the part before it, then its rows. */
  make({ first, rows }: Part, sink: Sink): void {
    if (first > 0) sink.append(this.frame.separator);
    this.rows(first, rows, sink);
  }

  /**
   * Appends the rows first … first + rows - 1, and nothing around them.
   * @param after called after each batch with the rows done so far; it may empty the sink, or throw to end it.
   */
  rows(first: number, rows: number, sink: Sink, after?: (done: number) => void): void {
    this.#encoder.begin();
    for (let done = 0; done < rows;) {
      const length = Math.min(this.#capacity, rows - done);
      this.#reader.read(first + done, length);
      this.#encoder.encode(length, sink);
      done += length;
      after?.(done);
    }
  }
}
