import type { Sink } from '../sink.ts';

/** How many values a column has, and how many of them are null. */
export interface FieldNode {
  readonly length: number;
  readonly nulls: number;
}

/** Where a buffer lies in the body. */
export interface BufferRegion {
  readonly offset: number;
  readonly length: number;
}

/** The buffers of a record batch end to end, each filled up to a multiple of 8 bytes, and what the metadata says of them. */
export class Body {
  readonly sink: Sink;
  nodes: FieldNode[] = [];
  buffers: BufferRegion[] = [];
  /** Where the buffer begins that is being written. */
  #start = 0;

  constructor(sink: Sink) {
    this.sink = sink;
  }

  clear(): void {
    this.sink.length = 0;
    this.nodes = [];
    this.buffers = [];
    this.#start = 0;
  }

  /** Adds what a column begins with: how many values there are, and which of the rows `first … end - 1` have one. */
  open(validity: Uint8Array | null, first: number, end: number): void {
    let nulls = 0;
    if (validity !== null) {
      for (let row = first; row < end; row++) nulls += 1 - validity[row];
      this.bits(validity, null, first, end);
    } else {
      this.close();
    }
    this.nodes.push({ length: end - first, nulls });
  }

  /** Adds a buffer of one bit a row, least significant first; 0 if `validity` is. */
  bits(values: Uint8Array, validity: Uint8Array | null, first: number, end: number): void {
    const { sink } = this;
    const size = (end - first + 7) >> 3;
    sink.reserve(size);
    sink.bytes.fill(0, sink.length, sink.length + size);
    for (let row = first; row < end; row++) {
      const bit = validity === null ? values[row] : values[row] & validity[row];
      sink.bytes[sink.length + ((row - first) >> 3)] |= bit << ((row - first) & 7);
    }
    sink.length += size;
    this.close();
  }

  /** Ends a buffer that has been written into the sink. */
  close(): void {
    const { sink } = this;
    this.buffers.push({ offset: this.#start, length: sink.length - this.#start });
    const padding = -sink.length & 7;
    sink.reserve(padding);
    sink.bytes.fill(0, sink.length, sink.length + padding);
    sink.length += padding;
    this.#start = sink.length;
  }
}

/** Adds the rows `first … end - 1` of a column to the body of a record batch. */
export type ColumnWriter = (body: Body, first: number, end: number) => void;
