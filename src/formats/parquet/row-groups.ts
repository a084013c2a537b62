import type { Column } from '../../engine/vector.ts';
import type { Encoder, PartEnd } from '../format.ts';
import type { Sink } from '../sink.ts';
import type { Canvas } from '../text/canvas.ts';
import { ColumnChunk } from './column-chunk.ts';
import type { Compressor } from './compression.ts';
import { Entries } from './entries.ts';
import { putRowGroup } from './seal.ts';
import { shredder, type Shred } from './shred.ts';
import { valuesOf } from './values-of.ts';

/** A row group is ended early by the batch that makes it as large as this. */
const MAX_BYTES = 1 << 26;

/**
 * A part as a row group, or as several where it is large. Memory is bounded by the bytes of a row group, 64 MiB and a batch
 * at the most; ordinary columns take a tenth of that.
 */
export class RowGroups implements Encoder {
  readonly #chunks: ColumnChunk[] = [];
  readonly #shreds: readonly Shred[];
  readonly #entries = new Entries();
  /** Row groups that have ended and are not handed out yet. */
  readonly #sink: Sink;
  readonly #seal: Sink;
  #rows = 0;

  constructor(columns: readonly Column[], compressor: Compressor, canvas: Canvas) {
    this.#sink = canvas.sink();
    this.#seal = canvas.sink();
    const root = { definition: 0, repetition: 0 };
    this.#shreds = columns.map((column) =>
      shredder(column, column.vector, root, (leaf, vector, depth) => {
        const chunk = new ColumnChunk(depth, valuesOf(leaf, vector, canvas), compressor, canvas);
        this.#chunks.push(chunk);
        return (entries, length) => chunk.add(entries, length);
      }),
    );
  }

  begin(): void {
    for (const chunk of this.#chunks) chunk.clear();
    this.#seal.length = 0;
    this.#rows = 0;
  }

  encode(length: number): Uint8Array {
    this.#sink.length = 0;
    this.#entries.rowsOfBatch(length);
    for (const shred of this.#shreds) shred(this.#entries, length);
    this.#rows += length;
    if (this.#chunks.reduce((sum, { size }) => sum + size, 0) >= MAX_BYTES) this.#endRowGroup();
    return this.#sink.written();
  }

  end(): PartEnd {
    this.#sink.length = 0;
    if (this.#rows > 0) this.#endRowGroup();
    return { bytes: this.#sink.written(), seal: this.#seal.written().slice() };
  }

  #endRowGroup(): void {
    putRowGroup(this.#seal, { rows: this.#rows, chunks: this.#chunks.map((chunk) => chunk.take(this.#sink)) });
    this.#rows = 0;
  }
}
