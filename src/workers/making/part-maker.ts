import type { CompiledEntity, RowReader } from '../../engine/compile/program.ts';
import type { Part } from '../../engine/plan.ts';
import type { Encoder, FileFrame, PartFormat, SealedPart } from '../../formats/index.ts';
import type { OptionsOf, OptionSpecs } from '../../model/index.ts';
import { Buffers } from './buffers.ts';

/** Some bytes of a part, good until the next ones are asked for. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** Rows that were made for them. */
  readonly rows: number;
  /** Of the part, with its last chunk; null before. */
  readonly seal: Uint8Array | null;
}

/** Generates and encodes rows of one entity: the same bytes in any thread, alone or among others. */
export class PartMaker<S extends OptionSpecs = OptionSpecs> {
  readonly frame: FileFrame;
  readonly #capacity: number;
  readonly #reader: RowReader;
  readonly #encoder: Encoder;
  readonly #isOwner: () => boolean;

  /**
   * @param most rows that are ever asked for at once, where that is known: few rows need small buffers only.
   * @param buffers those of the maker before, which can make nothing any more.
   */
  constructor(
    entity: CompiledEntity,
    format: PartFormat<S>,
    options: OptionsOf<S>,
    most: number = entity.batchRows,
    buffers = new Buffers(),
  ) {
    this.#isOwner = buffers.take();
    this.frame = format.frame(entity.table, options);
    this.#capacity = Math.max(1, Math.min(most, entity.batchRows));
    this.#reader = entity.open(this.#capacity, buffers.arena);
    this.#encoder = format.encoder(this.#reader.columns, buffers.canvas, options, entity.table);
  }

  /** Makes a part: the separator from the part before it, then its rows. Only one can be made at a time. */
  *make({ first, rows, opensFile }: Part): Generator<Chunk, void, undefined> {
    if (first > 0 && rows > 0 && opensFile !== true) yield { bytes: this.frame.separator, rows: 0, seal: null };
    yield* this.rows(first, rows);
  }

  /** Makes the rows first … first + rows - 1 as a part, a chunk for each batch, and nothing around them. */
  *rows(first: number, rows: number): Generator<Chunk, void, undefined> {
    if (rows === 0) return;
    this.#encoder.begin();
    for (let done = 0; done < rows;) {
      if (!this.#isOwner()) throw new Error('rows were asked of a maker whose buffers another one has');
      const length = Math.min(this.#capacity, rows - done);
      this.#reader.read(first + done, length);
      yield { bytes: this.#encoder.encode(length), rows: length, seal: null };
      done += length;
    }
    yield { rows: 0, ...this.#encoder.end() };
  }

  /** What the footer is, for a file whose parts are the given ones. */
  footer(parts: readonly SealedPart[]): Uint8Array {
    const { footer } = this.frame;
    return typeof footer === 'function' ? footer(parts) : footer;
  }
}
