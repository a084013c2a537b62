import type { Sink } from '../sink.ts';
import type { Canvas } from '../text/canvas.ts';
import { type Compressor, UNCOMPRESSED } from './compression.ts';
import type { Entries } from './entries.ts';
import { bitsOf, putHybrid } from './hybrid.ts';
import { ThriftWriter } from './thrift.ts';
import { type Bounds, ENCODINGS, type Values } from './values.ts';

/** Pages are ended with the batch that makes them as large as this: enough to compress well, few enough to stay in the caches. */
const PAGE_BYTES = 1 << 18;
/** Types of pages, by their numbers in parquet.thrift. */
const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;

/** Where compression leaves more than this of a chunk's first page, as of random bytes, it is not worth its time. */
const MAX_LEFT = 0.95;

/** What a footer contains of a column in a row group, save where it is. */
export interface ChunkSummary {
  /** One of PHYSICAL. */
  readonly physical: number;
  /** How its pages are compressed, by its number in parquet.thrift. */
  readonly codec: number;
  /** Of values, nulls and empty lists. */
  readonly entries: number;
  /** Entries that are no values. */
  readonly nulls: number;
  /** Of the dictionary page that comes before the others; 0 if there is none. */
  readonly dictionaryBytes: number;
  /** Of all pages, with their headers. */
  readonly bytes: number;
  /** The same before compression. */
  readonly plainBytes: number;
  readonly bounds: Bounds | null;
}

/** How deep a column is: the most that an entry's definition and repetition can be. */
export interface Depth {
  readonly definition: number;
  readonly repetition: number;
}

/** One column's pages of the current row group, held until it is complete: the finished ones compressed, the open one as it is. */
export class ColumnChunk {
  readonly #depth: Depth;
  readonly #values: Values;
  readonly #compressor: Compressor;
  readonly #definitions: Sink;
  readonly #repetitions: Sink;
  readonly #pages: Sink;
  /** The open page while it is put together. */
  readonly #body: Sink;
  /** Null as long as there is no page. */
  #isCompressed: boolean | null = null;
  #rows = new Int32Array(0);
  #open = 0;
  #entries = 0;
  #nulls = 0;
  #plainBytes = 0;

  constructor(depth: Depth, values: Values, compressor: Compressor, canvas: Canvas) {
    this.#definitions = canvas.sink();
    this.#repetitions = canvas.sink();
    this.#pages = canvas.sink();
    this.#body = canvas.sink();
    this.#depth = depth;
    this.#values = values;
    this.#compressor = compressor;
  }

  /** Bytes that are held, about. */
  get size(): number {
    return this.#pages.length + this.#values.waiting + this.#definitions.length + this.#repetitions.length;
  }

  /** Adds the entries of a batch that has `length` rows of the vector. */
  add(entries: Entries, length: number): void {
    const { count } = entries;
    const { definition, repetition } = this.#depth;
    if (definition > 0) this.#definitions.append(entries.definitions.subarray(0, count));
    if (repetition > 0) this.#repetitions.append(entries.repetitions.subarray(0, count));
    const present = definition > 0 ? this.#present(entries) : count;
    this.#values.add(definition > 0 ? this.#rows : entries.rows, present, length);
    this.#open += count;
    this.#entries += count;
    this.#nulls += count - present;
    if (!this.#values.onePage && this.#values.waiting >= PAGE_BYTES) this.#endPage();
  }

  /** Appends the chunk and begins the next one. */
  take(sink: Sink): ChunkSummary {
    if (this.#open > 0) this.#endPage();
    const start = sink.length;
    const length = this.#values.takeDictionary(this.#body);
    if (length > 0) {
      this.#putPage(sink, DICTIONARY_PAGE, (thrift) => {
        thrift.struct(7, () => {
          thrift.i32(1, length);
          thrift.i32(2, ENCODINGS.plain);
        });
      });
    }
    const dictionaryBytes = sink.length - start;
    sink.append(this.#pages.written());
    const summary = {
      physical: this.#values.physical,
      codec: this.#isCompressed === true ? this.#compressor.codec : UNCOMPRESSED,
      entries: this.#entries,
      nulls: this.#nulls,
      dictionaryBytes,
      bytes: sink.length - start,
      plainBytes: this.#plainBytes,
      bounds: this.#values.takeBounds(),
    };
    this.clear();
    return summary;
  }

  /** Forgets what is held. */
  clear(): void {
    this.#values.clear();
    for (const sink of [this.#definitions, this.#repetitions, this.#pages, this.#body]) sink.length = 0;
    this.#isCompressed = null;
    this.#open = this.#entries = this.#nulls = this.#plainBytes = 0;
  }

  /** Collects the rows of the entries that are values, and returns how many there are. */
  #present({ rows, count }: Entries): number {
    if (this.#rows.length < count) this.#rows = new Int32Array(count);
    let present = 0;
    for (let i = 0; i < count; i++) {
      this.#rows[present] = rows[i];
      if (rows[i] >= 0) present++;
    }
    return present;
  }

  #endPage(): void {
    const { encoding } = this.#values;
    this.#putLevels(this.#repetitions, this.#depth.repetition);
    this.#putLevels(this.#definitions, this.#depth.definition);
    this.#values.takePage(this.#body);
    const entries = this.#open;
    this.#open = 0;
    this.#putPage(this.#pages, DATA_PAGE, (thrift) => {
      thrift.struct(5, () => {
        thrift.i32(1, entries);
        thrift.i32(2, encoding);
        thrift.i32(3, ENCODINGS.rle);
        thrift.i32(4, ENCODINGS.rle);
      });
    });
  }

  /** Moves levels into the page, after their size; where there can be one only, they are omitted. */
  #putLevels(levels: Sink, most: number): void {
    if (most === 0) return;
    const body = this.#body;
    const start = body.length;
    body.reserve(4);
    body.length += 4;
    putHybrid(body, levels.bytes, levels.length, bitsOf(most));
    body.view.setUint32(start, body.length - start - 4, true);
    levels.length = 0;
  }

  /** The page as the chunk has it; the first one decides for all. */
  #compressed(body: Uint8Array): Uint8Array {
    if (this.#isCompressed === false) return body;
    const page = this.#compressor.compress(body);
    this.#isCompressed ??= page.length < MAX_LEFT * body.length;
    return this.#isCompressed ? page : body;
  }

  /** Appends the body as a page of that type. */
  #putPage(sink: Sink, type: number, describe: (thrift: ThriftWriter) => void): void {
    const body = this.#body.written();
    const page = this.#compressed(body);
    const start = sink.length;
    const thrift = new ThriftWriter(sink);
    thrift.message(() => {
      thrift.i32(1, type);
      thrift.i32(2, body.length);
      thrift.i32(3, page.length);
      describe(thrift);
    });
    this.#plainBytes += sink.length - start + body.length;
    sink.append(page);
    this.#body.length = 0;
  }
}
