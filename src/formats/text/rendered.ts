import { Sink } from '../sink.ts';
import type { Leaf } from './cell.ts';
import { PUT_ROOM, type Put } from './put.ts';
import { textCell, type Texts } from './text-cells.ts';
import type { Writer } from './writer.ts';

/** A cell whose texts are written one after the other before they are put in their rows: for whatever has no faster way. */
export function rendered(write: Writer, least: number): Leaf {
  return {
    least,
    bind(room) {
      const texts = renderer(write);
      return textCell(texts, room);
    },
  };
}

/** Writes a batch's texts into a buffer of its own, which is as large as the largest batch so far. */
export function renderer(write: Writer): (length: number) => Texts {
  const sink = new Sink();
  const texts: Texts = { bytes: sink.bytes, offsets: new Int32Array(1) };
  return (length) => {
    if (texts.offsets.length <= length) texts.offsets = new Int32Array(length + 1);
    const { offsets } = texts;
    sink.length = 0;
    for (let row = 0; row < length; row++) {
      write(sink, row);
      offsets[row + 1] = sink.length;
    }
    texts.bytes = sink.bytes;
    return texts;
  };
}

/**
 * The same for values of short text that can be null: `nothing` is written for null.
 * @param quote the byte before and behind every other value; 0: none.
 */
export function renderedNullable(put: Put, validity: Uint8Array, quote: number, nothing: Uint8Array): Leaf {
  const sink = new Sink();
  const texts: Texts = { bytes: sink.bytes, offsets: new Int32Array(1) };
  const make = (length: number): Texts => {
    if (texts.offsets.length <= length) texts.offsets = new Int32Array(length + 1);
    sink.reserve(length * (Math.max(PUT_ROOM, nothing.length) + 2));
    texts.bytes = sink.bytes;
    renderPuts(put, validity, quote, nothing, length, sink, texts.offsets);
    return texts;
  };
  return { least: 0, bind: (room) => textCell(make, room) };
}

function renderPuts(
  put: Put,
  validity: Uint8Array,
  quote: number,
  nothing: Uint8Array,
  length: number,
  { view, bytes }: Sink,
  offsets: Int32Array,
): void {
  let p = 0;
  for (let row = 0; row < length; row++) {
    if (validity[row] === 0) {
      for (let j = 0; j < nothing.length; j++) bytes[p + j] = nothing[j];
      p += nothing.length;
    } else if (quote !== 0) {
      bytes[p] = quote;
      p = put(view, p + 1, row);
      bytes[p++] = quote;
    } else {
      p = put(view, p, row);
    }
    offsets[row + 1] = p;
  }
}
