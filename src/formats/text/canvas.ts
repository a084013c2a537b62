import type { Dictionary } from '../../engine/dictionary.ts';
import { Sink } from '../sink.ts';
import { KERNEL } from './cells-kernel.ts';

/** A kernel that works on one column; see kernels/cells.ts. `cell` is the address that `addCell` answered. */
export type ColumnKernel = (cell: number, length: number, positions: number) => void;

/** Kinds of short values that have kernels. */
export type ShortKind = 'Int32' | 'Int53' | 'Decimal' | 'Decimal64' | 'Date' | 'Timestamp' | 'Time' | 'Bool' | 'Uuid';

type Kernels = Readonly<Record<`${'measure' | 'scatter'}${ShortKind}`, ColumnKernel>> & {
  readonly measureEntries: ColumnKernel;
  readonly scatterEntries: ColumnKernel;
  readonly scatterEntriesExactly: ColumnKernel;
  readonly scatterLiteral: (at: number, size: number, length: number, positions: number) => void;
  readonly startsOfRows: (widths: number, length: number, fixed: number, first: number) => number;
  readonly start: () => number;
};

/** Of a column, as kernels/cells.ts lays it out; what is omitted is 0. */
export interface CellFields {
  readonly values?: number;
  readonly validity?: number;
  readonly nothing?: number;
  readonly nothingLength?: number;
  readonly quote?: number;
  readonly after?: number;
  readonly room?: number;
  readonly scale?: number;
  readonly offsets?: number;
  readonly bytes?: number;
}

const PAGE = 65_536;
const ALIGNMENT = 16;
/** Bytes after whatever is put into the memory, which wide copies may read or write. */
const PADDING = 32;

let compiled: WebAssembly.Module | undefined;

/** Bytes of sinks that a canvas keeps for its next encoder, and of memory: more than an ordinary batch takes. */
const MAX_KEPT_BYTES = 32 * 1024 * 1024;

/**
 * Memory in which an encoder lays out the rows of a batch, with kernels that write whole columns into it. What is taken is not
 * given back as long as the encoder uses it. The next encoder takes over the memory, since a new one costs more than the rows of
 * a small entity.
 */
export class Canvas {
  #kernels!: Kernels;
  #memory!: WebAssembly.Memory;
  #sinks: Sink[] = [];
  #usedSinks = 0;
  readonly #dictionaries = new Map<Dictionary, { readonly offsets: number; readonly bytes: number }>();
  #end = 0;
  #view!: DataView<ArrayBuffer>;
  #positions!: Int32Array;

  constructor() {
    this.#begin();
  }

  /** Takes back all memory, for another encoder: nobody may use what was taken any more. */
  reset(): void {
    this.#dictionaries.clear();
    let room = MAX_KEPT_BYTES;
    this.#sinks = this.#sinks.filter(({ bytes }) => {
      const isKept = bytes.length <= room;
      if (isKept) room -= bytes.length;
      return isKept;
    });
    this.#usedSinks = 0;
    if (this.#memory.buffer.byteLength > MAX_KEPT_BYTES) {
      this.#begin();
      return;
    }
    this.#end = this.#kernels.start();
    this.#positions = new Int32Array(0);
  }

  #begin(): void {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL), (letter) => letter.charCodeAt(0)));
    this.#memory = new WebAssembly.Memory({ initial: 2 });
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory: this.#memory } });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the module exports is what its source says
    this.#kernels = exports as unknown as Kernels;
    this.#end = this.#kernels.start();
    this.#view = new DataView(this.#memory.buffer);
    this.#positions = new Int32Array(0);
  }

  get kernels(): Kernels {
    return this.#kernels;
  }

  /** An empty sink beside the memory, for texts that are written one after the other. */
  sink(): Sink {
    const sink = (this.#sinks[this.#usedSinks++] ??= new Sink());
    sink.length = 0;
    return sink;
  }

  /** All of the memory, up to the next `take` or `fit`. */
  get view(): DataView<ArrayBuffer> {
    return this.#view;
  }

  /** Of the rows of the batch that has begun, up to the next `take` or `fit`: first their widths, then where they go on. */
  get positions(): Int32Array {
    return this.#positions;
  }

  /** Where nothing has been taken yet. */
  get end(): number {
    return this.#end;
  }

  /** Begins a batch: every row has the width 0. */
  begin(length: number): void {
    if (this.#positions.length < length) {
      const at = this.take(4 * length);
      this.#positions = new Int32Array(this.#memory.buffer, at, length);
    }
    this.#positions.fill(0, 0, length);
  }

  /** Takes memory for good and returns its address. */
  take(bytes: number): number {
    const at = this.#end;
    this.#end = Math.ceil((at + bytes + PADDING) / ALIGNMENT) * ALIGNMENT;
    this.fit(this.#end);
    return at;
  }

  /** Takes memory and puts a copy of the bytes there. */
  put(bytes: Uint8Array): number {
    const at = this.take(bytes.length);
    this.copy(bytes, at);
    return at;
  }

  /** Copies bytes to an address that was taken. */
  copy(bytes: Uint8Array, at: number): void {
    new Uint8Array(this.#memory.buffer, at, bytes.length).set(bytes);
  }

  /** Where a dictionary is, put there when it is first asked for. */
  dictionary(dictionary: Dictionary): { readonly offsets: number; readonly bytes: number } {
    let found = this.#dictionaries.get(dictionary);
    if (found === undefined) {
      const { offsets, bytes, length } = dictionary;
      const ends = offsets.subarray(0, length + 1);
      found = {
        offsets: this.put(new Uint8Array(ends.buffer, ends.byteOffset, ends.byteLength)),
        bytes: this.put(bytes.subarray(0, offsets[length])),
      };
      this.#dictionaries.set(dictionary, found);
    }
    return found;
  }

  /** Puts down a column's cell and returns its address. */
  cell(fields: CellFields): number {
    const { values, validity, nothing, nothingLength, quote, after, room, scale, offsets, bytes } = fields;
    const words = [values, validity, nothing, nothingLength, quote, after, room, scale, offsets, bytes];
    const laidOut = Int32Array.from(words, (word) => word ?? 0);
    return this.put(new Uint8Array(laidOut.buffer));
  }

  /** Makes the memory reach to `end`, and some bytes further. */
  fit(end: number): void {
    const missing = end + PADDING - this.#memory.buffer.byteLength;
    if (missing <= 0) return;
    // Growing detaches what stood on the memory.
    const { byteOffset, length } = this.#positions;
    // By half at least, so that it does not become a habit.
    this.#memory.grow(Math.ceil(Math.max(missing, this.#memory.buffer.byteLength / 2) / PAGE));
    this.#view = new DataView(this.#memory.buffer);
    if (length > 0) this.#positions = new Int32Array(this.#memory.buffer, byteOffset, length);
  }

  /** What is at an address, without a copy: valid until the next write. */
  bytes(at: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer, at, length);
  }
}
