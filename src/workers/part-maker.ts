import type { CompiledEntity, RowReader } from '../engine/compile/program.ts';
import type { Part } from '../engine/plan.ts';
import type { Encoder, FileFrame, PartFormat, SealedPart } from '../formats/format.ts';
import type { Sink } from '../formats/sink.ts';
import type { Options } from '../model/index.ts';

/** Generates and encodes rows of one entity: the same bytes in any thread, alone or among others. */
export class PartMaker {
  readonly frame: FileFrame;
  readonly #capacity: number;
  readonly #reader: RowReader;
  readonly #encoder: Encoder;

  /** @param most rows that are ever asked for at once, where that is known: few rows need small buffers only. */
  constructor(entity: CompiledEntity, format: PartFormat, options: Options, most: number = entity.batchRows) {
    this.frame = format.frame(entity.table, options);
    this.#capacity = Math.max(1, Math.min(most, entity.batchRows));
    this.#reader = entity.open(this.#capacity);
    this.#encoder = format.encoder(this.#reader.columns, options, entity.table);
  }

  /** Appends a part's bytes to `sink`: the separator from the part before it, then its rows. Answers its seal. */
  make({ first, rows }: Part, sink: Sink): Uint8Array {
    if (first > 0) sink.append(this.frame.separator);
    return this.rows(first, rows, sink);
  }

  /**
   * Appends the rows first … first + rows - 1 (at least one) as a part, and nothing around them. Answers its seal.
   * @param after called after each batch with the rows done so far; it may empty the sink, or throw to end it.
   */
  rows(first: number, rows: number, sink: Sink, after?: (done: number) => void): Uint8Array {
    this.#encoder.begin();
    for (let done = 0; done < rows;) {
      const length = Math.min(this.#capacity, rows - done);
      this.#reader.read(first + done, length);
      this.#encoder.encode(length, sink);
      done += length;
      after?.(done);
    }
    return this.#encoder.end(sink);
  }

  /** What the footer is, for a file whose parts are the given ones. */
  footer(parts: readonly SealedPart[]): Uint8Array {
    const { footer } = this.frame;
    return typeof footer === 'function' ? footer(parts) : footer;
  }
}
